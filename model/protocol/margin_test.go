package protocol

import (
	"math"
	"testing"

	"sim/model"
)

// On one issue with linear preferences with ideals at its ends the margin is
// half of what the reservation values leave, (1 − d₁ − d₂)/2, also below 0;
// where one party asks for more than there is, it is what that party lacks with
// everything.
func TestMargin(t *testing.T) {
	for _, d := range [][2]float64{{0.2, 0.3}, {0, 0}, {0.6, 0.4}, {0.7, 0.7}, {1.2, 0.1}} {
		p := model.NewProblem(2, 1)
		for i := range 2 {
			p.Weight[i][0], p.Curvature[i][0], p.Ideal[i][0] = 1, 1, float64(1-i)
			p.Consent[i], p.Power[i], p.Reservation[i] = true, 0.5, d[i]
		}
		plain(p)
		want := min((1-d[0]-d[1])/2, 1-d[0], 1-d[1])
		if got := Margin(p); math.Abs(got-want) > 1e-9 {
			t.Errorf("reservation values %v: got %v, want %v", d, got, want)
		}
	}
	p := model.NewProblem(2, 1)
	if got := Margin(p); !math.IsNaN(got) {
		t.Errorf("nobody must consent: got %v", got)
	}
}
