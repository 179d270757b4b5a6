package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

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

// A margin that need only be compared lies on the same side of both bounds as the
// exact one, and is exact between them.
func TestMarginBetween(t *testing.T) {
	m := crowd([]float64{1, 1.3, 2})
	m.parties[1], m.issues = 4, [2]int{2, 4}
	m.slack = []float64{0.3, 0.1, -0.02, -0.1}
	outside := 0
	rapid.Check(t, func(t *rapid.T) {
		p, s := m.problem(t), new(solver)
		exact := s.margin(p)
		low := exact + rapid.Float64Range(-0.2, 0.1).Draw(t, "low")
		high := low + rapid.Float64Range(0, 0.2).Draw(t, "high")
		got := s.marginBetween(p, low, high)
		switch {
		case math.IsNaN(exact):
			return
		case exact < low-1e-9:
			outside++
			if !(got < low) {
				t.Fatalf("%v, not below %v as %v is", got, low, exact)
			}
		case exact > high+1e-9:
			outside++
			if !(got > high) {
				t.Fatalf("%v, not above %v as %v is", got, high, exact)
			}
		case math.Abs(got-exact) > 1e-9 && exact > low+1e-9 && exact < high-1e-9:
			t.Fatalf("%v between the bounds, want %v", got, exact)
		}
	})
	if outside == 0 {
		t.Error("no margin lay outside the bounds")
	}
}
