package dist

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// An oracle is one independently computed figure of testdata/oracles.json.
type oracle struct {
	Name, Model string
	Inputs      map[string]any
	Expected    map[string]any
	Tolerance   float64
}

func oracles(t *testing.T) []oracle {
	t.Helper()
	text, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Oracles []oracle }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Oracles) < 15 {
		t.Fatalf("only %d oracles", len(file.Oracles))
	}
	return file.Oracles
}

// number reads a JSON number; list a JSON list of them.
func (o oracle) number(key string) float64 { return o.Inputs[key].(float64) }
func (o oracle) list(key string) []float64 { return list(o.Inputs[key]) }

func list(x any) []float64 {
	var fs []float64
	for _, v := range x.([]any) {
		fs = append(fs, v.(float64))
	}
	return fs
}

// build builds a family by its registered name, as a scenario would.
func build[P any](t testing.TB, name string, p P) model.Dist {
	t.Helper()
	d, err := buildErr(name, p)
	if err != nil {
		t.Fatalf("%s %+v: %v", name, p, err)
	}
	return d
}

func buildErr[P any](name string, p P) (model.Dist, error) {
	e, err := All.Lookup(name)
	if err != nil {
		return nil, err
	}
	return e.Build(func(to any) error { *to.(*P) = p; return nil })
}

func (o oracle) dist(t *testing.T) model.Dist {
	switch o.Model {
	case "dist.pert":
		return build(t, "pert", pertParams{o.number("min"), o.number("mode"), o.number("max"), o.number("lambda_")})
	case "dist.triangular":
		return build(t, "triangular", triangularParams{o.number("min"), o.number("mode"), o.number("max")})
	case "dist.beta_mean_conc":
		return build(t, "beta", betaParams{o.number("mean"), o.number("concentration")})
	case "dist.truncnormal":
		n := build(t, "normal", normalParams{o.number("mu"), o.number("sigma")})
		return build(t, "truncated", truncatedParams{n, o.number("min"), o.number("max")})
	case "dist.discrete":
		var items []choiceItem
		for i, v := range o.list("values") {
			items = append(items, choiceItem{v, o.list("probs")[i]})
		}
		return build(t, "choice", items)
	case "dist.mixture":
		var items []mixtureItem
		for i, c := range o.Inputs["components"].([]any) {
			m := c.(map[string]any)
			part := oracle{Model: "dist." + m["family"].(string), Inputs: m}
			items = append(items, mixtureItem{o.list("weights")[i], part.dist(t)})
		}
		return build(t, "mixture", items)
	case "dist.uniform":
		return build(t, "uniform", uniformParams{o.number("min"), o.number("max")})
	case "dist.mixture_moments":
		var items []mixtureItem
		total := 0.0
		for i, m := range o.list("means") {
			part := Point(m)
			if sd := o.list("sds")[i]; sd > 0 {
				part = build(t, "normal", normalParams{m, sd})
			}
			items = append(items, mixtureItem{o.list("weights")[i], part})
			total += o.list("weights")[i]
		}
		return newMixture(items, total)
	}
	t.Fatalf("no family for %s", o.Model)
	return nil
}

func TestOracles(t *testing.T) {
	for _, o := range oracles(t) {
		t.Run(o.Name, func(t *testing.T) {
			near := func(key string, got, want, tol float64) {
				t.Helper()
				if !(math.Abs(got-want) <= tol) {
					t.Errorf("%s = %.17g, want %.17g ± %g", key, got, want, tol)
				}
			}
			switch o.Model {
			case "dist.normal_quantile":
				near("z", portable.NormalQuantile(o.number("u")), o.Expected["z"].(float64), o.Tolerance)
				return
			case "dist.dirichlet": // no family of the language: the moments of gamma quantiles' shares
				dirichlet(t, o)
				return
			}
			d := o.dist(t)
			for key, want := range o.Expected {
				switch key {
				case "mean", "variance":
					m, v := moments(d)
					got := map[string]float64{"mean": m, "variance": v}[key]
					near(key, got, want.(float64), max(o.Tolerance, 1e-12))
				case "alpha":
					near(key, d.(beta).a, want.(float64), o.Tolerance)
				case "beta":
					near(key, d.(beta).b, want.(float64), o.Tolerance)
				case "x":
					for i, u := range o.list("u") {
						near(key, d.Quantile(max(u, least)), list(want)[i], o.Tolerance)
					}
				default:
					u := map[string]float64{"q05": 0.05, "q50": 0.5, "q95": 0.95}[key]
					if u == 0 {
						t.Fatalf("unknown key %s", key)
					}
					near(key, d.Quantile(u), want.(float64), o.Tolerance)
					if s, ok := d.(interface{ Tabulated() model.Dist }); ok {
						iqr := d.Quantile(0.75) - d.Quantile(0.25)
						near("tabulated "+key, s.Tabulated().Quantile(u), want.(float64), o.Tolerance+1e-7*iqr)
					}
				}
			}
		})
	}
}

// moments uses the family's formulae, or integrates over u where it has none.
func moments(d model.Dist) (m, v float64) {
	if f, ok := d.(Moments); ok {
		return f.Mean(), f.Variance()
	}
	m = integrate(d.Quantile)
	return m, integrate(func(u float64) float64 { x := d.Quantile(u) - m; return x * x })
}

// integrate is the tanh-sinh rule on (0, 1) (Takahasi & Mori 1974).
func integrate(f func(float64) float64) float64 {
	s, h := 0.0, 1.0/64
	for k := -220; k <= 220; k++ {
		y := float64(k) * h
		e := math.Exp(-math.Pi * math.Sinh(y))
		u, w := 1/(1+e), math.Pi*math.Cosh(y)*e/((1+e)*(1+e))
		if u > least && u < greatest {
			s += h * w * f(u)
		}
	}
	return s
}

// dirichlet checks variances and the covariance of a Dirichlet, of which the
// program only uses the marginals: Beta(α_k, ν − α_k).
func dirichlet(t *testing.T, o oracle) {
	mean, n := o.list("mean"), o.number("concentration")
	for k, want := range list(o.Expected["variance"]) {
		d := build(t, "beta", betaParams{mean[k], n}).(beta)
		if math.Abs(d.Variance()-want) > o.Tolerance {
			t.Errorf("variance %d = %g, want %g", k, d.Variance(), want)
		}
		if alpha := list(o.Expected["alpha"])[k]; math.Abs(d.a-alpha) > o.Tolerance {
			t.Errorf("alpha %d = %g, want %g", k, d.a, alpha)
		}
	}
	// Aggregation: components 0 and 1 together are Beta(α_0 + α_1, …), so that
	// 2·cov = var(sum) − var(0) − var(1).
	v := func(m float64) float64 { return build(t, "beta", betaParams{m, n}).(beta).Variance() }
	cov := (v(mean[0]+mean[1]) - v(mean[0]) - v(mean[1])) / 2
	if want := o.Expected["cov01"].(float64); math.Abs(cov-want) > o.Tolerance {
		t.Errorf("cov01 = %g, want %g", cov, want)
	}
}

// Table 6.7 of the Monte Carlo oracles, and its toy model's inputs.
func TestQuantileTable(t *testing.T) {
	ln := build(t, "lognormal", lognormalParams{5, 10})
	for _, c := range []struct {
		name          string
		d             model.Dist
		mean, sd      float64
		q05, q50, q95 float64
		tol           float64
	}{
		{"triangular", build(t, "triangular", triangularParams{0, 0.3, 1}), 0.4333333333, math.Sqrt(0.0438888889), 0.122474487139, 0.40839202169, 0.812917130661, 1e-10},
		{"pert", build(t, "pert", pertParams{0, 0.3, 1, 4}), 0.3666666667, 0.182138966656, 0.0957042835292, 0.350999484949, 0.691551017712, 1e-10},
		{"beta", build(t, "beta", betaParams{0.4, 5}), 0.4, 0.2, 0.0976114628864, 0.385727568132, 0.75139537427, 1e-10},
		{"lognormal", ln, 7.22978373229, math.NaN(), 5, 7.0710678118655, 10, 1e-10},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, v := moments(c.d)
			for _, f := range []struct {
				name      string
				got, want float64
			}{
				{"mean", m, c.mean},
				{"sd", math.Sqrt(v), c.sd},
				{"q05", c.d.Quantile(0.05), c.q05},
				{"q50", c.d.Quantile(0.5), c.q50},
				{"q95", c.d.Quantile(0.95), c.q95},
			} {
				if !math.IsNaN(f.want) && !(math.Abs(f.got-f.want) <= c.tol) {
					t.Errorf("%s = %.15g, want %.15g", f.name, f.got, f.want)
				}
			}
		})
	}
	if d := ln.(lognormal); math.Abs(d.mu-1.95601150271) > 1e-11 || math.Abs(d.sigma-0.210701781971) > 1e-11 {
		t.Errorf("lognormal mu, sigma = %.12g, %.12g", d.mu, d.sigma)
	}
	if _, v := moments(ln); math.Abs(v-integrate(func(u float64) float64 { x := ln.Quantile(u) - 7.22978373229; return x * x })) > 1e-9 {
		t.Errorf("lognormal variance %g", v)
	}
	six := build(t, "samples", registry.Numbers{7, 1, 2, 11, 3, 4})
	for u, want := range map[float64]float64{0.05: 1.25, 0.25: 2.25, 0.5: 3.5, 0.9: 9, 0.95: 10} {
		if got := six.Quantile(u); math.Abs(got-want) > 1e-12 {
			t.Errorf("samples at %g: %g, want %g", u, got, want)
		}
	}
	for i, want := range []float64{0.0627068, 0.189118, 0.318639, 0.453762, 0.59776, 0.755415, 0.934589, 1.15035, 1.43953, 1.95996} {
		if got := portable.NormalQuantile((10.5 + float64(i)) / 20); math.Abs(got-want) > 6e-6 {
			t.Errorf("dot %d: %g, want %g", i, got, want)
		}
	}
}

// A family that nobody lists cannot be named; see the house rules.
func TestNames(t *testing.T) {
	want := "pert triangular uniform beta normal lognormal percentiles truncated choice mixture samples"
	if got := strings.Join(All.Names(), " "); got != want {
		t.Errorf("families %s, want %s", got, want)
	}
	for _, e := range All {
		if !strings.HasSuffix(e.Doc, ".") || e.Explain == "" || e.Citation == "" {
			t.Errorf("%s: incomplete description", e.Name)
		}
	}
}
