package dist

import (
	"flag"
	"fmt"
	"math"
	"testing"

	"sim/model"
	"sim/model/registry"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"
)

// zoo holds at least one member of every family, mild and extreme.
func zoo(t testing.TB) map[string]model.Dist {
	between := func(a, b, lower, upper float64) model.Dist {
		d, _, err := Range(a, b, lower, upper)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	inf := math.Inf(1)
	hump := build(t, "pert", pertParams{0.1, 0.3, 0.6, 4})
	var drawn registry.Numbers
	for i := range 200 {
		drawn = append(drawn, math.Mod(float64(i*i)*0.618, 7))
	}
	return map[string]model.Dist{
		"uniform":         build(t, "uniform", uniformParams{-2, 3}),
		"triangular":      build(t, "triangular", triangularParams{0, 0.3, 1}),
		"triangular left": build(t, "triangular", triangularParams{0, 0, 1}),
		"pert":            hump,
		"pert edge":       build(t, "pert", pertParams{0, 1, 1, 4}),
		"pert sharp":      build(t, "pert", pertParams{0, 0.5, 1, 500}),
		"beta":            build(t, "beta", betaParams{0.4, 20}),
		"beta heaped":     build(t, "beta", betaParams{0.05, 4}),
		"normal":          build(t, "normal", normalParams{10, 2}),
		"lognormal":       build(t, "lognormal", lognormalParams{5, 10}),
		"percentiles":     build(t, "percentiles", percentilesParams{0.1, 0.2, 0.5, -inf, inf}),
		"percentiles in":  build(t, "percentiles", percentilesParams{0.1, 0.2, 0.5, 0, 1}),
		"lognormal wide":  build(t, "lognormal", lognormalParams{0.01, 100}),
		"share":           between(0.4, 0.8, 0, 1),
		"share narrow":    between(0.82, 0.86, 0, 1),
		"share wide":      between(0.01, 0.99, 0, 1),
		"share scaled":    between(25, 40, 0, 100),
		"amount":          between(2, 30, 0, inf),
		"free":            between(-1, 4, -inf, inf),
		"truncated":       build(t, "truncated", truncatedParams{build(t, "normal", normalParams{0.5, 0.2}), 0, 1}),
		"truncated tail":  build(t, "truncated", truncatedParams{build(t, "normal", normalParams{-1, 0.2}), 0, 1}),
		"truncated pert":  build(t, "truncated", truncatedParams{hump, 0.2, 0.5}),
		"truncated flat":  build(t, "truncated", truncatedParams{build(t, "uniform", uniformParams{0, 2}), 0.5, 1}),
		"choice":          build(t, "choice", []choiceItem{{0.5, 1}, {0, 3}, {1, 0}}),
		"choice many":     build(t, "choice", []choiceItem{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 1}, {7, 1}, {8, 1}, {9, 1}, {10, 1}}),
		"samples":         build(t, "samples", drawn),
		"samples tied":    build(t, "samples", registry.Numbers{1, 2, 2, 2, 3}),
		"mixture":         build(t, "mixture", []mixtureItem{{95, between(0.2, 0.4, 0, 1)}, {5, between(0.7, 0.9, 0, 1)}}),
		"mixture gap":     build(t, "mixture", []mixtureItem{{1, build(t, "uniform", uniformParams{0, 0.2})}, {2, build(t, "uniform", uniformParams{0.7, 0.9})}}),
		"mixture spike":   build(t, "mixture", []mixtureItem{{3, Point(0)}, {1, hump}, {1, Point(0.4)}}),
		"mixture of both": build(t, "mixture", []mixtureItem{{1, hump}, {1, build(t, "mixture", []mixtureItem{{1, Point(2)}, {1, build(t, "normal", normalParams{3, 1})}})}}),
	}
}

func share(t *rapid.T) float64 {
	if rapid.Bool().Draw(t, "tail") {
		p := math.Exp2(-rapid.Float64Range(1, 53).Draw(t, "octave"))
		if rapid.Bool().Draw(t, "upper") {
			return min(1-p, greatest)
		}
		return p
	}
	return rapid.Float64Range(least, greatest).Draw(t, "u")
}

// Quantiles are finite, monotone, inside the support and inverted by the CDF.
func TestQuantileAndCDF(t *testing.T) {
	for name, d := range zoo(t) {
		t.Run(name, func(t *testing.T) {
			lower, upper := Support(d)
			if !finite(lower, upper) || lower >= upper {
				t.Fatalf("support %g to %g", lower, upper)
			}
			rapid.Check(t, func(rt *rapid.T) {
				u, v := share(rt), share(rt)
				if u > v {
					u, v = v, u
				}
				x, y := d.Quantile(u), d.Quantile(v)
				// Inversion stops at the last digit, so equal neighbours may differ there.
				if ulp := 1e-13*(math.Abs(x)+math.Abs(y)) + 1e-15*(upper-lower); x > y+ulp {
					rt.Fatalf("Q(%g) = %.17g > Q(%g) = %.17g", u, x, v, y)
				}
				if x < lower || y > upper {
					rt.Fatalf("Q(%g) = %.17g, Q(%g) = %.17g leave the support %g to %g", u, x, v, y, lower, upper)
				}
				// F(x−) ≤ u ≤ F(x) up to rounding of x itself.
				eps := 1e-12*math.Abs(x) + 1e-15*(upper-lower)
				if below, upto := CDF(d, x-eps), CDF(d, x+eps); below > u+1e-9*min(u, 1-u)+1e-15 || upto < u-1e-9*min(u, 1-u)-1e-15 {
					rt.Fatalf("Q(%g) = %.17g, but F jumps from %.17g to %.17g there", u, x, below, upto)
				}
			})
		})
	}
}

var points = flag.Int("points", 8_000, "at how many probabilities TestTabulated compares")

// The tabulated function is within 1e-7 of the exact one, in terms of the
// interquartile range, monotone, inside the support, and equal in the far tails.
func TestTabulated(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, d := range zoo(t) {
		slow, ok := d.(interface{ Tabulated() model.Dist })
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			fast := slow.Tabulated()
			scale := max(d.Quantile(0.75)-d.Quantile(0.25), (d.Quantile(0.99)-d.Quantile(0.01))/100)
			lower, upper := Support(d)
			n := *points
			last, worst := math.Inf(-1), 0.0
			for i := range n {
				u := (float64(i) + 0.5) / float64(n)
				x, want := fast.Quantile(u), d.Quantile(u)
				if x < last-1e-14*math.Abs(x) {
					t.Fatalf("at %g: %.17g after %.17g", u, x, last)
				}
				if x < lower || x > upper {
					t.Fatalf("at %g: %.17g leaves %g to %g", u, x, lower, upper)
				}
				worst, last = max(worst, math.Abs(x-want)/scale), x
			}
			if worst > 1e-7 {
				t.Errorf("off by %g of the interquartile range", worst)
			}
			for e := 14; e <= 53; e++ {
				for _, u := range []float64{math.Exp2(-float64(e)), 1 - math.Exp2(-float64(e))} {
					if x, want := fast.Quantile(u), d.Quantile(u); x != want {
						t.Errorf("at %g: %g, want %g", u, x, want)
					}
				}
			}
			if tab, ok := fast.(*table); ok && len(tab.cells) > 16*sideCells {
				t.Errorf("%d cells", len(tab.cells))
			}
		})
	}
}

// What a scenario gets wrong is answered with what was expected, never bent.
func TestRefusals(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	n01 := build(t, "normal", normalParams{0, 1})
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"pert order", second(buildErr("pert", pertParams{0.5, 0.3, 0.6, 4})), "expected min <= mode <= max and min < max, have 0.5, 0.3, 0.6"},
		{"pert plain", second(buildErr("pert", pertParams{0.5, 0.5, 0.5, 4})), "expected min <= mode <= max and min < max, have 0.5, 0.5, 0.5; write a known number plainly"},
		{"pert lambda", second(buildErr("pert", pertParams{0, 0.5, 1, -1})), "expected 0 <= lambda <= 1000000, have -1"},
		{"triangular nan", second(buildErr("triangular", triangularParams{0, nan, 1})), "expected min <= mode <= max and min < max, have 0, NaN, 1"},
		{"uniform order", second(buildErr("uniform", uniformParams{1, 0})), "expected min < max, have 1, 0"},
		{"beta mean", second(buildErr("beta", betaParams{1, 10})), "expected 0 < mean < 1 and n > 0, have mean 1, n 10"},
		{"beta n", second(buildErr("beta", betaParams{0.001, 1})), "expected n <= 1000000, and n times the mean or its complement at least 0.01, have mean 0.001, n 1"},
		{"normal sd", second(buildErr("normal", normalParams{0, -1})), "expected sd > 0 and finite numbers, have mean 0, sd -1"},
		{"normal wide", second(buildErr("normal", normalParams{0, 1e308})), "too wide to compute with: it reaches from -Inf to +Inf"},
		{"lognormal zero", second(buildErr("lognormal", lognormalParams{0, 1})), "expected 0 < p5 < p95, have p5 0, p95 1"},
		{"lognormal inf", second(buildErr("lognormal", lognormalParams{1, inf})), "expected 0 < p5 < p95, have p5 1, p95 +Inf"},
		{"percentiles order", second(buildErr("percentiles", percentilesParams{0.5, 0.3, 0.6, -inf, inf})), "expected p5 < p50 < p95, have 0.5, 0.3, 0.6"},
		{"percentiles half", second(buildErr("percentiles", percentilesParams{0.1, 0.3, 0.6, 0, inf})), "expected both min and max, or neither"},
		{"percentiles bounds", second(buildErr("percentiles", percentilesParams{0.1, 0.3, 0.6, 0.1, 1})), "expected min < p5 and p95 < max, have 0.1 to 1 around 0.1, 0.3, 0.6"},
		{"percentiles wide", second(buildErr("percentiles", percentilesParams{-1e308, 0, 1e308, -inf, inf})), "too wide to compute with: -1e+308 to 1e+308"},
		{"truncated none", second(buildErr("truncated", truncatedParams{n01, 8, 9})), "less than a billionth of the belief lies between 8 and 9"},
		{"truncated of", second(buildErr("truncated", truncatedParams{nil, 0, 1})), "expected an uncertainty range under `of`"},
		{"truncated order", second(buildErr("truncated", truncatedParams{n01, 1, 0})), "expected min < max, have 1, 0"},
		{"choice one", second(buildErr("choice", []choiceItem{{2, 1}, {3, 0}})), "2 is the only value with a weight above 0: write a known number plainly"},
		{"choice twice", second(buildErr("choice", []choiceItem{{2, 1}, {2, 1}})), "the value 2 is listed twice: add up its weights"},
		{"choice empty", second(buildErr("choice", []choiceItem(nil))), "expected weights whose sum is above 0 and finite"},
		{"choice negative", second(buildErr("choice", []choiceItem{{2, 1}, {3, -1}})), "expected finite values and weights >= 0, have value 3 with weight -1"},
		{"mixture one", second(buildErr("mixture", []mixtureItem{{1, n01}})), "expected at least two parts, have 1"},
		{"mixture of", second(buildErr("mixture", []mixtureItem{{1, n01}, {1, nil}})), "part 2: expected an uncertainty range under `of`"},
		{"mixture weight", second(buildErr("mixture", []mixtureItem{{1, n01}, {-1, n01}})), "part 2: expected weight >= 0, have -1"},
		{"mixture weights", second(buildErr("mixture", []mixtureItem{{0, n01}, {0, n01}})), "expected weights whose sum is above 0 and finite"},
		{"samples few", second(buildErr("samples", registry.Numbers{1})), "expected at least two values, have 1"},
		{"samples same", second(buildErr("samples", registry.Numbers{1, 1})), "expected values that differ, have 1 to 1; write a known number plainly"},
		{"samples nan", second(buildErr("samples", registry.Numbers{1, nan})), "expected finite values only"},
		{"range down", third(Range(0.8, 0.4, 0, 1)), "the range is upside down: expected the lower end first, have 0.8 to 0.4"},
		{"range plain", third(Range(0.4, 0.4, 0, 1)), "both ends are 0.4: write a known number plainly, as 0.4"},
		{"range bound", third(Range(0, 0.4, 0, 1)), "0 is a bound of the domain [0, 1], and a range written with `to` leaves 5% beyond each end; write {uniform: [0, 0.4]} or {pert: [0, mode, 0.4]}"},
		{"range out", third(Range(0.5, 1.4, 0, 1)), "0.5 to 1.4 leaves the domain [0, 1]"},
		{"range low", third(Range(-1, 1, 0, inf)), "-1 to 1 leaves the domain [0, ∞)"},
		{"range nan", third(Range(nan, 1, 0, 1)), "expected two finite numbers, have NaN to 1"},
		{"range wide", third(Range(1e-300, 1e300, 0, inf)), "too wide to compute with: it reaches from 0 to +Inf"},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("%s:\n have %v\n want %s", c.name, c.err, c.want)
		}
	}
}

func second(_ model.Dist, err error) error          { return err }
func third(_ model.Dist, _ string, err error) error { return err }

func TestRangeFamilies(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		a, b, lower, upper float64
		family             string
	}{
		{0.4, 0.8, 0, 1, "logit_normal"},
		{6.5, 9.5, 4, 10, "logit_normal"},
		{2, 30, 0, inf, "lognormal"},
		{2, 30, 1, inf, "lognormal"},
		{-1, 4, -inf, inf, "normal"},
	} {
		d, family, err := Range(c.a, c.b, c.lower, c.upper)
		if err != nil || family != c.family {
			t.Fatalf("%+v: %s, %v", c, family, err)
		}
		for u, want := range map[float64]float64{0.05: c.a, 0.95: c.b} {
			if got := d.Quantile(u); math.Abs(got-want) > 1e-12*math.Abs(want) {
				t.Errorf("%+v: Q(%g) = %.17g", c, u, got)
			}
		}
		if lower, upper := Support(d); lower < c.lower || upper > c.upper {
			t.Errorf("%+v: support %g to %g", c, lower, upper)
		}
	}
}

// No parameters, however odd, may reach a panic or a number that is not finite.
func TestNoPanic(t *testing.T) {
	odd := rapid.OneOf(
		rapid.Float64(),
		rapid.Float64Range(-2, 2),
		rapid.SampledFrom([]float64{0, 1, -1, 1e-300, 1e300, 5e-324, math.MaxFloat64, math.Inf(1), math.NaN(), 1e-9, 1 - 1e-15}),
	)
	rapid.Check(t, func(rt *rapid.T) {
		x := func(name string) float64 { return odd.Draw(rt, name) }
		var d model.Dist
		var err error
		kind := rapid.IntRange(0, 10).Draw(rt, "kind")
		switch kind {
		case 0:
			d, err = buildErr("pert", pertParams{x("a"), x("b"), x("c"), x("d")})
		case 1:
			d, err = buildErr("triangular", triangularParams{x("a"), x("b"), x("c")})
		case 2:
			d, err = buildErr("uniform", uniformParams{x("a"), x("b")})
		case 3:
			d, err = buildErr("beta", betaParams{x("a"), x("b")})
		case 4:
			d, err = buildErr("normal", normalParams{x("a"), x("b")})
		case 5:
			d, err = buildErr("lognormal", lognormalParams{x("a"), x("b")})
		case 6:
			d, err = buildErr("choice", []choiceItem{{x("a"), x("b")}, {x("c"), x("d")}})
		case 7:
			d, err = buildErr("samples", registry.Numbers{x("a"), x("b"), x("c")})
		case 8:
			d, _, err = Range(x("a"), x("b"), x("c"), x("d"))
		case 9:
			d, err = buildErr("truncated", truncatedParams{normal{0, 1}, x("a"), x("b")})
		case 10:
			d, err = buildErr("percentiles", percentilesParams{x("a"), x("b"), x("c"), x("d"), x("e")})
		}
		if err != nil {
			return
		}
		for _, u := range []float64{least, 1e-6, 0.05, 0.5, 0.95, 1 - 1e-6, greatest} {
			if q := d.Quantile(u); !finite(q) {
				rt.Fatalf("kind %d %+v: Q(%g) = %g", kind, d, u, q)
			}
		}
	})
}

// The inverse of the incomplete beta function holds for all admitted shapes.
func TestInverseBeta(t *testing.T) {
	shapes := []float64{0.01, 0.05, 0.3, 0.9, 1, 1.0001, 2.2, 5, 40, 1e3, 1e5, 1e6}
	for _, a := range shapes {
		for _, b := range shapes {
			last := 0.0
			for _, p := range []float64{least, 1e-12, 1e-6, 0.01, 0.05, 0.25, 0.5} {
				x := inverseBeta(a, b, p)
				if !(x >= last && x <= 1) {
					t.Fatalf("a %g, b %g, p %g: %g after %g", a, b, p, x, last)
				}
				last = x
				below, above := mathext.RegIncBeta(a, b, x*(1-1e-12)), mathext.RegIncBeta(a, b, min(x*(1+1e-12), 1))
				slack := 1e-8
				if min(a, b) > 1e5 {
					slack = 1e-6 // gonum's function is that far off there
				}
				if x > 1e-300 && (below > p*(1+slack) || above < p*(1-slack)) {
					t.Errorf("a %g, b %g: Q(%g) = %g, but F is %g to %g there", a, b, p, x, below, above)
				}
			}
		}
	}
}

// opaque hides everything but the quantile.
type opaque struct{ model.Dist }

func (o opaque) Quantile(u float64) float64 { return o.Dist.Quantile(u) }

func TestNumericCDF(t *testing.T) {
	d := build(t, "triangular", triangularParams{0, 0.3, 1})
	for _, x := range []float64{-1, 0.01, 0.3, 0.7, 0.999, 2} {
		if got, want := CDF(opaque{d}, x), CDF(d, x); math.Abs(got-want) > 1e-12 {
			t.Errorf("F(%g) = %g, want %g", x, got, want)
		}
	}
	cut := build(t, "truncated", truncatedParams{opaque{d}, 0.2, 0.6})
	want := build(t, "truncated", truncatedParams{d, 0.2, 0.6})
	for _, u := range []float64{0.01, 0.5, 0.99} {
		if got, want := cut.Quantile(u), want.Quantile(u); math.Abs(got-want) > 1e-12 {
			t.Errorf("Q(%g) = %g, want %g", u, got, want)
		}
	}
}

// A truncated belief keeps what sits on its bounds.
func TestTruncatedAtoms(t *testing.T) {
	d := build(t, "truncated", truncatedParams{build(t, "choice", []choiceItem{{0, 1}, {1, 2}, {2, 1}, {3, 4}}), 1, 2})
	for u, want := range map[float64]float64{0.01: 1, 0.66: 1, 0.67: 2, 0.99: 2} {
		if got := d.Quantile(u); got != want {
			t.Errorf("Q(%g) = %g, want %g", u, got, want)
		}
	}
}

// BenchmarkQuantile fills a column as the draw loop does; an op is one number.
func BenchmarkQuantile(b *testing.B) {
	for _, name := range []string{
		"uniform", "triangular", "pert", "beta heaped", "normal", "lognormal", "share", "truncated",
		"truncated pert", "choice", "choice many", "samples", "mixture", "mixture spike",
	} {
		exact := zoo(b)[name]
		fast := exact
		if s, ok := exact.(interface{ Tabulated() model.Dist }); ok {
			fast = s.Tabulated()
		}
		for kind, d := range map[string]model.Dist{"exact": exact, "draw": fast} {
			b.Run(fmt.Sprintf("%s/%s", kind, name), func(b *testing.B) {
				var u, x [512]float64
				for i := range u {
					u[i] = math.Mod(float64(i+1)*0.6180339887498949, 1)
				}
				for n := 0; n < b.N; n += len(u) {
					for i, v := range u {
						x[i] = d.Quantile(v)
					}
				}
			})
		}
	}
}

// BenchmarkTabulate is what one slow input costs before the first draw.
func BenchmarkTabulate(b *testing.B) {
	for _, name := range []string{"pert", "share", "mixture"} {
		d := zoo(b)[name]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				tabulate(d)
			}
		})
	}
}
