// Package dist holds the probability distributions that a scenario may write in
// place of a number: one family per file, all listed in registry.go.
//
// Every family is sampled by its inverse CDF from one uniform number. Families
// whose inverse is slow can be tabulated once per input, see table.go.
package dist

import (
	"fmt"
	"math"

	"sim/model"
)

// Cumulative is implemented by families that know their distribution function.
type Cumulative interface {
	// CDF returns the probability of values at or below x, in [0, 1].
	CDF(x float64) float64
}

// Moments is implemented by families whose mean and variance have a closed
// form.
type Moments interface {
	Mean() float64
	Variance() float64
}

// tailed is implemented by families that keep full precision in the upper
// tail, where 1 − CDF would cancel.
type tailed interface {
	survival(x float64) float64      // probability of values above x
	upperQuantile(p float64) float64 // x with survival p
}

// atomic is implemented by families that have single values of positive
// probability.
type atomic interface{ atoms() []float64 }

// The smallest and the largest uniform number that a draw can have.
const (
	least    = 0x1p-53
	greatest = 1 - 0x1p-53
)

// Support returns the smallest and the largest value that a draw can take: the
// quantiles at 2^-53 and 1 − 2^-53.
func Support(d model.Dist) (lower, upper float64) {
	return d.Quantile(least), d.Quantile(greatest)
}

// bounded returns an error if d has values that a float64 cannot hold.
func bounded(d model.Dist) (model.Dist, error) {
	lower, upper := Support(d)
	if !finite(lower, upper, d.Quantile(0.5)) {
		return nil, fmt.Errorf("too wide to compute with: it reaches from %s to %s", model.FormatNumber(lower), model.FormatNumber(upper))
	}
	return d, nil
}

// CDF returns the probability under d of values at or below x. It inverts the
// quantile function by bisection if d is not Cumulative.
func CDF(d model.Dist, x float64) float64 {
	if c, ok := d.(Cumulative); ok {
		return c.CDF(x)
	}
	lower, upper := least, greatest
	if x < d.Quantile(lower) {
		return 0
	}
	if x >= d.Quantile(upper) {
		return 1
	}
	for upper-lower > 0x1p-54*upper {
		u := lower + (upper-lower)/2
		if u <= lower || u >= upper {
			break
		}
		if d.Quantile(u) <= x {
			lower = u
		} else {
			upper = u
		}
	}
	return lower
}

// atomsOf lists the values to which d gives positive probability.
func atomsOf(d model.Dist) []float64 {
	if a, ok := d.(atomic); ok {
		return a.atoms()
	}
	return nil
}

func finite(xs ...float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
