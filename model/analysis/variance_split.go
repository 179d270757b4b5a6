package analysis

import "math"

// A Split divides the variance of a quantity into a part within theories
// (inputs and chance) and a part between them (which theory is right), by the
// law of total variance (Hoeting, Madigan, Raftery & Volinsky 1999). Variances
// are in the squared unit of the quantity.
type Split struct {
	Mean    float64 // Σ w·μ
	Within  float64 // Σ w·σ²
	Between float64 // Σ w·(μ − Mean)²
}

// NewSplit splits the variance of a quantity with the given means and standard
// deviations per theory. The weights must sum to 1.
func NewSplit(weights, means, sds []float64) (s Split) {
	for m, w := range weights {
		s.Mean += float64(w * means[m])
	}
	for m, w := range weights {
		s.Within += float64(w * sds[m] * sds[m])
		d := means[m] - s.Mean
		s.Between += float64(w * d * d)
	}
	return s
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

// TheoryMatters reports whether more than half of the variance is between
// theories: the choice of theory then matters more than the inputs.
func (s Split) TheoryMatters() bool { return s.BetweenShare() > 0.5 }
