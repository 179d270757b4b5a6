package analysis

import "math"

// A Verdict says whether theories agree on the direction of an effect. The zero
// Verdict is NoDirection.
type Verdict int

// The verdicts. A direction counts if it is significant.
const (
	NoDirection    Verdict = iota // no theory has a direction
	RobustPositive                // all theories: increase
	RobustNegative                // all theories: decrease
	SomePositive                  // some theories: increase, the others: no direction
	SomeNegative                  // some theories: decrease, the others: no direction
	Contested                     // some theories: increase, others: decrease; do not show an average
)

// VerdictNames are the names of the verdicts in data files.
var VerdictNames = []string{"no_direction", "robust_positive", "robust_negative", "some_positive", "some_negative", "contested"}

// String returns the verdict's name in data files.
func (v Verdict) String() string { return VerdictNames[v] }

// Effects summarises the effect of one change on one quantity over theories.
type Effects struct {
	Positive, Negative, Undetermined float64 // weight of the theories by significant sign
	Verdict                          Verdict
	Lower, Upper                     float64 // smallest and largest effect of any theory
	Mean                             float64 // Σ w·effect; meaningless if the verdict is Contested
}

// SignZ is the z-score that an effect must exceed for its sign to count.
const SignZ = 2

// NewEffects summarises the effects under several theories, with their Monte
// Carlo errors. The weights sum to 1; theories with weight 0 do not affect the
// verdict. An effect that is NaN is undetermined.
func NewEffects(effects, errors, weights []float64) Effects {
	e := Effects{Lower: math.Inf(1), Upper: math.Inf(-1)}
	for m, x := range effects {
		switch {
		case x > max(SignZ*errors[m], rounding):
			e.Positive += weights[m]
		case x < -max(SignZ*errors[m], rounding):
			e.Negative += weights[m]
		default:
			e.Undetermined += weights[m]
		}
		e.Mean += float64(weights[m] * x)
		if !math.IsNaN(x) {
			e.Lower, e.Upper = min(e.Lower, x), max(e.Upper, x)
		}
	}
	switch all := e.Undetermined == 0; {
	case e.Positive > 0 && e.Negative > 0:
		e.Verdict = Contested
	case e.Positive > 0 && all:
		e.Verdict = RobustPositive
	case e.Negative > 0 && all:
		e.Verdict = RobustNegative
	case e.Positive > 0:
		e.Verdict = SomePositive
	case e.Negative > 0:
		e.Verdict = SomeNegative
	}
	return e
}
