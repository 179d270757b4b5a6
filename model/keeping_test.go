package model_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// TestBreachValue: what breaking is worth is the discounted sum over rounds, and
// nothing of the temptation is left to who is noticed at once.
func TestBreachValue(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 3))
	for range 100 {
		temptation, punished, patience, noticed := rng.Float64(), rng.Float64(), 0.99*rng.Float64(), rng.Float64()
		sum, unseen, weight := 0.0, 1.0, 1-patience
		for range 4000 {
			sum += weight * (unseen*temptation + (1-unseen)*punished)
			unseen *= 1 - noticed
			weight *= patience
		}
		if got := model.BreachValue(temptation, punished, patience, noticed); math.Abs(got-sum) > 1e-12 {
			t.Errorf("%g, %g, %g, %g: %v, and the sum is %v", temptation, punished, patience, noticed, got, sum)
		}
	}
}
