package portable

import "math"

const (
	stepsPerUnit = 0x1.71547652b82fep+7   // 128/ln 2
	stepHigh     = 0x1.62e42fefcp-8       // ln 2/128, the first 35 bits: its product with a number of steps is exact
	stepLow      = -0x1.c610ca86c3899p-44 // and the rest
	toWhole      = 0x1.8p52               // added and taken off again it rounds to a whole number
	largestExp   = 709.782712893384       // larger numbers overflow
	smallestExp  = -745.1332191019412     // the exponential of smaller numbers is 0
)

// Exp is e to the power x; it errs by less than one unit in the last place.
// Special cases are those of math.Exp.
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > largestExp:
		return math.Inf(1)
	case x < smallestExp:
		return 0
	}
	hi, lo, exponent := expPair(x, 0)
	return scale(hi+lo, exponent)
}

// Expm1 is e to the power x less 1, precise for small x too; it errs by less
// than one unit in the last place. Special cases are those of math.Expm1.
func Expm1(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.Abs(x) < 0x1p-54:
		return x
	case x > 60:
		return Exp(x)
	case x < -60:
		return -1
	}
	hi, lo := expm1Pair(x)
	return hi + lo
}

// expPair is e^(x + xLow) = (hi + lo)·2^exponent with hi from 1 to 2 and lo below hi/256, for
// |x| < 800 and |xLow| far below it: 2^(j/128) from a table, times the
// exponential of what is left, by its Taylor series (Tang 1989, ACM Transactions
// on Mathematical Software 15). The relative error is 2^-60 or so.
func expPair(x, xLow float64) (hi, lo float64, exponent int) {
	steps := float64(x*stepsPerUnit) + toWhole - toWhole
	a, b := x-float64(steps*stepHigh), float64(steps*stepLow)
	r := a - b
	rLow := (a - r) - b + xLow
	k := int(steps)
	of := &exp2Table[k&127]
	growth := r + (float64(r*r*(1./2+float64(r*(1./6+float64(r*(1./24+float64(r*(1./120)))))))) + rLow + float64(r*rLow))
	return of[0], of[1] + float64(of[0]*growth), k >> 7
}

// scale is y·2^exponent, rounded once, for y from 1/1000 to 2 and an exponent
// from -1100 to 1024.
func scale(y float64, exponent int) float64 {
	switch {
	case exponent > 1023:
		return float64(y * 2 * powerOfTwo(exponent-1))
	case exponent < -1022:
		return y * powerOfTwo(exponent+128) * 0x1p-128
	}
	return float64(y * powerOfTwo(exponent))
}

// powerOfTwo is 2^exponent, from -1022 to 1023.
func powerOfTwo(exponent int) float64 {
	return math.Float64frombits(uint64(exponent+1023) << 52)
}

// expm1Small are the coefficients of (eˣ − 1 − x)/x², for |x| < 1/16.
var expm1Small = []float64{
	1. / 2, 1. / 6, 1. / 24, 1. / 120, 1. / 720, 1. / 5040, 1. / 40320, 1. / 362880, 1. / 3628800, 1. / 39916800,
}

// expm1Pair is eˣ − 1 for |x| from 2^-54 to 100.
func expm1Pair(x float64) (hi, lo float64) {
	if math.Abs(x) < 1./16 {
		return fastTwoSum(x, float64(x*x*polynomial(x, expm1Small)))
	}
	e, eLow, exponent := expPair(x, 0)
	unit := powerOfTwo(exponent)
	hi, lo = twoSum(float64(e*unit), -1)
	return fastTwoSum(hi, lo+float64(eLow*unit))
}
