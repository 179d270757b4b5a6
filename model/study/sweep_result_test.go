package study

import (
	"math"
	"testing"

	"sim/model"
)

// Two points are told apart by the draws that end otherwise, not by the errors
// of their two shares: McNemar's error of 30 draws in 1,000 that are gained is
// √(0.03·(1 − 0.03)/1000), a fifth of what the shares' own errors make of it.
func TestSweepPairs(t *testing.T) {
	ends := func(settled int) [][]byte {
		es := make([]byte, 1000)
		for i := range es {
			if es[i] = byte(model.Stalemate); i < settled {
				es[i] = byte(model.Settlement)
			}
		}
		return [][]byte{es}
	}
	s := &SweepResult{
		Subject: &Subject{Config: Config{Draws: 1000, Sampler: "random"}},
		Points:  []Point{{Endings: ends(500)}, {Endings: ends(530)}, {}},
	}
	p, ok := s.Pair(0, 1, 0, model.Settlement)
	if want := math.Sqrt(0.03 * 0.97 / 1000); !ok || math.Abs(p.Difference.Value-0.03) > 1e-12 || math.Abs(p.Difference.Error-want) > 1e-9 || p.Noise() {
		t.Errorf("difference %g ± %g, want 0.03 ± %g", p.Difference.Value, p.Difference.Error, want)
	}
	if p.OnlyA != 0 || p.OnlyB != 30 {
		t.Errorf("%d draws lost and %d gained", p.OnlyA, p.OnlyB)
	}
	if _, ok := s.Pair(0, 2, 0, model.Settlement); ok {
		t.Error("draws that are not kept are paired")
	}
}
