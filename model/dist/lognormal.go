package dist

import (
	"fmt"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Lognormal is the family of a positive number known up to a factor of
// uncertainty.
var Lognormal = registry.Of(registry.About{
	Name:     "lognormal",
	Doc:      "Positive number known up to a factor, from its 90% range.",
	Explain:  "The logarithm is normal with 5% of the belief below p5 and 5% above p95: ln x ~ N(μ, σ²), μ = ½ ln(p5·p95), σ = ln(p95/p5)/(2·1.6449). The median is the geometric mean of the two ends. The upper tail is long; on a bounded domain write `a to b` instead.",
	Citation: "Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions I, ch. 14.",
}, lognormalParams{}, func(p lognormalParams) (model.Dist, error) {
	if !finite(p.P5, p.P95) || p.P5 <= 0 || p.P5 >= p.P95 {
		return nil, fmt.Errorf("expected 0 < p5 < p95, have p5 %s, p95 %s", model.FormatNumber(p.P5), model.FormatNumber(p.P95))
	}
	return bounded(newLognormal(p.P5, p.P95, 0))
})

type lognormalParams struct {
	P5  float64 `yaml:"p5" doc:"5% of the belief lie below, > 0"`
	P95 float64 `yaml:"p95" doc:"5% of the belief lie above"`
}

// lognormal is origin + exp(N(mu, sigma²)).
type lognormal struct{ mu, sigma, origin float64 }

func newLognormal(p5, p95, origin float64) lognormal {
	a, b := portable.Log(p5-origin), portable.Log(p95-origin)
	return lognormal{(a + b) / 2, (b - a) / (2 * z95), origin}
}

func (d lognormal) Quantile(u float64) float64 {
	return d.origin + portable.Exp(d.mu+float64(d.sigma*portable.NormalQuantile(u)))
}

func (d lognormal) CDF(x float64) float64 {
	if x <= d.origin {
		return 0
	}
	return portable.NormalCDF((portable.Log(x-d.origin) - d.mu) / d.sigma)
}

func (d lognormal) Mean() float64 { return d.origin + portable.Exp(d.mu+d.sigma*d.sigma/2) }

func (d lognormal) Variance() float64 {
	s2 := float64(d.sigma * d.sigma)
	return float64(portable.Expm1(s2) * portable.Exp(2*d.mu+s2))
}

func (d lognormal) Tabulated() model.Dist { return tabulate(d) }

func (d lognormal) survival(x float64) float64 {
	if x <= d.origin {
		return 1
	}
	return portable.NormalCDF((d.mu - portable.Log(x-d.origin)) / d.sigma)
}

func (d lognormal) upperQuantile(p float64) float64 {
	return d.origin + portable.Exp(d.mu-float64(d.sigma*portable.NormalQuantile(p)))
}
