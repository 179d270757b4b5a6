package portable

import "math"

// A sum hi + lo of two numbers, lo far below the last place of hi, carries twice
// the digits of one (Dekker 1971, Numerische Mathematik 18). Functions named
// …Pair return such a sum.

// twoSum is a + b exactly (Knuth 1997, volume 2, section 4.2.2, theorem B).
func twoSum(a, b float64) (hi, lo float64) {
	hi = a + b
	t := hi - a
	return hi, (a - (hi - t)) + (b - t)
}

// fastTwoSum is a + b exactly where |a| ≥ |b| or a = 0 (Dekker 1971).
func fastTwoSum(a, b float64) (hi, lo float64) {
	hi = a + b
	return hi, b - (hi - a)
}

// twoProduct is a·b exactly.
func twoProduct(a, b float64) (hi, lo float64) {
	hi = float64(a * b)
	return hi, math.FMA(a, b, -hi)
}

// quotientPair is (a + aLow)/(b + bLow).
func quotientPair(a, aLow, b, bLow float64) (hi, lo float64) {
	hi = a / b
	return hi, (math.FMA(-hi, b, a) + aLow - float64(hi*bLow)) / b
}

// polynomial is Σ coefficients[i]·xⁱ by Horner's rule.
func polynomial(x float64, coefficients []float64) float64 {
	sum := 0.0
	for i := range coefficients {
		sum = float64(sum*x) + coefficients[len(coefficients)-1-i]
	}
	return sum
}
