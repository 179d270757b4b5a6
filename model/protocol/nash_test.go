package protocol

import (
	"testing"

	"sim/model"
)

// The first party alone cares where the second issue ends below its ideal, and
// less and less on the way there: the search gets close, never exact, and that
// must do.
func TestNashNextToAFlatIdeal(t *testing.T) {
	const both, least, most = model.TwoSided, model.AtLeast, model.AtMost
	p := model.NewProblem(4, 2)
	copy(p.StatusQuo, []float64{0.005111506364144876, 0.219482421875})
	for i, of := range []struct {
		weight, ideal, curvature              [2]float64
		side                                  [2]model.Side
		power, risk, scale, offset, reserving float64
	}{
		{[2]float64{8. / 13, 5. / 13}, [2]float64{0.00927734375, 0.7065609273173162}, [2]float64{3, 3}, [2]model.Side{least, least}, 0.40310694304282746, 1, 1, 0, 0.8318309774927539},
		{[2]float64{12. / 29, 17. / 29}, [2]float64{0.4154974414386743, 0}, [2]float64{2, 1}, [2]model.Side{both, least}, 0.09000770579140285, 0, 0.9359567896144938, 0, 0.6253453451360218},
		{[2]float64{14. / 33, 19. / 33}, [2]float64{0.5, 0}, [2]float64{2, 1}, [2]model.Side{least, least}, 0.12099948725407045, 0, 0.47564304458898127, 0.00035784393548965454, 0.3055594038969603},
		{[2]float64{13. / 15, 2. / 15}, [2]float64{1, 0}, [2]float64{3, 1.5}, [2]model.Side{most, least}, 0.38588586391169916, 0, 1, 0.0013101154036121443, 0.6013101154036121},
	} {
		copy(p.Weight[i], of.weight[:])
		copy(p.Ideal[i], of.ideal[:])
		copy(p.Curvature[i], of.curvature[:])
		copy(p.Side[i], of.side[:])
		p.Consent[i], p.Power[i], p.Risk[i] = true, of.power, of.risk
		p.Reservation[i] = model.RiskInverse(of.reserving, of.risk)
		affine(p, i, of.scale, of.offset)
	}
	out := solved(t, "nash", p)
	if out.Status != model.Agreement || out.Gap > 1e-9 {
		t.Fatalf("%v (%v), gap %g", out.Status, out.Reason, out.Gap)
	}
	if x := out.Terms[1]; x < p.Ideal[0][1] {
		t.Errorf("second issue at %g: nobody minds the first party's ideal, %g, or more", x, p.Ideal[0][1])
	}
}
