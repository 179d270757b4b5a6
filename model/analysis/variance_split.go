package analysis

import (
	"math"
	"slices"
)

// A Split divides the variance of a quantity into a part within theories
// (inputs and chance) and a part between them (which theory is right), by the
// law of total variance (Hoeting, Madigan, Raftery & Volinsky 1999), and the
// latter once more: between the rules of one cause, and between causes.
// Variances are in the squared unit of the quantity.
type Split struct {
	Mean    float64 // Σ w·μ
	Within  float64 // Σ w·σ²
	Between float64 // Σ w·(μ − Mean)², which is Rules + Causes
	Rules   float64 // Σ w·(μ − mean of its cause)²
	Causes  float64 // Σ over causes of their weight·(their mean − Mean)²
}

// NewSplit splits the variance of a quantity with the given means and standard
// deviations per theory; theories with equal causes belong together. The weights
// must sum to 1.
func NewSplit(weights, means, sds []float64, causes []string) (s Split) {
	for m, w := range weights {
		s.Mean += float64(w * means[m])
	}
	for m, w := range weights {
		s.Within += float64(w * sds[m] * sds[m])
		d := means[m] - s.Mean
		s.Between += float64(w * d * d)
	}
	for m, cause := range causes {
		if slices.Index(causes, cause) == m {
			s.addCause(weights, means, causes, cause)
		}
	}
	return s
}

// addCause adds the theories with a cause to Rules and Causes.
func (s *Split) addCause(weights, means []float64, causes []string, cause string) {
	weight, mean := 0.0, 0.0
	for m, w := range weights {
		if causes[m] == cause {
			weight += w
			mean += float64(w * means[m])
		}
	}
	if weight == 0 {
		return
	}
	mean /= weight
	for m, w := range weights {
		if causes[m] == cause {
			d := means[m] - mean
			s.Rules += float64(w * d * d)
		}
	}
	d := mean - s.Mean
	s.Causes += float64(weight * d * d)
}

// Total is the total variance.
func (s Split) Total() float64 { return s.Within + s.Between }

// roundingVariance is the variance below which there is only rounding, for
// quantities in [0, 1].
const roundingVariance = 1e-24

// BetweenShare is the share of the variance between theories, 0 to 1; NaN
// without variance.
func (s Split) BetweenShare() float64 {
	if !(s.Total() > roundingVariance) {
		return math.NaN()
	}
	return s.Between / s.Total()
}

// CausesShare is the share of the variance between causes, 0 to 1; NaN without
// variance.
func (s Split) CausesShare() float64 { return s.share(s.Causes) }

// RulesShare is the share of the variance between the theories of one cause, 0
// to 1; NaN without variance.
func (s Split) RulesShare() float64 { return s.share(s.Rules) }

// share is a part of the variance over all of it; 0 for a part that is only
// rounding.
func (s Split) share(part float64) float64 {
	switch {
	case !(s.Total() > roundingVariance):
		return math.NaN()
	case part <= roundingVariance:
		return 0
	}
	return part / s.Total()
}

// TheoryMatters reports whether more than half of the variance is between
// theories: the choice of theory then matters more than the inputs.
func (s Split) TheoryMatters() bool { return s.BetweenShare() > 0.5 }
