package study

import (
	"sim/model"
	"sim/model/dist"
)

// A Fit describes the distribution of an input whose family only approximates
// the requested quantiles.
type Fit struct {
	Asked [3]float64 // requested quantiles at 0.05, 0.5 and 0.95
	Shape string     // fitted distribution with its parameters
}

// FitOf returns the fit of an input's distribution; ok is false if nothing was
// fitted.
func FitOf(in *model.Input) (fit Fit, ok bool) {
	d, ok := in.Dist.(dist.Fit)
	if ok {
		fit.Asked, fit.Shape = d.Fitted()
	}
	return fit, ok
}
