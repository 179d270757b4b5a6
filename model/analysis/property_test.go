package analysis

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// mixture generates shares of a few classes under a few theories, with weights.
func mixture(t *rapid.T) (shares [][]float64, weights []float64) {
	classes, theories := rapid.IntRange(2, 6).Draw(t, "classes"), rapid.IntRange(1, 16).Draw(t, "theories")
	parts := func(n int, name string) []float64 {
		ps := rapid.SliceOfN(rapid.IntRange(0, 1000), n, n).Draw(t, name)
		sum := 0
		for _, p := range ps {
			sum += p
		}
		if sum == 0 {
			ps[0], sum = 1, 1
		}
		out := make([]float64, n)
		for i := range ps {
			out[i] = float64(ps[i]) / float64(sum)
		}
		return out
	}
	for m := range theories {
		shares = append(shares, parts(classes, fmt.Sprintf("theory %d", m)))
	}
	return shares, parts(theories, "weights")
}

// The pool is inside the envelope, and the robust range between the two.
// Disagreement is 0 if and only if all theories with positive weight agree, and
// at most 1.
func TestPoolProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares, weights := mixture(t)
		p := NewPool(shares, weights)
		doubt := rapid.Float64Range(0, 1).Draw(t, "doubt")
		for c := range p.Shares {
			lower, upper := p.Robust(c, doubt)
			ends := []float64{p.Lower[c], lower, p.Shares[c], upper, p.Upper[c]}
			for i := range ends[1:] {
				if ends[i] > ends[i+1]+1e-15 {
					t.Fatalf("class %d: envelope, robust range and pool are out of order: %v", c, ends)
				}
			}
		}
		if p.Shares[p.Modal] != slices.Max(p.Shares) {
			t.Fatalf("modal class %d of %v", p.Modal, p.Shares)
		}
		apart := 0.0
		for m := range shares {
			for c := range shares[m] {
				if weights[m] > 0 {
					apart = max(apart, weights[m]*math.Abs(shares[m][c]-p.Shares[c]))
				}
			}
		}
		// Pinsker 1964: JS ≥ ½ Σ w·(Σ|p − pool|)², a lower bound on JS.
		if least := apart * apart / 2; p.Divergence < least-1e-15 || apart < 1e-12 && p.Divergence > 1e-12 || p.Disagreement > 1 {
			t.Fatalf("theories are %g apart, divergence %g, disagreement %g", apart, p.Divergence, p.Disagreement)
		}
		same := make([][]float64, len(shares))
		for m := range same {
			same[m] = shares[0]
		}
		if q := NewPool(same, weights); q.Divergence != 0 || q.Disagreement != 0 {
			t.Fatalf("equal theories diverge by %g", q.Divergence)
		}
	})
}

// If no two theories share a class, disagreement is 1.
func TestWholeDisagreement(t *testing.T) {
	p := NewPool([][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, []float64{0.5, 0.3, 0.2})
	if math.Abs(p.Disagreement-1) > 1e-15 || p.Modal != 0 || p.ModalAgreement != 0.5 {
		t.Errorf("%+v", p)
	}
}

// The split sums to the variance of the mixture, computed here draw by draw,
// whichever theories share a cause. The part between theories is that between
// the rules of one cause and that between causes.
func TestSplitIsTheVarianceOfTheMixture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares, weights := mixture(t)
		means, sds := make([]float64, len(shares)), make([]float64, len(shares))
		first, second := 0.0, 0.0
		for m, row := range shares {
			e, square := 0.0, 0.0
			for x, p := range row {
				e += p * float64(x)
				square += p * float64(x*x)
			}
			means[m], sds[m] = e, math.Sqrt(max(square-e*e, 0))
			first += weights[m] * e
			second += weights[m] * square
		}
		causes := rapid.SliceOfN(rapid.SampledFrom([]string{"", "information", "two_level"}), len(means), len(means)).Draw(t, "causes")
		s := NewSplit(weights, means, sds, causes)
		if d := s.Total() - (second - first*first); math.Abs(d) > 1e-9 {
			t.Fatalf("the parts sum to %g more than the variance", d)
		}
		if d := s.Total() - s.Within - s.Rules - s.Causes; math.Abs(d) > 1e-12 || s.Rules < 0 || s.Causes < 0 {
			t.Fatalf("within, rules and causes sum to %g less than the variance: %+v", d, s)
		}
		if d := s.CausesShare() + s.RulesShare() - s.BetweenShare(); math.Abs(d) > 1e-9 {
			t.Fatalf("shares between causes and rules sum to %g more than that between theories", d)
		}
		if c := s.CausesShare(); c < 0 || c > s.BetweenShare()+1e-12 {
			t.Fatalf("share between causes %g, between theories %g", c, s.BetweenShare())
		}
		if b := s.BetweenShare(); b < 0 || b > 1 {
			t.Fatalf("share between theories %g", b)
		}
	})
}

// With a cause each, all that lies between theories lies between causes; with
// one cause, between rules.
func TestSplitOfOneCause(t *testing.T) {
	weights, means, sds := []float64{0.5, 0.25, 0.25}, []float64{0.1, 0.4, 0.2}, []float64{0, 0.1, 0}
	alone, same := NewSplit(weights, means, sds, []string{"a", "b", "c"}), NewSplit(weights, means, sds, make([]string, 3))
	if alone.RulesShare() != 0 || same.CausesShare() != 0 || alone.Rules != 0 || alone.Causes != alone.Between || same.Causes != 0 || same.Rules != same.Between || same.Between != alone.Between {
		t.Errorf("%+v, %+v", alone, same)
	}
}

func TestNothingVaries(t *testing.T) {
	s := NewSplit([]float64{0.5, 0.25, 0.25}, []float64{0.1, 0.1, 0.1}, []float64{0, 0, 0}, []string{"a", "b", "b"})
	if !math.IsNaN(s.BetweenShare()) || !math.IsNaN(s.CausesShare()) || !math.IsNaN(s.RulesShare()) || s.TheoryMatters() {
		t.Errorf("%+v: share between theories %g", s, s.BetweenShare())
	}
}
