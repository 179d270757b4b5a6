package dist

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// Pert is the smooth family of an expert's minimum, most likely value and
// maximum.
var Pert = registry.Of(registry.About{
	Name:     "pert",
	Doc:      "Minimum, mode and maximum, as a smooth hump.",
	Explain:  "A beta distribution on [min, max] with shapes 1 + λ(mode − min)/(max − min) and 1 + λ(max − mode)/(max − min); its mean is (min + λ·mode + max)/(λ + 2). λ says how sure the mode is: 4 is customary, 0 makes it uniform. Both bounds are hard.",
	Citation: "Malcolm, Roseboom, Clark & Fazar 1959, Operations Research 7; Vose 2008, Risk Analysis, for λ.",
}, pertParams{Lambda: 4}, func(p pertParams) (model.Dist, error) {
	if err := threePoint(p.Min, p.Mode, p.Max); err != nil {
		return nil, err
	}
	if !finite(p.Lambda) || p.Lambda < 0 || p.Lambda > 1e6 {
		return nil, fmt.Errorf("expected 0 <= lambda <= 1000000, have %s", model.FormatNumber(p.Lambda))
	}
	w := p.Max - p.Min
	return bounded(beta{1 + p.Lambda*(p.Mode-p.Min)/w, 1 + p.Lambda*(p.Max-p.Mode)/w, p.Min, p.Max})
})

type pertParams struct {
	Min    float64 `yaml:"min" doc:"least value"`
	Mode   float64 `yaml:"mode" doc:"the value with the most weight"`
	Max    float64 `yaml:"max" doc:"greatest value"`
	Lambda float64 `yaml:"lambda,omitempty" doc:"how sure the mode is, >= 0"`
}

// Listed marks the parameters as writable as a list.
func (pertParams) Listed() {}
