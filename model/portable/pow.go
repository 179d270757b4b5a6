package portable

import "math"

// Pow is x to the power y; it errs by less than one unit in the last place.
// Special cases are those of math.Pow.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	case math.IsInf(y, 0):
		switch {
		case x == -1:
			return 1
		case (math.Abs(x) < 1) == (y > 0):
			return 0
		}
		return math.Inf(1)
	case x == 0 || math.IsInf(x, 0):
		size := 0.0
		if (x == 0) == (y < 0) {
			size = math.Inf(1)
		}
		if odd(y) {
			return math.Copysign(size, x)
		}
		return size
	case x > 0:
		return power(x, y)
	case y != math.Floor(y):
		return math.NaN()
	case odd(y):
		return -power(-x, y)
	}
	return power(-x, y)
}

// odd reports whether y is an odd whole number.
func odd(y float64) bool { return math.Abs(math.Mod(y, 2)) == 1 }

// A Base is a number whose logarithm is kept, to be raised to several powers. The
// zero value is the number 0.
type Base struct{ x, hi, lo float64 }

// NewBase keeps the logarithm of x; what has none is a base, too.
func NewBase(x float64) Base {
	b := Base{x: x}
	if x > 0 && x <= math.MaxFloat64 {
		b.hi, b.lo = fastTwoSum(logPair(x))
	}
	return b
}

// Pow is Pow(x, y) of the base x, to the last bit.
func (b *Base) Pow(y float64) float64 {
	switch {
	case y == 1:
		return b.x
	case b.x > 0 && b.x != 1 && b.x <= math.MaxFloat64 && math.Abs(y) <= math.MaxFloat64:
		return raised(b.hi, b.lo, y)
	}
	return Pow(b.x, y)
}

// power is x^y for finite x > 0 and finite y.
func power(x, y float64) float64 {
	hi, lo := fastTwoSum(logPair(x))
	return raised(hi, lo, y)
}

// raised is exp(y·ln x) of the logarithm hi + lo, which has enough digits for the
// product to keep all of a number's.
func raised(hi, lo, y float64) float64 {
	p := float64(hi * y)
	switch {
	case p > largestExp+1:
		return math.Inf(1)
	case p < smallestExp-1:
		return 0
	}
	e, eLow, exponent := expPair(p, math.FMA(hi, y, -p)+float64(lo*y))
	return scale(e+eLow, exponent)
}
