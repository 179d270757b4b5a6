package dist

import (
	"errors"
	"fmt"
	"math"

	"sim/model"
	"sim/model/registry"
)

// Truncated is the family of a distribution truncated to bounds.
var Truncated = registry.Of(registry.About{
	Name:     "truncated",
	Doc:      "Another belief with everything outside two bounds left out.",
	Explain:  "What lies inside [min, max] keeps its proportions: x = F⁻¹(F(min) + u·(F(max) − F(min))), computed from the upper tail where that is the smaller one. At least a billionth of the belief must lie inside.",
	Citation: "Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions I, ch. 13.10.",
}, truncatedParams{}, func(p truncatedParams) (model.Dist, error) {
	if p.Of == nil {
		return nil, errors.New("expected an uncertainty range under `of`")
	}
	if !finite(p.Min, p.Max) || p.Min >= p.Max {
		return nil, fmt.Errorf("expected min < max, have %s, %s%s", model.FormatNumber(p.Min), model.FormatNumber(p.Max), plainly(p.Min, p.Max))
	}
	d := truncated{of: p.Of, lower: p.Min, upper: p.Max}
	// The probability strictly below min: an atom at min itself is kept.
	below := math.Nextafter(p.Min, math.Inf(-1))
	from, to := CDF(p.Of, below), CDF(p.Of, p.Max)
	if t, ok := p.Of.(tailed); ok && from > 0.5 {
		d.tail, from, to = t, t.survival(below), t.survival(p.Max)
	}
	d.from, d.width = from, to-from
	if math.Abs(d.width) < 1e-9 {
		return nil, fmt.Errorf("less than a billionth of the belief lies between %s and %s", model.FormatNumber(p.Min), model.FormatNumber(p.Max))
	}
	return d, nil
})

type truncatedParams struct {
	Of  model.Dist `yaml:"of" doc:"the belief to cut"`
	Min float64    `yaml:"min" doc:"nothing below"`
	Max float64    `yaml:"max" doc:"nothing above"`
}

type truncated struct {
	of           model.Dist
	tail         tailed // tail of the distribution, if from and width are probabilities above rather than below
	lower, upper float64
	from, width  float64
}

func (d truncated) Quantile(u float64) float64 {
	p := min(max(d.from+float64(u*d.width), math.SmallestNonzeroFloat64), greatest)
	var x float64
	if d.tail != nil {
		x = d.tail.upperQuantile(p)
	} else {
		x = d.of.Quantile(p)
	}
	return min(max(x, d.lower), d.upper)
}

func (d truncated) CDF(x float64) float64 {
	switch {
	case x < d.lower:
		return 0
	case x >= d.upper:
		return 1
	}
	p := 0.0
	if d.tail != nil {
		p = d.tail.survival(x)
	} else {
		p = CDF(d.of, x)
	}
	return min(max((p-d.from)/d.width, 0), 1)
}

func (d truncated) atoms() []float64 {
	var as []float64
	for _, a := range atomsOf(d.of) {
		if a >= d.lower && a <= d.upper {
			as = append(as, a)
		}
	}
	return as
}

func (d truncated) Tabulated() model.Dist {
	if _, slow := d.of.(interface{ Tabulated() model.Dist }); slow {
		return tabulate(d)
	}
	return d
}
