package protocol

import (
	"testing"

	"sim/model"
)

// Where two parties have next to nothing to gain, the search for more for the
// one above the smallest share must not cost anybody its reservation value.
func TestSliver(t *testing.T) {
	const both, least, most = model.TwoSided, model.AtLeast, model.AtMost
	p := model.NewProblem(4, 6)
	p.Lower[3], p.Upper[3], p.InPackage[3] = 0.08710956573486328, 0.08710956573486328, false
	copy(p.StatusQuo, []float64{8.52998578453441e-196, 5.268106526197095e-23, 5.739038301027359e-71, p.Lower[3], 6.308505532262219e-138, 1})
	for i, of := range []struct {
		weight, ideal, curvature  []float64
		side                      []model.Side
		risk, offset, reservation float64
	}{
		{
			[]float64{0.15, 0.2, 0.4, 0.125, 0.025, 0.1},
			[]float64{0.004254698753356934, 0.014690425499189974, 0.0869140625, 0.32216203957796097, 7.613736603348459e-39, 3.0133017213778616e-223},
			[]float64{1.5, 2, 1, 2, 1, 3},
			[]model.Side{least, most, most, least, least, least},
			0.2857036590576172, 0.001953125, 0.9969765188128831,
		},
		{
			[]float64{0.02631578947368421, 0.05263157894736842, 0.3684210526315789, 0.13157894736842105, 0.34210526315789475, 0.07894736842105263},
			[]float64{3.9676371074682795e-253, 0.402191162109375, 0.6197420915702878, 8.152142717617483e-84, 1.341097540736763e-283, 1.777574916520607e-187},
			[]float64{3, 2, 1, 2, 3, 1.5},
			[]model.Side{least, most, least, least, both, least},
			0.0006496707939723982, -3.491304306992085e-182, 0.42973290907403566,
		},
		{
			[]float64{0.21428571428571427, 0.125, 0.16071428571428573, 0.10714285714285714, 0.03571428571428571, 0.35714285714285715},
			[]float64{0.8052476545053651, 0.49481853093539324, 1.079067866986451e-218, 4.603306412060191e-06, 2.656297482961356e-49, 6.039254651923898e-10},
			[]float64{1, 2, 1.5, 1, 3, 2},
			[]model.Side{most, both, both, least, both, least},
			1.4696360352255952e-29, -0.0033570745727047324, 0.9303229593328104,
		},
		{
			[]float64{0.03333333333333333, 0.1, 0.13333333333333333, 0.5666666666666667, 0.16666666666666666, 0},
			[]float64{0.020936012268066406, 0.005888581275939941, 6.033389263302374e-187, 0.0230358462078617, 1, 5.4099484088588296e-130},
			[]float64{1, 1.5, 2, 3, 1, 2},
			[]model.Side{both, most, least, least, least, both},
			1, -6.617332375547292e-130, 0.9999995129815448,
		},
	} {
		copy(p.Weight[i], of.weight)
		copy(p.Ideal[i], of.ideal)
		copy(p.Curvature[i], of.curvature)
		copy(p.Side[i], of.side)
		p.Consent[i], p.Power[i], p.Capability[i] = i != 2, 1./3, 1
		p.Risk[i], p.Reservation[i] = of.risk, model.RiskInverse(of.reservation-of.offset, of.risk)
	}
	p.Voice[2] = 0.5
	out := solved(t, "kalai_smorodinsky", p)
	for i, surplus := range out.Surplus {
		if p.Consent[i] && surplus < -consentTolerance {
			t.Errorf("agreement though party %d falls short by %g", i, -surplus)
		}
	}
}
