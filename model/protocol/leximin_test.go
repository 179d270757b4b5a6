package protocol

import (
	"testing"

	"sim/model"
)

// The first party holds the smallest share down and is content with the second
// issue at or below its ideal. The search leaves the issue a hair above, which
// must not keep it from moving down: the second and fifth party can both have
// more than the 0.7277 of what they hope for that the fifth then has.
func TestConfineMindsNoHair(t *testing.T) {
	const both, least, most = model.TwoSided, model.AtLeast, model.AtMost
	p := model.NewProblem(5, 5)
	p.Upper[2] = 0.6640625
	copy(p.StatusQuo, []float64{0.8126576659999202, 0, 0, 0.8851242065429688, 0})
	for i, of := range []struct {
		weight, ideal              [5]float64
		side                       [5]model.Side
		curvature                  [5]float64
		scale, offset, reservation float64
	}{
		{
			[5]float64{5. / 53, 18. / 53, 5. / 53, 10. / 53, 15. / 53},
			[5]float64{0, 0.327606201171875, 2.1726213108788833e-10, 3.1293710244912436e-07, 0.02251551121926167},
			[5]model.Side{most, most, both, most, both},
			[5]float64{1, 2, 3, 1, 3},
			1, 0, 0.7613175833291389,
		},
		{
			[5]float64{4. / 41, 13. / 41, 13. / 41, 6. / 41, 5. / 41},
			[5]float64{2.8792174646024276e-08, 1, 0.0001351571463601431, 0, 0},
			[5]model.Side{both, both, most, both, both},
			[5]float64{2, 3, 1.5, 2, 1.5},
			0.4331813803206268, -0.2, -0.01030821871123995,
		},
		{
			[5]float64{0.03125, 0, 0.125, 0.46875, 0.375},
			[5]float64{0, 0.6162392392434413, 0.004424296319484711, 0, 0.04674579436664317},
			[5]model.Side{both, most, most, most, least},
			[5]float64{3, 1.5, 1.5, 3, 3},
			0.99341382251591, 0, 0.5085164583537111,
		},
		{
			[5]float64{6. / 15, 3. / 15, 4. / 15, 1. / 15, 1. / 15},
			[5]float64{0, 9.677606056361231e-11, 0, 0.9325180524319876, 0},
			[5]model.Side{most, least, most, least, most},
			[5]float64{1, 2, 3, 1, 3},
			0.8316045360789022, 0, 0.7816045360789021,
		},
		{
			[5]float64{0, 6. / 48, 13. / 48, 20. / 48, 9. / 48},
			[5]float64{0, 0, 0.08252415630454815, 0, 2.7530506059927906e-07},
			[5]model.Side{both, both, both, both, both},
			[5]float64{3, 1, 1, 3, 1.5},
			0.9504351672778901, -0.09730731154684236, 0.3837415524401981,
		},
	} {
		copy(p.Weight[i], of.weight[:])
		copy(p.Ideal[i], of.ideal[:])
		copy(p.Side[i], of.side[:])
		copy(p.Curvature[i], of.curvature[:])
		p.Consent[i], p.Power[i] = true, 0.2
		p.Reservation[i] = of.reservation
		affine(p, i, of.scale, of.offset)
	}
	out := solved(t, "kalai_smorodinsky", p)
	s := new(solver)
	s.begin(p, new(model.Offer))
	s.zone()
	s.idealSurpluses()
	for _, i := range []int{1, 2, 4} {
		if share := out.Surplus[i] / s.hope[i]; share < 0.7326 {
			t.Errorf("party %d gets %.4f of what it hopes for; 0.7327 can be had", i, share)
		}
	}
}
