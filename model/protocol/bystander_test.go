package protocol

import (
	"testing"

	"sim/model"
)

// Whoever neither proposes nor answers weighs next to nothing in a crisis, but
// has its way where that costs nobody anything: here only the second party would
// lose by more on the one issue, and the status quo does not hold it there.
func TestBystander(t *testing.T) {
	p := model.NewProblem(4, 1)
	for i, side := range []model.Side{model.AtLeast, model.AtMost, model.TwoSided, model.AtLeast} {
		p.Consent[i], p.Power[i], p.Capability[i] = true, 0.25, 1
		p.Weight[i][0], p.Ideal[i][0], p.Side[i][0] = 1, 0.03125, side
		p.Curvature[i][0], p.Risk[i], p.Reservation[i] = 1, 1, 0.95
	}
	p.Capability[1], p.Curvature[1][0], p.Reservation[1] = 0.5, 2, 0.1
	p.Weight[2][0], p.Reservation[2] = 0, -0.05 // cares about nothing
	p.StatusQuo[0] = 0.0625
	plain(p)
	if x := solved(t, "crisis", p).Terms[0]; x != 0.03125 {
		t.Errorf("terms at %g, where the second party alone would move them to 0.03125", x)
	}
}
