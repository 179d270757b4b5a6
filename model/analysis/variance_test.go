package analysis

import (
	"math"
	"testing"

	"sim/model/montecarlo"
)

// The variance of the estimated mean of e^U under three techniques of variance
// reduction, against closed forms (oracle 6.6): antithetic pairs, as
// permutations and their reverses are for Shapley effects; a control variate
// with known slope, as in paired draws; and stratification with one draw per
// stratum, as in every replicate of a sobol sampler.
func TestVarianceReduction(t *testing.T) {
	const n = 200_000
	plain, opposite, control := make([]float64, n), make([]float64, n), make([]float64, n)
	const slope = 1.69030902925 // 12·Cov(e^U, U)
	for i := range n {
		u := (float64(i) + 0.5) / n // evenly spaced, so that the moments are those of U
		plain[i] = math.Exp(u)
		opposite[i] = (math.Exp(u) + math.Exp(1-u)) / 2
		control[i] = slope * u
	}
	variance := func(e montecarlo.Estimate) float64 { return e.Error * e.Error * n }
	whole := montecarlo.Mean(plain)
	near(t, "mean", whole.Value, 1.71828182845905, 1e-9)
	near(t, "variance", variance(whole), 0.242035607452765, 2e-6)
	pairs := variance(montecarlo.Mean(opposite))
	near(t, "variance of pairs", pairs, 0.00391249694962542, 1e-7)
	near(t, "what pairs buy over two draws", variance(whole)/2/pairs, 30.93, 0.01)
	paired := PairMean(control, plain, 0)
	near(t, "variance with a control", variance(paired.Difference), 0.00394022292363, 1e-7)
	near(t, "what the control buys", variance(whole)/variance(paired.Difference), 61.43, 0.01)

	near(t, "variance of a mean over 10 strata", overStrata(10), 0.000265944729225, 1e-12)
	const seeds, replicates = 1500, 8
	var means []float64
	for seed := range uint64(seeds) {
		of, err := montecarlo.NewDraws(inputs(1), montecarlo.Config{Draws: 8 * replicates, Seed: seed, Sampler: "sobol"})
		if err != nil {
			t.Fatal(err)
		}
		u := make([]float64, 8*replicates)
		of.Fill(u, 0, 0)
		for r := range replicates {
			sum := 0.0
			for i := r; i < len(u); i += replicates {
				sum += math.Exp(u[i])
			}
			means = append(means, sum/8)
		}
	}
	// The variance of this many nearly normal means is known to 1.3%.
	near(t, "variance of a replicate's mean", varianceOf(means)/overStrata(8), 1, 0.05)
}

// overStrata is the variance of the mean of e^U with one draw in each of n
// equal strata.
func overStrata(n int) float64 {
	sum := 0.0
	for h := range n {
		a, b := float64(h)/float64(n), float64(h+1)/float64(n)
		mean := (math.Exp(b) - math.Exp(a)) * float64(n)
		square := (math.Exp(2*b) - math.Exp(2*a)) / 2 * float64(n)
		sum += square - mean*mean
	}
	return sum / float64(n*n)
}
