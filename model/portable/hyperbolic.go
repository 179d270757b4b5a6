package portable

import "math"

// Tanh is the hyperbolic tangent of x, (e²ˣ − 1)/(e²ˣ + 1); it errs by less than
// one unit in the last place. Special cases are those of math.Tanh.
func Tanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || a < 0x1p-28:
		return x
	case a > 22:
		return math.Copysign(1, x)
	}
	t, tLow := expm1Pair(2 * a)
	d, dLow := twoSum(t, 2)
	hi, lo := quotientPair(t, tLow, d, dLow+tLow)
	return math.Copysign(hi+lo, x)
}

// atanhSmall are the coefficients of (artanh(x)/x − 1)/x² in x², for |x| < 1/32.
var atanhSmall = []float64{1. / 3, 1. / 5, 1. / 7, 1. / 9, 1. / 11, 1. / 13}

// Atanh is the inverse hyperbolic tangent of x, ln((1 + x)/(1 − x))/2; it errs by
// less than one unit in the last place. Special cases are those of math.Atanh.
func Atanh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || a > 1:
		return math.NaN()
	case a == 1:
		return math.Copysign(math.Inf(1), x)
	case a < 1./32:
		return x + float64(x*(x*x*polynomial(float64(x*x), atanhSmall)))
	}
	d, dLow := twoSum(1, -a)
	hi, lo := log1pPair(quotientPair(2*a, 0, d, dLow))
	return math.Copysign((hi+lo)/2, x)
}
