package dist

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/registry"
)

// Triangular is the family of a minimum, a most likely value and a maximum.
var Triangular = registry.Of(registry.About{
	Name:     "triangular",
	Doc:      "Minimum, mode and maximum, joined by straight lines.",
	Explain:  "The density rises in a straight line from min to mode and falls to max. Its tails are heavier than those of pert with the same three numbers.",
	Citation: "Johnson 1997, The Statistician 46; quantile piecewise square root.",
}, triangularParams{}, func(p triangularParams) (model.Dist, error) {
	if err := threePoint(p.Min, p.Mode, p.Max); err != nil {
		return nil, err
	}
	return bounded(triangular{p.Min, p.Mode, p.Max})
})

type triangularParams struct {
	Min  float64 `yaml:"min" doc:"least value"`
	Mode float64 `yaml:"mode" doc:"the value with the most weight"`
	Max  float64 `yaml:"max" doc:"greatest value"`
}

// Listed marks the parameters as writable as a list.
func (triangularParams) Listed() {}

func threePoint(lower, mode, upper float64) error {
	if !finite(lower, mode, upper, upper-lower) || lower > mode || mode > upper || lower >= upper {
		return fmt.Errorf("expected min <= mode <= max and min < max, have %s, %s, %s%s", model.FormatNumber(lower), model.FormatNumber(mode), model.FormatNumber(upper), plainly(lower, upper))
	}
	return nil
}

type triangular struct{ lower, mode, upper float64 }

func (d triangular) Quantile(u float64) float64 {
	x := [1]float64{u}
	d.Quantiles(x[:], x[:])
	return x[0]
}

// Quantiles sets x[j] to the quantile at u[j]: min + √(u·w·(mode − min)) below
// the mode, max − √((1 − u)·w·(max − mode)) above, w = max − min. It looks up
// which of the two applies instead of branching, because the branch would often
// be mispredicted.
func (d triangular) Quantiles(x, u []float64) {
	x = x[:len(u)]
	w, left := d.upper-d.lower, d.mode-d.lower
	type side struct{ from, sign, start, run float64 }
	sides := [2]side{{d.lower, 1, 0, left}, {d.upper, -1, 1, d.upper - d.mode}}
	for j, v := range u {
		above := 1
		if v*w < left {
			above = 0
		}
		s := &sides[above]
		x[j] = s.from + float64(s.sign*math.Sqrt((s.start+float64(s.sign*v))*w*s.run))
	}
}

func (d triangular) CDF(x float64) float64 {
	w := d.upper - d.lower
	switch {
	case x <= d.lower:
		return 0
	case x >= d.upper:
		return 1
	case x < d.mode:
		return float64((x - d.lower) / w * ((x - d.lower) / (d.mode - d.lower)))
	}
	return 1 - float64((d.upper-x)/w*((d.upper-x)/(d.upper-d.mode)))
}

func (d triangular) Mean() float64 { return (d.lower + d.mode + d.upper) / 3 }

func (d triangular) Variance() float64 {
	a, b, c := d.mode-d.lower, d.upper-d.mode, d.upper-d.lower
	return (float64(a*a) + float64(b*b) + float64(c*c)) / 36
}
