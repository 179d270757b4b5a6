package analysis

import (
	"errors"
	"math"
	"testing"

	"sim/model/montecarlo"
)

// scan evaluates a known function at some places, with an error of 0.01.
func scan(f func(float64) float64, at ...float64) (rs []Reading) {
	for _, x := range at {
		rs = append(rs, Reading{x, montecarlo.Estimate{N: 1000, Value: f(x), Error: 0.01}})
	}
	return rs
}

// Crossings of known functions, from a scan in quarters: the smallest change in
// either direction, also for functions that are not monotone.
func TestNearest(t *testing.T) {
	quarters := []float64{0, 0.25, 0.5, 0.75, 1}
	line := func(x float64) float64 { return 0.2 + 0.5*x }
	for _, c := range []struct {
		name  string
		f     func(float64) float64
		now   float64
		goal  Goal
		want  float64 // NaN: no crossing
		lasts bool
	}{
		{"a line, upward", line, 0.4, Goal{Value: 0.6}, 0.8, true},
		{"a line, downward", line, 0.4, Goal{Value: 0.25, AtMost: true}, 0.1, true},
		{"out of reach", line, 0.4, Goal{Value: 0.75}, math.NaN(), false},
		{"reached already", line, 0.4, Goal{Value: 0.3}, 0.4, true},
		{"a hill", func(x float64) float64 { return 1 - 8*(x-0.75)*(x-0.75) }, 0.1, Goal{Value: 0.9}, 0.75 - math.Sqrt(0.0125), false},
		{"a valley, nearer below", func(x float64) float64 { return math.Abs(x - 0.6) }, 0.5, Goal{Value: 0.35}, 0.25, true},
		{"a valley, nearer above", func(x float64) float64 { return math.Abs(x - 0.4) }, 0.5, Goal{Value: 0.35}, 0.75, true},
	} {
		reads := 0
		got, ok, err := c.goal.Nearest(scan(c.f, c.now)[0], scan(c.f, quarters...), 0.004, func(at float64) (montecarlo.Estimate, error) {
			reads++
			return scan(c.f, at)[0].Estimate, nil
		})
		if err != nil || ok == math.IsNaN(c.want) {
			t.Errorf("%s: %v, %v", c.name, ok, err)
			continue
		}
		if !ok {
			continue
		}
		near(t, c.name, got.At, c.want, 0.004)
		if !c.goal.Met(got.Value) || got.Lasts != c.lasts || reads > 13 {
			t.Errorf("%s: value %g, lasts %v, %d more readings", c.name, got.Value, got.Lasts, reads)
		}
	}
	// The error divided by the slope: 1.96 · 0.01/0.5 in both directions.
	got, _, _ := Goal{Value: 0.6}.Nearest(scan(line, 0.4)[0], scan(line, quarters...), 0.001, func(at float64) (montecarlo.Estimate, error) {
		return scan(line, at)[0].Estimate, nil
	})
	near(t, "lower", got.Lower, got.At-0.0392, 1e-4)
	near(t, "upper", got.Upper, got.At+0.0392, 1e-4)

	boom := errors.New("boom")
	_, ok, err := Goal{Value: 0.6}.Nearest(scan(line, 0.4)[0], scan(line, quarters...), 0.001, func(float64) (montecarlo.Estimate, error) { return montecarlo.Estimate{}, boom })
	if ok || !errors.Is(err, boom) {
		t.Errorf("a failed reading: %v, %v", ok, err)
	}
}

func TestGoal(t *testing.T) {
	g := Goal{Value: 0.5}
	if g.Met(math.NaN()) || !g.Met(0.5) || g.Met(0.49) || (Goal{Value: 0.5, AtMost: true}).Met(0.51) {
		t.Error("on the wrong side")
	}
	if g.Sure(montecarlo.Estimate{Value: 0.51, Error: 0.01}) || !g.Sure(montecarlo.Estimate{Value: 0.53, Error: 0.01}) {
		t.Error("two errors are the bound")
	}
	none := Reading{0, montecarlo.Estimate{Value: math.NaN()}}
	if _, ok := g.Best([]Reading{none}); ok {
		t.Error("nothing is best")
	}
	if best, ok := g.Best(append(scan(func(x float64) float64 { return x }, 0.2, 0.9, 0.3), none)); !ok || best.At != 0.9 {
		t.Errorf("best %+v", best)
	}
}
