package portable

import "math"

// Erf is the error function of x, 2/√π·∫₀ˣ exp(−t²) dt; it errs by less than one
// unit in the last place. Special cases are those of math.Erf.
func Erf(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || x == 0:
		return x
	case a < 0.5:
		hi, lo := erfPair(x)
		return hi + lo
	case a > 6:
		return math.Copysign(1, x)
	}
	hi, lo := erfcFrom(1, a)
	return math.Copysign(hi+lo, x)
}

// Erfc is 1 − Erf(x), precise in the upper tail; it errs by less than one unit in
// the last place. Special cases are those of math.Erfc.
func Erfc(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case math.Abs(x) < 0.5:
		hi, lo := erfPair(x)
		hi, rest := fastTwoSum(1, -hi)
		return hi + (rest - lo)
	case x > 28:
		return 0
	case x > 0:
		hi, lo, exponent := erfcPair(x)
		return scale(hi+lo, exponent)
	case x < -6:
		return 2
	}
	hi, lo := erfcFrom(2, -x)
	return hi + lo
}

// erfPair is the error function of |x| < 1/2: 2/√π·x, with twice the digits, and
// the rest of its series.
func erfPair(x float64) (hi, lo float64) {
	square := float64(x * x)
	hi, lo = twoProduct(x, twoOverRootPi[0])
	return hi, lo + float64(x*(twoOverRootPi[1]+float64(square*polynomial(square, erfSmall))))
}

// erfcFrom is whole − erfc(x), for x from 1/2 to 6.
func erfcFrom(whole, x float64) (hi, lo float64) {
	c, cLow, exponent := erfcPair(x)
	unit := powerOfTwo(exponent)
	hi, lo = fastTwoSum(whole, float64(-c*unit))
	return hi, lo - float64(cLow*unit)
}

// erfcPair is erfc(x) = (hi + lo)·2^exponent, for x from 1/2 to 28: exp(−x²)/x,
// with twice the digits, times a polynomial (after Cody 1969, Mathematics of
// Computation 23, who has ratios of polynomials).
func erfcPair(x float64) (hi, lo float64, exponent int) {
	square, squareLow := twoProduct(x, x)
	e, eLow, exponent := expPair(-square, -squareLow)
	f, fLow := erfcFactor(x)
	p, pLow := twoProduct(e, f)
	pLow += float64(e*fLow) + float64(f*eLow)
	hi, lo = quotientPair(p, pLow, x, 0)
	return hi, lo, exponent
}

// erfcFactor is x·exp(x²)·erfc(x), for x from 1/2 to 28.
func erfcFactor(x float64) (hi, lo float64) {
	if x >= 6 {
		u := 1 / (x * x)
		hi, lo = fastTwoSum(oneOverRootPi[0], float64(u*polynomial(u, erfcTail)))
		return hi, lo + oneOverRootPi[1]
	}
	last := len(erfcPieces) - 1
	for erfcPieces[last].from > x {
		last--
	}
	of := &erfcPieces[last]
	r := x - of.centre
	hi, lo = fastTwoSum(of.constant, float64(r*polynomial(r, of.coefficients)))
	return hi, lo + of.rest
}
