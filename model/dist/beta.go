package dist

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Beta is the family of a share known with the precision of n observations.
var Beta = registry.Of(registry.About{
	Name:     "beta",
	Doc:      "Share between 0 and 1 with a mean, as sure as n observations make it.",
	Explain:  "Beta(mean·n, (1 − mean)·n) on [0, 1]; its variance is mean·(1 − mean)/(n + 1). Small n spread it, below about 2 they heap it up at the ends.",
	Citation: "Johnson, Kotz & Balakrishnan 1995, Continuous Univariate Distributions II, ch. 25.",
}, betaParams{}, func(p betaParams) (model.Dist, error) {
	if !finite(p.Mean, p.N) || p.Mean <= 0 || p.Mean >= 1 || p.N <= 0 {
		return nil, fmt.Errorf("expected 0 < mean < 1 and n > 0, have mean %s, n %s", model.FormatNumber(p.Mean), model.FormatNumber(p.N))
	}
	if a := float64(min(p.Mean, 1-p.Mean) * p.N); a < 0.01 || p.N > 1e6 {
		return nil, fmt.Errorf("expected n <= 1000000, and n times the mean or its complement at least 0.01, have mean %s, n %s", model.FormatNumber(p.Mean), model.FormatNumber(p.N))
	}
	return bounded(beta{float64(p.Mean * p.N), float64((1 - p.Mean) * p.N), 0, 1})
})

type betaParams struct {
	Mean float64 `yaml:"mean" doc:"mean, strictly between 0 and 1"`
	N    float64 `yaml:"n" doc:"how many observations the belief is worth, > 0"`
}

// beta is Beta(a, b) rescaled to [lower, upper].
type beta struct{ a, b, lower, upper float64 }

// Quantile works from the nearer end, so that both tails keep full precision.
func (d beta) Quantile(u float64) float64 {
	w := d.upper - d.lower
	if u <= 0.5 {
		return d.lower + float64(w*inverseBeta(d.a, d.b, u))
	}
	return d.upper - float64(w*inverseBeta(d.b, d.a, 1-u))
}

func (d beta) CDF(x float64) float64 {
	switch {
	case x <= d.lower:
		return 0
	case x >= d.upper:
		return 1
	}
	return portable.BetaCDF(d.a, d.b, (x-d.lower)/(d.upper-d.lower))
}

func (d beta) Mean() float64 { return d.lower + (d.upper-d.lower)*d.a/(d.a+d.b) }

func (d beta) Variance() float64 {
	s, w := d.a+d.b, d.upper-d.lower
	return w * w * d.a * d.b / (s * s * (s + 1))
}

func (d beta) Tabulated() model.Dist { return tabulate(d) }

// inverseBeta is the inverse of the regularised incomplete beta function I at 0
// < p ≤ 1/2: Newton's method on ln I against ln x, which is nearly linear where
// x is small and concave for b ≥ 1, so that it converges from anywhere; a
// bracket handles the other cases. The number of steps is bounded for all
// shapes.
func inverseBeta(a, b, p float64) float64 {
	switch {
	case a == 1: // 1 − (1 − x)^b = p
		return -portable.Expm1(portable.Log1p(-p) / b)
	case b == 1: // x^a = p
		return portable.Pow(p, 1/a)
	}
	logB, logP := portable.LogBeta(a, b), portable.Log(p)
	lower, upper := math.Inf(-1), 0.0
	y := min((logP+portable.Log(a)+logB)/a, -1e-9) // first term of the series of I
	for range 100 {
		x := portable.Exp(y)
		if x == 0 {
			return 0
		}
		i := portable.BetaCDF(a, b, x)
		g := portable.Log(i) - logP
		switch {
		case g == 0:
			return portable.Exp(y)
		case g < 0:
			lower = y
		default:
			upper = y
		}
		slope := portable.Exp(float64(a*y)+float64((b-1)*portable.Log1p(-x))-logB) / i
		next := y - g/slope
		if !(next > lower && next < upper) { // NaN too
			next = lower + (upper-lower)/2
			if math.IsInf(lower, -1) {
				next = 2 * y
			}
		}
		if math.Abs(next-y) <= 2e-16*max(1, math.Abs(y)) || next == lower || next == upper {
			y = next
			break
		}
		y = next
	}
	return portable.Exp(y)
}
