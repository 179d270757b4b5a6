package study

import (
	"sim/model"
	"sim/model/dist"
)

// A Fit is what the range of an input was fitted to, where its family only comes
// near what was asked for.
type Fit struct {
	Asked [3]float64 // quantiles at 0.05, 0.5 and 0.95
	Shape string     // the distribution with its parameters
}

// FitOf is what the range of an input was fitted to; ok is false where nothing was
// fitted.
func FitOf(in *model.Input) (fit Fit, ok bool) {
	d, ok := in.Dist.(dist.Fit)
	if ok {
		fit.Asked, fit.Shape = d.Fitted()
	}
	return fit, ok
}
