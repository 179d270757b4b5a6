package portable

import "math"

// SinPi is the sine of π·x; it errs by less than one unit in the last place, and
// is exactly 0, 1 and −1 where the sine is. It is not a number where x is infinite.
func SinPi(x float64) float64 {
	a := math.Mod(math.Abs(x), 2)
	sign := x
	if a > 1 {
		a, sign = a-1, -x
	}
	return math.Copysign(sinPiHalfTurn(a), sign)
}

// CosPi is the cosine of π·x; it errs by less than one unit in the last place,
// and is exactly 0, 1 and −1 where the cosine is. It is not a number where x is
// infinite.
func CosPi(x float64) float64 {
	a := math.Mod(math.Abs(x), 2)
	if a > 1 {
		a = 2 - a
	}
	if a > 0.5 {
		return -sinPiHalfTurn(a - 0.5)
	}
	return sinPiHalfTurn(0.5 - a)
}

// sinPiHalfTurn is the sine of π·x for x from 0 to 1.
func sinPiHalfTurn(x float64) float64 {
	if x > 0.5 {
		x = 1 - x
	}
	if x <= 0.25 {
		square := float64(x * x)
		hi, lo := twoProduct(x, piPair[0])
		return hi + (lo + float64(x*(piPair[1]+float64(square*polynomial(square, sinPiSmall)))))
	}
	x = 0.5 - x
	square, squareLow := twoProduct(x, x)
	drop, dropLow := twoProduct(square, halfPiSquared[0])
	dropLow += float64(square*halfPiSquared[1]) + float64(squareLow*halfPiSquared[0])
	hi, lo := fastTwoSum(1, -drop)
	return hi + (lo - dropLow + float64(square*square*polynomial(square, cosPiSmall)))
}

// Asin is the arcsine of x, from −π/2 to π/2; it errs by less than one unit in
// the last place. It is not a number where |x| > 1.
func Asin(x float64) float64 {
	a := math.Abs(x)
	switch {
	case !(a <= 1):
		return math.NaN()
	case a <= 0.5:
		return x + float64(x*(x*x*polynomial(float64(x*x), asinSmall)))
	}
	// π/2 − 2·asin(√z), z = (1 − a)/2.
	z := (1 - a) / 2
	root := math.Sqrt(z)
	rootLow := 0.0
	if root > 0 {
		rootLow = math.FMA(-root, root, z) / (2 * root)
	}
	hi, lo := twoSum(piPair[0]/2, -2*root)
	lo += piPair[1]/2 - 2*(rootLow+float64(root*(z*polynomial(z, asinSmall))))
	return math.Copysign(hi+lo, x)
}
