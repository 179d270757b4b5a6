package montecarlo

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Up to a number of distinct values, bounded values estimate as all of them do;
// beyond it, the quantile differs from that of all by no more than the error
// and the interval say, and memory stays what it was.
func TestBoundedValues(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 8))
	for _, c := range []struct {
		name  string
		draws int
		of    func(i int) float64
		exact bool
	}{
		{"few draws", 2000, func(int) float64 { return r.NormFloat64() }, true},
		{"few values", 200_000, func(int) float64 { return float64(r.IntN(40)) }, true},
		{"normal", 200_000, func(int) float64 { return 101_300 + r.NormFloat64() }, false},
		{"half at one value", 200_000, func(int) float64 { return max(0, r.NormFloat64()) }, false},
		{"rising", 200_000, func(i int) float64 { return float64(i) }, false},
		{"some without", 200_000, func(i int) float64 {
			if i%3 == 0 {
				return math.NaN()
			}
			return r.ExpFloat64()
		}, false},
	} {
		for _, replicated := range []bool{false, true} {
			xs := make([]float64, c.draws)
			for i := range xs {
				xs[i] = c.of(i)
			}
			v := NewValues(replicated)
			for from := 0; from < len(xs); from += 1024 {
				v.Add(from, xs[from:min(from+1024, len(xs))])
				if len(v.cells) > boundedCells {
					t.Fatalf("%s: %d cells", c.name, len(v.cells))
				}
			}
			all := orderedValues(xs, replicated)
			if v.ordered().n() != all.n() {
				t.Fatalf("%s: %d values, want %d", c.name, v.ordered().n(), all.n())
			}
			for _, p := range []float64{0.05, 0.5, 0.95} {
				got, want := v.Quantile(p), all.quantile(p).Estimate
				if c.exact && got != want {
					t.Errorf("%s: %g quantile %+v, want %+v", c.name, p, got, want)
				}
				at := 1 + p*float64(got.N-1)
				if lower, upper := v.ordered().span(at); lower > want.Value || upper < want.Value {
					t.Errorf("%s: %g quantile between %g and %g, really %g", c.name, p, lower, upper, want.Value)
				}
				if lower, upper := v.ordered().span(at); got.Error < 0.9*want.Error || got.Error > max(2*want.Error, upper-lower) {
					t.Errorf("%s: %g quantile has an error of %g, want %g", c.name, p, got.Error, want.Error)
				}
				if got.Lower > want.Lower+1e-9 && got.Lower > want.Value || got.Upper < want.Value {
					t.Errorf("%s: %g quantile from %g to %g, want %g to %g", c.name, p, got.Lower, got.Upper, want.Lower, want.Upper)
				}
			}
		}
	}
}

// Paired quantiles in bounded memory have the errors of those from all draws.
func TestBoundedPairedValues(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 13))
	for _, draws := range []int{4096, 60_000} {
		for _, replicated := range []bool{false, true} {
			xs, ys := make([]float64, draws), make([]float64, draws)
			for i := range xs {
				common := r.NormFloat64()
				xs[i], ys[i] = common+0.3*r.NormFloat64(), common+0.1+0.3*r.NormFloat64()
				if r.IntN(10) == 0 {
					ys[i] = math.NaN()
				}
			}
			levels := []float64{0.05, 0.5, 0.95}
			v := NewPairedValues(replicated, levels...)
			for from := 0; from < draws; from += 512 {
				v.Add(xs[from:min(from+512, draws)], ys[from:min(from+512, draws)])
			}
			for _, p := range levels {
				_, _, got := v.Quantile(p)
				_, _, want := QuantileDifference(xs, ys, p, replicated)
				if math.Abs(got.Value-want.Value) > 0.3*want.Error || math.Abs(got.Error/want.Error-1) > 0.15 {
					t.Errorf("%d draws: difference of the %g quantiles %+v, want %+v", draws, p, got, want)
				}
			}
			if draws > headDraws && v.head[0] != nil {
				t.Error("values of single draws are still stored")
			}
		}
	}
}
