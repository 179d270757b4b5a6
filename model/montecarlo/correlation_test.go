package montecarlo

import (
	"math"
	"testing"

	"sim/model"
)

// Spearman's rank correlation, worked out on paper: without ties 1 −
// 6Σd²/(n(n²−1)), with ties the correlation of mean ranks (1, 2.5, 2.5, 4
// against 1, 2, 3.5, 3.5).
func TestRankCorrelation(t *testing.T) {
	near(t, "no ties", RankCorrelation([]float64{106, 86, 100, 101, 99, 103, 97, 113, 112, 110}, []float64{7, 0, 27, 50, 28, 29, 20, 12, 6, 17}).Value, -29.0/165, 1e-12)
	near(t, "ties", RankCorrelation([]float64{1, 2, 2, 9}, []float64{0, 3, 5, 5}).Value, 3.75/4.5, 1e-12)
	near(t, "opposite", RankCorrelation([]float64{1, 2, 3, 4, 5}, []float64{9, 8, 7, 6, 1}).Value, -1, 1e-12)
	if e := RankCorrelation([]float64{1, 1, 1, 1}, []float64{1, 2, 3, 4}); !math.IsNaN(e.Value) || e.N != 4 {
		t.Errorf("against a constant: %+v", e)
	}
}

// Achieved correlations match the requested ones, within their error, and those
// of the values that a run used.
func TestRealised(t *testing.T) {
	for _, sampler := range []string{"random", "sobol"} {
		for _, rho := range []float64{-0.8, 0, 0.6} {
			b := pair(t, rho)
			b.Coupling.Pairs = []model.Correlation{{Columns: [2]int{3, 1}, Rank: rho}}
			cfg := Config{Draws: 4096, Seed: 9, Sampler: sampler}
			es, err := Realised(b, cfg, cfg.Draws)
			if err != nil {
				t.Fatal(err)
			}
			near(t, sampler, es[0].Value, rho, 4*es[0].Error)
			if !(es[0].Error > 0 && es[0].Lower < es[0].Value && es[0].Value < es[0].Upper && es[0].N == 4096) {
				t.Errorf("%s: %+v", sampler, es[0])
			}
			draws, err := NewDraws(b, cfg)
			if err != nil {
				t.Fatal(err)
			}
			var x, y []float64
			for i := range cfg.Draws {
				in, _ := draws.At(i)
				x, y = append(x, in[1]), append(y, in[3])
			}
			near(t, sampler+": as played", es[0].Value, RankCorrelation(x, y).Value, 0)
		}
	}
	if es, err := Realised(toy(2, 1), Config{Draws: 64}, 64); es != nil || err != nil {
		t.Error(es, err)
	}
}

// The interval of an achieved correlation covers the true value as often as it
// should: over 400 seeds, to three standard errors.
func TestRealisedCovers(t *testing.T) {
	const seeds, draws = 400, 256
	for sampler, least := range map[string]float64{"random": 0.95 - 0.033, "sobol": 0.92} {
		hits := 0
		for seed := range uint64(seeds) {
			b := pair(t, 0.6)
			b.Coupling.Pairs = []model.Correlation{{Columns: [2]int{1, 3}, Rank: 0.6}}
			es, err := Realised(b, Config{Draws: draws, Seed: seed, Sampler: sampler}, draws)
			if err != nil {
				t.Fatal(err)
			}
			if es[0].Lower <= 0.6 && 0.6 <= es[0].Upper {
				hits++
			}
		}
		if share := float64(hits) / seeds; share < least || share > 0.99 {
			t.Errorf("%s: covered in %.3f", sampler, share)
		}
	}
}
