package portable

import "math"

// Hypot is √(x² + y²), without overflow on the way; it errs by less than one unit
// in the last place (after Borges 2020, ACM Transactions on Mathematical Software
// 46). Special cases are those of math.Hypot.
func Hypot(x, y float64) float64 {
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return math.Inf(1)
	}
	x, y = max(math.Abs(x), math.Abs(y)), min(math.Abs(x), math.Abs(y))
	if x == 0 || math.IsNaN(x) {
		return x
	}
	x, exponent := math.Frexp(x)
	y = math.Ldexp(y, -exponent)
	a, aLow := twoProduct(x, x)
	b, bLow := twoProduct(y, y)
	sum, sumLow := fastTwoSum(a, b)
	h := math.Sqrt(sum)
	return math.Ldexp(h+(math.FMA(-h, h, sum)+(sumLow+aLow+bLow))/(2*h), exponent)
}
