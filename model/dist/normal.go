package dist

import (
	"fmt"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Normal is the family of a number known up to a symmetric error.
var Normal = registry.Of(registry.About{
	Name:     "normal",
	Doc:      "Bell curve with a mean and a standard deviation, without bounds.",
	Explain:  "Two thirds of the belief lie within one standard deviation of the mean, 95% within two. It has no bounds, so it suits only numbers without a domain; on a bounded domain write `a to b`, or truncate it.",
	Citation: "Quantile: Wichura 1988, algorithm AS 241, Applied Statistics 37.",
}, normalParams{}, func(p normalParams) (model.Dist, error) {
	if !finite(p.Mean, p.SD) || p.SD <= 0 {
		return nil, fmt.Errorf("expected sd > 0 and finite numbers, have mean %s, sd %s", model.FormatNumber(p.Mean), model.FormatNumber(p.SD))
	}
	return bounded(normal{p.Mean, p.SD})
})

type normalParams struct {
	Mean float64 `yaml:"mean" doc:"centre, in the number's own unit"`
	SD   float64 `yaml:"sd" doc:"standard deviation, > 0, in the number's own unit"`
}

// z95 is the standard normal quantile at 0.95, the upper end of a 90% interval.
const z95 = 1.6448536269514722

type normal struct{ mean, sd float64 }

func (d normal) Quantile(u float64) float64 { return d.mean + float64(d.sd*portable.NormalQuantile(u)) }
func (d normal) CDF(x float64) float64      { return portable.NormalCDF((x - d.mean) / d.sd) }
func (d normal) Mean() float64              { return d.mean }
func (d normal) Variance() float64          { return float64(d.sd * d.sd) }
func (d normal) Tabulated() model.Dist      { return tabulate(d) }
func (d normal) survival(x float64) float64 { return portable.NormalCDF((d.mean - x) / d.sd) }
func (d normal) upperQuantile(p float64) float64 {
	return d.mean - float64(d.sd*portable.NormalQuantile(p))
}
