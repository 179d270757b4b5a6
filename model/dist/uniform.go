package dist

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// Uniform is the family of a number of which only the bounds are known.
var Uniform = registry.Of(registry.About{
	Name:     "uniform",
	Doc:      "Every value between two bounds counts alike.",
	Explain:  "Use it where nothing but the bounds is known. Both bounds are hard: nothing lies beyond.",
	Citation: "Johnson, Kotz & Balakrishnan 1995, Continuous Univariate Distributions II, ch. 26.",
}, uniformParams{}, func(p uniformParams) (model.Dist, error) {
	if !finite(p.Min, p.Max) || p.Min >= p.Max {
		return nil, fmt.Errorf("expected min < max, have %s, %s%s", model.FormatNumber(p.Min), model.FormatNumber(p.Max), plainly(p.Min, p.Max))
	}
	return uniform{p.Min, p.Max}, nil
})

type uniformParams struct {
	Min float64 `yaml:"min" doc:"lower bound"`
	Max float64 `yaml:"max" doc:"upper bound"`
}

// Listed marks the parameters as writable as a list.
func (uniformParams) Listed() {}

type uniform struct{ lower, upper float64 }

// Quantile stays inside the bounds and does not overflow if they are far apart.
func (d uniform) Quantile(u float64) float64 { return float64(d.lower*(1-u)) + float64(d.upper*u) }

func (d uniform) CDF(x float64) float64 {
	switch {
	case x <= d.lower:
		return 0
	case x >= d.upper:
		return 1
	}
	return (x - d.lower) / (d.upper - d.lower)
}

func (d uniform) Mean() float64     { return d.lower/2 + d.upper/2 }
func (d uniform) Variance() float64 { w := d.upper - d.lower; return w * w / 12 }

// plainly is a hint for ranges that contain a single value.
func plainly(lower, upper float64) string {
	if lower == upper {
		return "; write a known number plainly"
	}
	return ""
}
