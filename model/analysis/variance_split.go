package analysis

import "math"

// A Split divides the variance of a quantity into what lies within theories
// (the inputs, and chance) and what lies between them (which theory is right),
// by the law of total variance (Hoeting, Madigan, Raftery & Volinsky 1999).
type Split struct {
	Mean    float64 // Σ w·μ
	Within  float64 // Σ w·σ²
	Between float64 // Σ w·(μ − Mean)²
}

// NewSplit splits the variance of a quantity with the given means and standard
// deviations by theory. The weights sum to 1.
func NewSplit(weights, means, sds []float64) (s Split) {
	for m, w := range weights {
		s.Mean += w * means[m]
	}
	for m, w := range weights {
		s.Within += w * sds[m] * sds[m]
		d := means[m] - s.Mean
		s.Between += w * d * d
	}
	return s
}

// Total is the whole variance.
func (s Split) Total() float64 { return s.Within + s.Between }

// roundingVariance is a variance that is rounding and nothing else: of quantities
// that lie in [0, 1].
const roundingVariance = 1e-24

// BetweenShare is the part of the variance that lies between theories, in
// [0, 1]; NaN if there is no variance at all.
func (s Split) BetweenShare() float64 {
	if !(s.Total() > roundingVariance) {
		return math.NaN()
	}
	return s.Between / s.Total()
}

// TheoryMatters reports whether more than half of the variance lies between
// theories: which theory is right then matters more than the inputs.
func (s Split) TheoryMatters() bool { return s.BetweenShare() > 0.5 }
