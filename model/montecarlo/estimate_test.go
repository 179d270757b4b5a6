package montecarlo

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func near(t *testing.T, name string, got, want, tol float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tol) {
		t.Errorf("%s = %.15g, want %.15g ± %g", name, got, want, tol)
	}
}

// normalPoints are the quantiles at (i − ½)/n, in R: qnorm(ppoints(n)).
func normalPoints(n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = distuv.UnitNormal.Quantile((float64(i) + 0.5) / float64(n))
	}
	return xs
}

// Errors of quantiles of a normal are √(p(1−p)/n)/φ(z); exact binomial intervals
// are those of the Monte Carlo oracles, table 6.5.
func TestErrorTable(t *testing.T) {
	xs := normalPoints(1000)
	var s Distribution
	for _, x := range xs {
		s.Put(x / 4)
	}
	for p, want := range map[float64]float64{0.05: .06683, 0.25: .04309, 0.5: .03963, 0.75: .04309, 0.95: .06683} {
		near(t, "quantile error", Quantile(xs, p, false).Error, want, 0.005*want)
		near(t, "binned quantile error", 4*s.Quantile(p).Error, want, 0.005*want)
	}
	near(t, "mean error", Mean(xs).Error, .0316180163547, 1e-10)

	for _, c := range []struct {
		count, n                  int
		cpLo, cpHi, wilLo, wilHi  float64
		hasClopper, hasWilsonTail bool
	}{
		{0, 1000, 0, .00368208389687, 0, .00368208389687, true, true}, // few: not Wilson's
		{5, 1000, .00162541951756, .0116294705598, .00162541951756, .0116294705598, true, true},
		{500, 1000, 0, 0, .469069600368, .530930399632, false, true},
		{993, 1000, .985630805021, .99718114124, 0, 0, true, false},
	} {
		if c.hasClopper {
			lo, hi := clopperPearson(c.count, c.n)
			near(t, "Clopper–Pearson lower", lo, c.cpLo, 1e-12)
			near(t, "Clopper–Pearson upper", hi, c.cpHi, 1e-11)
		}
		if c.hasWilsonTail {
			e := Share(c.count, c.n)
			near(t, "Wilson lower", e.Lower, c.wilLo, 1e-11)
			near(t, "Wilson upper", e.Upper, c.wilHi, 1e-11)
		}
	}
	if lo, hi := clopperPearson(1000, 1000); lo < 0.996 || hi != 1 {
		t.Errorf("all of 1,000: %g to %g", lo, hi)
	}
	// Half-widths of 0.01 need 9,604 draws at ½ and 1,825 at 0.05.
	near(t, "draws at ½", Share(4802, 9604).Error*z975, 0.01, 2e-7)
	near(t, "draws at 0.05", Share(91, 1825).Error*z975, 0.01, 2e-5)
}

// Table 6.7: quantiles of type 7.
func TestQuantileType(t *testing.T) {
	xs := []float64{11, 1, 2, 7, 3, 4}
	var s Distribution
	for _, x := range xs {
		s.Put(x/10 - 1)
	}
	for p, want := range map[float64]float64{0: 1, 0.05: 1.25, 0.25: 2.25, 0.5: 3.5, 0.9: 9, 0.95: 10, 1: 11} {
		near(t, "raw", Quantile(xs, p, false).Value, want, 1e-12)
		near(t, "binned", s.At(p), want/10-1, 1e-15)
		near(t, "estimate", s.Quantile(p).Value, s.At(p), 0)
	}
}

func TestNothingToEstimate(t *testing.T) {
	var s Distribution
	for name, e := range map[string]Estimate{"share": Share(0, 0), "mean": s.Mean(), "quantile": s.Quantile(0.5), "shares": ShareDifference(0, 0, 0)} {
		if e.N != 0 || !math.IsNaN(e.Value) || !math.IsNaN(e.Error) {
			t.Errorf("%s: %+v", name, e)
		}
	}
	s.Put(0.25)
	if e := s.Mean(); e.N != 1 || e.Value != 0.25 || !math.IsNaN(e.Error) {
		t.Errorf("one value: %+v", e)
	}
	if e := s.Quantile(0.5); e.Value != 0.25 || e.Lower != 0.25 || e.Upper != 0.25 {
		t.Errorf("one value: %+v", e)
	}
}

// The 95% intervals have that coverage in repeated experiments.
func TestCoverage(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 400
	hits := map[string]int{}
	for range *seeds {
		var s Distribution
		var strip Strip
		count := 0
		for range n {
			u := rng.Float64()
			s.Put(u * u)
			strip.Put(u)
			if u < 0.1 {
				count++
			}
		}
		for _, c := range []struct {
			name string
			e    Estimate
			true float64
		}{
			{"share", Share(count, n), 0.1},
			{"mean", s.Mean(), 1.0 / 3},
			{"median", s.Quantile(0.5), 0.25},
			{"p05", s.Quantile(0.05), 0.0025},
			{"p95", s.Quantile(0.95), 0.9025},
			{"band p05", strip.Quantile(0.05), 0.05},
			{"band median", strip.Quantile(0.5), 0.5},
			{"band p95", strip.Quantile(0.95), 0.95},
		} {
			if c.e.Lower <= c.true && c.true <= c.e.Upper {
				hits[c.name]++
			}
		}
	}
	for name, k := range hits {
		most := 0.95 + slack(0.015)
		if strings.HasPrefix(name, "band") {
			most = 1 // read from bins
		}
		share := float64(k) / float64(*seeds)
		t.Logf("%s: %.3f", name, share)
		if share < 0.95-slack(0.015) || share > most {
			t.Errorf("%s: %.3f of the intervals hold the true value", name, share)
		}
	}
}

// Summed over all counts, the interval of a share between 0.05 and 0.95 holds
// it in 93.5 to 96.5% of runs, and that of any other in at least 93.5%.
func TestShareCoverage(t *testing.T) {
	for _, n := range []int{256, 1024, 10_000} {
		es := make([]Estimate, n+1)
		for k := range es {
			es[k] = Share(k, n)
		}
		for p := 0.01 / float64(n); p < 0.5; p *= 1.02 {
			b, held := distuv.Binomial{N: float64(n), P: p}, 0.0
			for k, e := range es {
				if e.Lower <= p && p <= e.Upper {
					held += math.Exp(b.LogProb(float64(k)))
				}
			}
			if held < 0.935 || held > 0.965 && p >= 0.05 {
				t.Errorf("%d draws: a share of %.4g is held in %.4f of runs", n, p, held)
			}
		}
	}
}

// The same for the difference between two shares, of which some draws count in
// one run only, and some in the other.
func TestShareDifferenceCoverage(t *testing.T) {
	const n, most = 1000, 60
	var es [most][most]Estimate
	for a := range most {
		for b := range most {
			es[a][b] = ShareDifference(a, b, n)
		}
	}
	rates := []float64{0, 0.1, 0.3, 1, 2, 3.5, 5, 8, 12, 20}
	for _, onlyA := range rates {
		for _, onlyB := range rates {
			held, d := 0.0, (onlyB-onlyA)/n
			for a := range most {
				for b := range most {
					if e := &es[a][b]; e.Lower <= d && d <= e.Upper {
						held += poisson(onlyA, a) * poisson(onlyB, b)
					}
				}
			}
			if held < 0.935 {
				t.Errorf("%g and %g draws: the difference is held in %.4f of runs", onlyA, onlyB, held)
			}
		}
	}
	if e := ShareDifference(0, 1000, 1000); !(e.Value == 1 && e.Error > 0 && e.Upper >= 1 && e.Lower < 1) {
		t.Errorf("every draw differs: %+v", e)
	}
}

// poisson is the probability of k if the mean is rate.
func poisson(rate float64, k int) float64 {
	if rate == 0 {
		return indicator(k == 0)
	}
	return distuv.Poisson{Lambda: rate}.Prob(float64(k))
}

// Exact sums and bins agree with the textbook formulas on raw values.
func TestDistribution(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(-3, 2), rapid.SampledFrom([]float64{0, 1, 0.5, -3, 2, 0.84, math.Copysign(0, -1)}))
		xs := rapid.SliceOfN(value, 2, 60).Draw(rt, "xs")
		cut := rapid.IntRange(0, len(xs)).Draw(rt, "cut")
		var whole, a, b Distribution
		for i, x := range xs {
			whole.Put(x)
			if i < cut {
				a.Put(x)
			} else {
				b.Put(x)
			}
		}
		var ab, ba Distribution
		ab.Merge(&a)
		ab.Merge(&b)
		ba.Merge(&b)
		ba.Merge(&a)
		for _, p := range []float64{0, 0.05, 0.3, 0.5, 0.77, 1} {
			if x, y, z := whole.At(p), ab.At(p), ba.At(p); x != y || x != z {
				rt.Fatalf("merged quantiles at %g: %g, %g, %g", p, x, y, z)
			}
			if x, y := whole.At(p), Quantile(xs, p, false).Value; math.Abs(x-y) > 1.0/binsPerUnit {
				rt.Fatalf("quantile at %g: %g, raw %g", p, x, y)
			}
		}
		if ab.Mean() != whole.Mean() || ba.Mean() != whole.Mean() || ab.sum != ba.sum || ab.squares != ba.squares {
			rt.Fatalf("merged means differ")
		}
		raw := Mean(xs)
		if m := whole.Mean(); math.Abs(m.Value-raw.Value) > 1e-13 || math.Abs(m.Error-raw.Error) > 1e-12 {
			rt.Fatalf("mean %+v, raw %+v", m, raw)
		}
		x := value.Draw(rt, "x")
		below := 0
		for _, v := range xs {
			if v < x {
				below++
			}
		}
		if slices.Contains(xs, x) || whole.N() < 2 {
			return
		}
		if got := whole.Below(x); math.Abs(float64(got-below)) > float64(near64(xs, x)) {
			rt.Fatalf("%d below %g, want %d", got, x, below)
		}
	})
}

// near64 counts the values in the same bin as x.
func near64(xs []float64, x float64) (n int) {
	at := func(x float64) int { return int(math.RoundToEven((x-minValue)*quantum)) / unitsPerBin }
	for _, v := range xs {
		if at(v) == at(x) {
			n++
		}
	}
	return n
}

// A column gives the same sums as its values one by one, in each replicate and
// in total, with missing and out-of-range values.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		value := rapid.OneOf(rapid.Float64Range(-3, 2), rapid.SampledFrom([]float64{math.NaN(), -4, 7, math.Inf(1), math.Inf(-1), 2, -3, 1}))
		xs := rapid.SliceOfN(value, 1, 40).Draw(rt, "xs")
		first := rapid.IntRange(0, 20).Draw(rt, "first")
		var turn replicateIndex
		turn.set(first, len(xs), true)
		var c column
		c.set(xs, &turn)
		var together, one Distribution
		together.add(&c)
		var parts [replicates]Distribution
		for j, x := range xs {
			one.Put(x)
			parts[(first+j)%replicates].Put(x)
		}
		if together.n != one.n || together.clamped != one.clamped || together.sum != one.sum || together.squares != one.squares {
			rt.Fatalf("together %+v, one by one %+v", together.Moments, one.Moments)
		}
		for r := range parts {
			if one.n == 0 {
				break
			}
			if p := together.perReplicate[r]; p.n != parts[r].n || p.sum != parts[r].sum {
				rt.Fatalf("replicate %d: %+v, one by one %+v", r, p, parts[r].Moments)
			}
			for i := range together.bins {
				at := together.first + i - parts[r].first
				n := 0
				if at >= 0 && at < len(parts[r].bins) {
					n = parts[r].total(at)
				}
				if have := together.counts(i)[r]; int(have) != n {
					rt.Fatalf("replicate %d has %d values in bin %d, want %d", r, have, together.first+i, n)
				}
			}
		}
	})
}

func TestSpreadOdd(t *testing.T) {
	var s Distribution
	s.Put(math.NaN())
	if s.N() != 0 {
		t.Error("NaN counts as a value")
	}
	for range 1000 {
		s.Put(0.84)
	}
	if s.SD() != 0 || s.At(0.37) != 0.84 || s.Mean().Error != 0 {
		t.Errorf("equal values: sd %g, quantile %g", s.SD(), s.At(0.37))
	}
	s.Put(7)
	s.Put(-7)
	if s.clamped != 2 || s.Min() != -3 || s.Max() != 2 {
		t.Errorf("%d clamped, %g to %g", s.clamped, s.Min(), s.Max())
	}
}

func TestBetaQuantile(t *testing.T) {
	for _, n := range []float64{1, 10, 1e3, 1e6, 1e8} {
		for _, p := range []float64{0, 1e-3, 0.5, 1} {
			a, b := n*p+1, n*(1-p)+1
			for _, u := range []float64{0.025, 0.5, 0.975} {
				x := betaQuantile(u, a, b)
				// Against closed forms where they exist.
				if p == 0 {
					near(t, "Beta(1, b)", x, -math.Expm1(math.Log1p(-u)/b), 1e-13)
				}
				if p == 0.5 && u == 0.5 {
					near(t, "symmetric", x, 0.5, 1e-9)
				}
				if !(x > 0 && x < 1) {
					t.Errorf("Beta(%g, %g) at %g: %g", a, b, u, x)
				}
			}
		}
	}
}

func BenchmarkPut(b *testing.B) {
	var s Distribution
	x := 0.0
	for b.Loop() {
		s.Put(x)
		if x += 0.618; x > 1 {
			x--
		}
	}
}

func BenchmarkQuantileEstimate(b *testing.B) {
	var s Distribution
	for i := range 100_000 {
		s.Put(math.Mod(float64(i)*0.618, 1))
	}
	for b.Loop() {
		s.Quantile(0.05)
	}
}

// A quantity with few values jumps: the error is half the jump, the interval
// holds both values.
func TestQuantileErrorOfRepeatedValues(t *testing.T) {
	low := slices.Repeat([]float64{0}, 520)
	e := Quantile(append(low, slices.Repeat([]float64{1}, 480)...), 0.5, false)
	if e.Value != 0 || e.Error != 0.5 || e.Lower != 0 || e.Upper != 1 {
		t.Errorf("%+v, want 0 ± 0.5, 0 to 1", e)
	}
	low = slices.Repeat([]float64{0}, 560)
	if e := Quantile(append(low, slices.Repeat([]float64{1}, 440)...), 0.5, false); e != (Estimate{N: 1000}) {
		t.Errorf("%+v, want 0 for certain", e)
	}
}

// A quantile that is read from a bin with other values is known no better than
// these lie apart, however many draws there are; one whose bin holds nothing
// else is exact.
func TestQuantileFromBins(t *testing.T) {
	var s Distribution
	for i := range 10_000 {
		switch {
		case i < 8000:
			s.Put(0.55)
		case i < 8100:
			s.Put(0.54985)
		case i < 8200:
			s.Put(0.55004)
		default:
			s.Put(float64(i%2) + 0.1)
		}
	}
	e := s.Quantile(0.5)
	if !(e.Lower <= 0.55 && 0.55 <= e.Upper) || !(math.Abs(e.Value-0.55) <= 2*e.Error) || e.Error < (0.55004-0.54985)/2-1e-12 {
		t.Errorf("the median is 0.55: %+v", e)
	}
	var alone Distribution
	for i := range 1000 {
		alone.Put([]float64{0.1, 0.55, 0.55, 0.9}[i%4])
	}
	if e := alone.Quantile(0.5); e != (Estimate{1000, 0.55, 0, 0.55, 0.55}) {
		t.Errorf("half of all draws are 0.55: %+v", e)
	}
}

// A bin counts on where its small count is full, also where two meet, and where
// it is written and read.
func TestManyEqualValues(t *testing.T) {
	const chunks = 300 // of 512 equal values: more than 2^16 in one bin, without and with replicates
	for _, replicated := range []bool{false, true} {
		var a, b Distribution
		for i := range 16 * chunks {
			var turn replicateIndex
			turn.set(i*ChunkSize, ChunkSize, replicated)
			xs := make([]float64, ChunkSize)
			for j := range xs {
				xs[j] = 0.25
			}
			var c column
			c.set(xs, &turn)
			to := &a
			if i%3 == 0 {
				to = &b
			}
			to.add(&c)
		}
		b.Put(0.75) // which makes room
		a.Merge(&b)
		var w wire
		a.walk(&w)
		var read Distribution
		r := wire{b: w.b, reading: true}
		read.walk(&r)
		for _, s := range []*Distribution{&a, &read} {
			const n = 16 * chunks * ChunkSize
			at := int(3.25*binsPerUnit) - s.first
			if got := s.total(at); got != n || s.N() != n+1 {
				t.Errorf("replicated %v: %d of %d values in the bin, %d in all", replicated, got, n, s.N())
			}
			if by := s.counts(at); replicated && by[3] != n/replicates {
				t.Errorf("replicate 3: %d, want %d", by[3], n/replicates)
			}
		}
	}
}
