package protocol

import (
	"math"
	"testing"

	"sim/model"
)

// A party that all but has its way hardly notices what the other still gains:
// its loss is less than rounding, the other's gain is not. The other's payoff
// from its offer is what waiting would bring it all the same.
func TestOfferNearTheIdeal(t *testing.T) {
	p := model.NewProblem(2, 2)
	p.Weight = [][]float64{{0.125, 0.875}, {0.5217391304347826, 0.4782608695652174}}
	p.Ideal = [][]float64{{0.03333277671481483, 0}, {0, 0}}
	p.Side[1][0] = model.AtMost
	p.Curvature = [][]float64{{3, 2}, {1, 2}}
	for i := range 2 {
		p.Consent[i], p.Power[i] = true, 0.5
		p.Upper[1] = 0 // the second issue is settled
	}
	plain(p)
	p.Risk[0], p.Reservation[0], p.Patience[0] = 1, model.RiskInverse(0.4, 1), 0.5229230523109436
	p.Reservation[1], p.Patience[1] = 0.1, 0.99
	r := with(t, Rubinstein, func(o *offers) { o.Interval = 1 })
	var offer [2]model.Offer
	for i := range 2 {
		p.Capability[i], p.Capability[1-i] = 2, 1
		r.Solve(p, nil, &offer[i])
	}
	if d := offer[0].Surplus[1] - p.Patience[1]*offer[1].Surplus[1]; math.Abs(d) > 1e-10 {
		t.Errorf("the second party gets %g more from the other's offer than by waiting", d)
	}
}
