package study

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// The correlations that a scenario requests are shown next to those that its
// draws have: of uniforms that are one and the same, 1.
func TestCorrelations(t *testing.T) {
	b := &model.Bargain{
		Columns:  2,
		Inputs:   []model.Input{{Path: "a.b", Dist: flat{0, 1}, Column: 0}, {Path: "c.d", Dist: flat{5, 9}, Column: 1}},
		Coupling: &model.Coupling{Columns: []int{0, 1}, Copula: comonotone{}, Pairs: []model.Correlation{{Columns: [2]int{1, 0}, Rank: 0.9, Used: 0.8}}},
	}
	got, err := correlations(b, montecarlo.Config{Draws: 400, Seed: 1}, 400)
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v: %v", got, err)
	}
	if c := got[0]; c.First != "c.d" || c.Second != "a.b" || c.Asked != 0.9 || c.Used != 0.8 || c.Realised.N != 400 || math.Abs(c.Realised.Value-1) > 1e-12 {
		t.Errorf("%+v", c)
	}
	if _, err := correlations(b, montecarlo.Config{Draws: 400, Sampler: "dice"}, 400); err == nil {
		t.Error("a sampler that there is not goes unnoticed")
	}
	b.Coupling = nil
	if got, err := correlations(b, montecarlo.Config{Draws: 400}, 400); got != nil || err != nil {
		t.Errorf("none asked for: %+v, %v", got, err)
	}
}

// flat is uniform belief between two ends.
type flat struct{ lower, upper float64 }

func (f flat) Quantile(u float64) float64 { return f.lower + u*(f.upper-f.lower) }

// comonotone makes all correlated inputs equal.
type comonotone struct{}

func (comonotone) Couple(u [][]float64) {
	for k := range u {
		copy(u[k], u[0])
	}
}
