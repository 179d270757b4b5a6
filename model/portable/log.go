package portable

import "math"

const (
	ln2High = 0x1.62e42fefa38p-1   // ln 2, a multiple of 2^-42: its product with an exponent is exact
	ln2Low  = 0x1.ef35793c7673p-45 // and the rest
)

// Log is the natural logarithm of x; it errs by less than one unit in the last
// place. Special cases are those of math.Log.
func Log(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	hi, lo := logPair(x)
	return hi + lo
}

// Log1p is the natural logarithm of 1 + x, precise for small x too; it errs by
// less than one unit in the last place. Special cases are those of math.Log1p.
func Log1p(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1) || math.Abs(x) < 0x1p-54:
		return x
	case x < -1:
		return math.NaN()
	case x == -1:
		return math.Inf(-1)
	case math.Abs(x) < 0x1p-20:
		return x - float64(x*x*(1./2-float64(x*(1./3-x*(1./4)))))
	}
	hi, lo := log1pPair(x, 0)
	return hi + lo
}

// Log10 is the decimal logarithm of x, exact for powers of ten; it errs by less
// than one unit in the last place. Special cases are those of math.Log10.
func Log10(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return Log(x)
	}
	hi, lo := fastTwoSum(logPair(x))
	product, productLow := twoProduct(hi, log10OfE[0])
	return product + (productLow + float64(hi*log10OfE[1]) + float64(lo*log10OfE[0]))
}

// log1pPair is ln(1 + x + xLow), for x + xLow above -1 and not tiny.
func log1pPair(x, xLow float64) (hi, lo float64) {
	u, uLow := twoSum(1, x)
	hi, lo = logPair(u)
	return hi, lo + (uLow+xLow)/u
}

// logSeries are the coefficients of (ln(1 + x) − x + x²/2)/x³.
var logSeries = []float64{1. / 3, -1. / 4, 1. / 5, -1. / 6, 1. / 7, -1. / 8, 1. / 9, -1. / 10}

// logPair is ln x for finite x > 0, with a relative error of 2^-66 or so: x is
// 2^m·z, z lies in one of 128 intervals, whose table gives c near 1/z and −ln c,
// and ln(c·z) is a Taylor series, its first two terms with twice the digits
// (Tang 1990, ACM Transactions on Mathematical Software 16).
func logPair(x float64) (hi, lo float64) {
	const start = 0x3fe8000000000000 // of 3/4, where the table begins
	m := 0.0
	if x < 0x1p-1022 {
		x, m = x*0x1p54, -54
	}
	bits := math.Float64bits(x)
	from := bits - start
	m += float64(int64(from) >> 52)
	z := math.Float64frombits(bits - from&(0xfff<<52))
	of := &logTable[from>>45&127]

	product, productLow := twoProduct(z, of.inverse)
	r, rLow := fastTwoSum(product-1, productLow)
	square, squareLow := twoProduct(r, r)
	series := float64(square * r * polynomial(r, logSeries))
	hi, first := fastTwoSum(float64(m*ln2High)+of.log, r)
	hi, second := fastTwoSum(hi, -square/2)
	return hi, float64(m*ln2Low) + of.rest + (first + second + (rLow - squareLow/2 - float64(r*rLow)) + series)
}
