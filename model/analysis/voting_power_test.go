package analysis

import (
	"math"
	"slices"
	"testing"
	"time"
)

// repeat returns n voters of each weight.
func repeat(pairs ...int) (weights []float64) {
	for i := 0; i < len(pairs); i += 2 {
		weights = append(weights, slices.Repeat([]float64{float64(pairs[i+1])}, pairs[i])...)
	}
	return weights
}

// Published indices, as fractions.
func TestPowerPublished(t *testing.T) {
	for _, c := range []struct {
		name              string
		weights           []float64
		quota             int // smallest weight that wins
		shapley, banzhaf  []float64
		shapleys, banzhas float64 // denominators of the published fractions
	}{
		{
			// Council of the six-member European Economic Community, 1958–1972:
			// France, Germany, Italy 4, Belgium, Netherlands 2, Luxembourg 1; 12 of
			// 17. D. S. Felsenthal & M. Machover, The Measurement of Voting Power (1998).
			"EEC-6", repeat(3, 4, 2, 2, 1, 1), 12,
			[]float64{14, 14, 14, 9, 9, 0},
			[]float64{5, 5, 5, 3, 3, 0},
			60, 21,
		},
		{
			// United Nations Security Council since 1966: five permanent members
			// with a veto, ten others, nine votes. Felsenthal & Machover (1998): 421 and 4
			// of 2,145; 848 and 84 swings of 5,080.
			"Security Council", repeat(5, 7, 10, 1), 39,
			append(repeat(5, 421), repeat(10, 4)...), append(repeat(5, 848), repeat(10, 84)...), 2145, 5080,
		},
		{"one voter", []float64{3}, 2, []float64{1}, []float64{1}, 1, 1},
		{"dictator", []float64{3, 1, 1}, 3, []float64{1, 0, 0}, []float64{1, 0, 0}, 1, 1},
		{"three alike", []float64{1, 1, 1}, 2, []float64{1, 1, 1}, []float64{1, 1, 1}, 3, 3},
		{"big and two small", []float64{2, 1, 1}, 3, []float64{4, 1, 1}, []float64{3, 1, 1}, 6, 5},
	} {
		got := WeightedVote(c.weights, float64(c.quota-1))
		if len(got) != len(c.weights) {
			t.Errorf("%s: %d voters", c.name, len(got))
			continue
		}
		for i, p := range got {
			if math.Abs(p.Shapley-c.shapley[i]/c.shapleys) > 1e-12 || math.Abs(p.Banzhaf-c.banzhaf[i]/c.banzhas) > 1e-12 {
				t.Errorf("%s: voter %d has %.6f and %.6f, want %g/%g and %g/%g", c.name, i, p.Shapley, p.Banzhaf, c.shapley[i], c.shapleys, c.banzhaf[i], c.banzhas)
			}
		}
	}
}

// Shapley–Shubik by definition: enumerate all permutations of the voters.
func TestShapleyByOrders(t *testing.T) {
	weights, above := []float64{0.31, 0.07, 0.24, 0.12, 0.2, 0.06}, 0.5
	pivots, orders := make([]float64, len(weights)), 0
	var walk func(order []int)
	walk = func(order []int) {
		if len(order) == len(weights) {
			orders++
			sum := 0.0
			for _, i := range order {
				if sum += weights[i]; sum > above+1e-12 {
					pivots[i]++
					return
				}
			}
			t.Fatal("nobody turns it")
		}
		for i := range weights {
			if !slices.Contains(order, i) {
				walk(append(slices.Clip(order), i))
			}
		}
	}
	walk(nil)
	for i, p := range WeightedVote(weights, above) {
		if want := pivots[i] / float64(orders); math.Abs(p.Shapley-want) > 1e-12 {
			t.Errorf("voter %d has %g, want %g", i, p.Shapley, want)
		}
	}
}

// A tie does not win, in whatever order rounding adds it up.
func TestTieDoesNotWin(t *testing.T) {
	// The fourth voter wins with any other, and the other three do not win
	// together.
	shapley, banzhaf := []float64{1. / 12, 1. / 12, 1. / 12, 9. / 12}, []float64{0.1, 0.1, 0.1, 0.7}
	for i, p := range WeightedVote([]float64{0.1, 0.2, 0.3, 0.6}, 0.6) {
		if math.Abs(p.Shapley-shapley[i]) > 1e-12 || math.Abs(p.Banzhaf-banzhaf[i]) > 1e-12 {
			t.Errorf("voter %d has %+v", i, p)
		}
	}
}

func TestNoVote(t *testing.T) {
	if WeightedVote(nil, 0) != nil || WeightedVote([]float64{1, 1}, 2) != nil || WeightedVote([]float64{0, 0}, 0) != nil || WeightedVote(make([]float64, MostVoters+1), -1) != nil {
		t.Error("power where there is no vote to win, or too many voters")
	}
}

// Computing power for the maximum number of voters takes only a moment.
func TestMostVotersAreQuick(t *testing.T) {
	weights := make([]float64, MostVoters)
	for i := range weights {
		weights[i] = 1 + 0.1*float64(i)
	}
	began, sum := time.Now(), 0.0
	for _, p := range WeightedVote(weights, 20) {
		sum += p.Shapley
	}
	if took := time.Since(began); math.Abs(sum-1) > 1e-12 || took > time.Minute {
		t.Errorf("sum %g in %v", sum, took)
	}
}
