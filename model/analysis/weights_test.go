package analysis

import (
	"math"
	"testing"
)

// Given weights are relative, between families; theories share their family's
// weight equally, and a family without a given weight has weight 1.
func TestGivenWeights(t *testing.T) {
	families := []string{"influence", "influence", "cooperative", "crisis"}
	weights, list := FamilyWeights(families, map[string]float64{"cooperative": 2, "crisis": 0, "sequential": 9})
	for m, want := range []float64{1. / 6, 1. / 6, 2. / 3, 0} {
		if math.Abs(weights[m]-want) > 1e-15 {
			t.Errorf("theory %d weighs %g, want %g", m, weights[m], want)
		}
	}
	if len(list) != 3 || list[2].Name != "crisis" || list[2].Weight != 0 {
		t.Errorf("%+v", list)
	}
}

// A theory with weight 0 does not affect a verdict, whatever its effect.
func TestVerdictWithoutWeight(t *testing.T) {
	errors := []float64{0.01, 0.01, 0.01}
	for _, third := range []float64{0, -0.5, math.NaN()} {
		if e := NewEffects([]float64{0.2, 0.3, third}, errors, []float64{0.5, 0.5, 0}); e.Verdict != RobustPositive {
			t.Errorf("a theory without weight that sees %g makes the verdict %v", third, e.Verdict)
		}
	}
	// No significant direction; one theory without; opposite ones; all the same.
	for _, c := range []struct {
		effects []float64
		want    Verdict
	}{{[]float64{0.001, -0.001, 0}, NoDirection}, {[]float64{0.2, 0.001, 0.2}, SomePositive}, {[]float64{0, -0.2, math.NaN()}, SomeNegative}, {[]float64{0.2, -0.2, 0}, Contested}, {[]float64{-0.2, -0.1, -0.3}, RobustNegative}} {
		if e := NewEffects(c.effects, errors, []float64{0.25, 0.25, 0.5}); e.Verdict != c.want {
			t.Errorf("%v: %v, want %v", c.effects, e.Verdict, c.want)
		}
	}
}
