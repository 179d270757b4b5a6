package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.12g, want %.12g ± %g", what, got, want, tolerance)
	}
}

// Five pairs, worked out on paper: oracle crn.difference/five. The errors
// follow from the covariance identity Var(b − a) = Var(a) + Var(b) − 2 Cov(a,
// b).
func TestPairMean(t *testing.T) {
	p := PairMean([]float64{1, 2, 3, 4, 5}, []float64{1.1, 2.3, 3, 4.4, 5.2}, 0)
	near(t, "difference", p.Difference.Value, 0.2, 1e-12)
	near(t, "error", p.Difference.Error, 0.07071067811865478, 1e-12)
	near(t, "gain", p.Gain, 207, 1e-9)
	p = PairMean([]float64{0.2, 0.4, 0.9}, []float64{0.3, 0.5, 1}, 0)
	near(t, "shift", p.Difference.Value, 0.1, 1e-12)
	near(t, "error of a constant shift", p.Difference.Error, 0, 1e-8)
}

// The oracle crn.probability/discordant, and a case in which no draw differs.
func TestPairShare(t *testing.T) {
	a, b := make([]float64, 1000), make([]float64, 1000)
	for i := range 320 { // 300 in both, 20 only in a
		a[i] = 1
	}
	for i := range 350 { // and 50 only in b
		b[(20+i)%1000] = 1
	}
	p := PairShare(a, b, 0)
	if p.OnlyA != 20 || p.OnlyB != 50 {
		t.Errorf("%d only in a, %d only in b", p.OnlyA, p.OnlyB)
	}
	near(t, "difference", p.Difference.Value, 0.03, 1e-12)
	near(t, "error", p.Difference.Error, 0.008312640976248164, 1e-12)
	near(t, "a", p.A.Value, 0.32, 1e-12)
	if p.Noise() {
		t.Error("3.6 errors count as noise")
	}
	p = PairShare(a, a, 8)
	near(t, "none", p.Difference.Value, 0, 0)
	near(t, "what is possible", p.Difference.Upper, .00368208389687, 1e-12) // Clopper–Pearson at 0 of 1,000
	if !p.Noise() || !math.IsNaN(p.Gain) {
		t.Errorf("no difference at all: %+v", p)
	}
}

// Y = w·U with w = 1 and 1.1: common random numbers reduce the variance of the
// difference by exactly (1 + 1.21)/0.01 = 221.
func TestPairingGain(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	a, b := make([]float64, 4000), make([]float64, 4000)
	for i := range a {
		a[i] = rng.Float64()
		b[i] = 1.1 * a[i]
	}
	near(t, "gain", PairMean(a, b, 0).Gain, 221, 1e-6)
	near(t, "gain of a quantile", PairQuantile(a, b, 0.5, 0).Gain, 221, 1e-6)
	// Each variance between replicates has the same factor.
	near(t, "gain between replicates", PairMean(a, b, 8).Gain, 221, 1e-6)
}

// A measure that has a value only in draws with a deal, which differ between
// runs: the errors match the standard deviation of the difference over repeated
// experiments.
func TestPairOverDeals(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const experiments, n = 1500, 400
	type sums struct{ d, dd, e float64 }
	var byMean, byMedian sums
	note := func(s *sums, p Paired) {
		s.d += p.Difference.Value
		s.dd += p.Difference.Value * p.Difference.Value
		s.e += p.Difference.Error
	}
	for range experiments {
		a, b := make([]float64, n), make([]float64, n)
		for i := range a {
			u, x := rng.Float64(), rng.NormFloat64()
			a[i], b[i] = math.NaN(), math.NaN()
			if u < 0.5 {
				a[i] = x
			}
			if u > 0.1 && u < 0.7 {
				b[i] = x + 0.3 + 0.5*rng.NormFloat64()
			}
		}
		note(&byMean, PairMean(a, b, 0))
		note(&byMedian, PairQuantile(a, b, 0.5, 0))
	}
	for name, s := range map[string]sums{"mean": byMean, "median": byMedian} {
		m := s.d / experiments
		sd := math.Sqrt(s.dd/experiments - m*m)
		near(t, name, m, 0.3, 4*sd/math.Sqrt(experiments))
		// Errors from order statistics are too large with few values.
		if ratio := s.e / experiments / sd; ratio < 0.93 || ratio > 1.2 {
			t.Errorf("%s: the errors are %.3f of the spread that there is", name, ratio)
		}
	}
	p := PairMean([]float64{1, math.NaN()}, []float64{math.NaN(), math.NaN()}, 0)
	if !math.IsNaN(p.Difference.Value) || !p.Noise() {
		t.Errorf("no deal in one run: %+v", p)
	}
}

// The error between replicates is the standard deviation of eight differences
// over √8, around the difference over all draws.
func TestPairBetweenReplicates(t *testing.T) {
	a, b := make([]float64, 64), make([]float64, 64)
	for i := range a {
		b[i] = float64(i % 8) // replicate r differs by r
	}
	p := PairMean(a, b, 8)
	near(t, "difference", p.Difference.Value, 3.5, 1e-12)
	near(t, "error", p.Difference.Error, math.Sqrt(6)/math.Sqrt(8), 1e-12) // the variance of 0 … 7 is 6
}
