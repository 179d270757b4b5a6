package portable

import "math"

// StudentQuantile is the quantile at 0 < p < 1 of Student's t distribution with
// so many degrees of freedom (at least 1), to some units of 1e-14.
func StudentQuantile(freedom, p float64) float64 {
	if !(p > 0 && p < 1 && freedom >= 1) {
		return math.NaN()
	}
	tail := min(p, 1-p)
	if tail == 0.5 {
		return 0
	}
	// Newton's method from the left, where the distribution function is concave,
	// so that it never overshoots: the normal quantile lies nearer to 0.
	t := -NormalQuantile(tail)
	front := Exp(-LogBeta(freedom/2, 0.5)) / math.Sqrt(freedom)
	for range 200 {
		square := float64(t * t)
		above := BetaCDF(freedom/2, 0.5, freedom/(freedom+square)) / 2
		next := t + (above-tail)/(front*Exp(float64(-(freedom+1)/2*Log1p(square/freedom))))
		done := next <= t*(1+1e-15)
		t = max(t, next)
		if done {
			break
		}
	}
	return math.Copysign(t, p-0.5)
}
