package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The continuous ranked probability score of evenly spread samples is that of their
// distributions: y³/3 + (1 − y)³/3 of the uniform, and of a normal with z = (y − μ)/σ
// σ·(z·(2Φ(z) − 1) + 2φ(z) − 1/√π) (Gneiting & Raftery 2007, equation 21).
func TestContinuousRanked(t *testing.T) {
	const n = 20000
	uniform, normal := make([]float64, n), make([]float64, n)
	for i := range uniform {
		u := (float64(i) + 0.5) / n
		uniform[i], normal[i] = u, 3+2*math.Sqrt2*math.Erfinv(2*u-1)
	}
	for _, y := range []float64{0, 0.2, 0.5, 1} {
		want := y*y*y/3 + (1-y)*(1-y)*(1-y)/3
		if got := ContinuousRanked(uniform, y); math.Abs(got-want) > 1e-4 {
			t.Errorf("uniform at %g: %g, want %g", y, got, want)
		}
	}
	for _, y := range []float64{-1, 3, 4.5} {
		z := (y - 3) / 2
		want := 2 * (z*math.Erf(z/math.Sqrt2) + 2*math.Exp(-z*z/2)/math.Sqrt(2*math.Pi) - 1/math.Sqrt(math.Pi))
		if got := ContinuousRanked(normal, y); math.Abs(got-want) > 1e-3 {
			t.Errorf("normal at %g: %g, want %g", y, got, want)
		}
	}
	if got := ContinuousRanked([]float64{2}, 5); got != 3 {
		t.Errorf("one value: %g, want its absolute error 3", got)
	}
	if !math.IsNaN(ContinuousRanked(nil, 0)) {
		t.Error("without values")
	}
}

// Proper scores: where outcomes occur with shares q, shares p cost more than q itself by
// the divergence that belongs to the score, which is never negative and 0 only for p = q
// (Gneiting & Raftery 2007, section 2): the mean squared difference, that of cumulative
// shares, and Kullback and Leibler's.
func TestProper(t *testing.T) {
	rng := rand.New(rand.NewPCG(1950, 1969))
	shares := func(k int) []float64 {
		p, sum := make([]float64, k), 0.0
		for i := range p {
			p[i] = rng.ExpFloat64() + 1e-3
			sum += p[i]
		}
		for i := range p {
			p[i] /= sum
		}
		return p
	}
	for range 200 {
		k := 2 + rng.IntN(6)
		p, q := shares(k), shares(k)
		var brier, ranked, log [2]float64 // expected scores of q and of p
		for o := range k {
			y := make([]float64, k)
			y[o] = 1
			for i, s := range [][]float64{q, p} {
				brier[i] += q[o] * Brier(s, y)
				ranked[i] += q[o] * RankedProbability(s, o)
				log[i] += q[o] * LogScore(s[o:o+1], y[o:o+1])
			}
		}
		var squares, cumulative, leibler, below float64
		for i := range k {
			squares += (p[i] - q[i]) * (p[i] - q[i]) / float64(k)
			leibler += q[i] * math.Log(q[i]/p[i])
			if below += p[i] - q[i]; i < k-1 {
				cumulative += below * below / float64(k-1)
			}
		}
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"Brier", brier[1] - brier[0], squares},
			{"ranked", ranked[1] - ranked[0], cumulative},
			{"log", log[0] - log[1], leibler},
		} {
			if math.Abs(c.got-c.want) > 1e-12 || !(c.got > 0) {
				t.Fatalf("%s: %v instead of %v costs %g, want %g", c.name, p, q, c.got, c.want)
			}
		}
	}
}

// The ranked score of a sample is proper too: what comes from the standard uniform
// distribution costs a sample from 0 to b more than its own by ∫ (F − G)² dz = (b − 1)²/(3·max(b, 1)).
func TestContinuousRankedIsProper(t *testing.T) {
	const n = 2000
	even := func(b float64) []float64 {
		xs := make([]float64, n)
		for i := range xs {
			xs[i] = b * (float64(i) + 0.5) / n
		}
		return xs
	}
	own := even(1)
	expected := func(xs []float64) (mean float64) {
		for _, y := range own {
			mean += ContinuousRanked(xs, y) / n
		}
		return mean
	}
	for _, b := range []float64{0.1, 0.5, 0.9, 1.2, 3} {
		want := (b - 1) * (b - 1) / (3 * max(b, 1))
		if got := expected(even(b)) - expected(own); math.Abs(got-want) > 2e-3 {
			t.Errorf("as wide as %g: costs %g more, want %g", b, got, want)
		}
	}
}
