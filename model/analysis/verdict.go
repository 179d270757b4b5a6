package analysis

import "math"

// A Verdict says whether theories agree on the direction of an effect.
type Verdict int

// The verdicts.
const (
	Partial        Verdict = iota // some theories see a direction, the others none; or none sees one
	RobustPositive                // all see it go up
	RobustNegative                // all see it go down
	Contested                     // some see it go up, others down: no averaged effect may be shown
)

// VerdictNames are the names of the verdicts as files write them.
var VerdictNames = []string{"partial", "robust_positive", "robust_negative", "contested"}

func (v Verdict) String() string { return VerdictNames[v] }

// Effects is what theories say about the effect of one thing on another.
type Effects struct {
	Positive, Negative, Undetermined float64 // weight of the theories by the sign that they see
	Verdict                          Verdict
	Lower, Upper                     float64 // the smallest and the largest effect
	Mean                             float64 // Σ w·effect; says nothing where the verdict is Contested
}

// SignZ is how many Monte Carlo errors an effect must be away from 0 for its
// sign to count.
const SignZ = 2

// NewEffects judges the effects under several theories, each with its Monte
// Carlo error; weights sum to 1, and
// theories without any have no say. An effect that is not a number is undetermined.
func NewEffects(effects, errors, weights []float64) Effects {
	e := Effects{Lower: math.Inf(1), Upper: math.Inf(-1)}
	for m, x := range effects {
		switch {
		case x > SignZ*errors[m]:
			e.Positive += weights[m]
		case x < -SignZ*errors[m]:
			e.Negative += weights[m]
		default:
			e.Undetermined += weights[m]
		}
		e.Mean += weights[m] * x
		if !math.IsNaN(x) {
			e.Lower, e.Upper = min(e.Lower, x), max(e.Upper, x)
		}
	}
	switch {
	case e.Positive > 0 && e.Negative > 0:
		e.Verdict = Contested
	case e.Undetermined > 0:
		e.Verdict = Partial
	case e.Positive > 0:
		e.Verdict = RobustPositive
	case e.Negative > 0:
		e.Verdict = RobustNegative
	}
	return e
}
