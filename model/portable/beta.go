package portable

import "math"

// stirling is from which number on Stirling's series is taken.
const stirling = 10

// stirlingRest is ln Γ(z) − ((z − 1/2)·ln z − z + ln(2π)/2) for z ≥ 10, by
// Stirling's series (NIST Digital Library of Mathematical Functions, 5.11.1).
func stirlingRest(z float64) float64 { return polynomial(1/(z*z), stirlingSeries) / z }

var stirlingSeries = []float64{
	1. / 12, -1. / 360, 1. / 1260, -1. / 1680, 1. / 1188, -691. / 360360, 1. / 156, -3617. / 122400,
}

const halfLogTwoPi = 0.91893853320467274178 // ln(2π)/2

// logGamma is ln Γ(z) for z > 0, to some units of 1e-15.
func logGamma(z float64) float64 {
	product := 1.0
	for ; z < stirling; z++ {
		product = float64(product * z) // Γ(z + 1) = z·Γ(z)
	}
	return float64((z-0.5)*Log(z)) - z + halfLogTwoPi + stirlingRest(z) - Log(product)
}

// LogBeta is ln B(a, b), the logarithm of Γ(a)·Γ(b)/Γ(a + b), for a, b > 0.
func LogBeta(a, b float64) float64 {
	a, b = min(a, b), max(a, b)
	switch {
	case !(a > 0):
		return math.NaN()
	case b < stirling:
		return logGamma(a) + logGamma(b) - logGamma(a+b)
	case a < stirling: // what is large of ln Γ(b) and ln Γ(a + b) cancels
		return logGamma(a) - float64((b-0.5)*Log1p(a/b)) - float64(a*Log(a+b)) + a + (stirlingRest(b) - stirlingRest(a+b))
	}
	return float64(-(b-0.5)*Log1p(a/b)) - float64(a*Log1p(b/a)) - Log(a)/2 + halfLogTwoPi + (stirlingRest(a) + stirlingRest(b) - stirlingRest(a+b))
}

// BetaCDF is the regularised incomplete beta function, the distribution function
// of Beta(a, b) at x, for a, b > 0; 0 below x = 0 and 1 above 1. Its relative
// error is near 1e-14 times the shape parameters' order of magnitude.
func BetaCDF(a, b, x float64) float64 {
	switch {
	case !(a > 0 && b > 0) || math.IsNaN(x):
		return math.NaN()
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2): // where the fraction converges slowly
		return max(0, 1-float64(betaFront(a, b, x)/b*betaFraction(b, a, 1-x)))
	}
	return min(1, betaFront(a, b, x)/a*betaFraction(a, b, x))
}

// betaFront is x^a·(1 − x)^b/B(a, b). For large shapes the logarithms are taken
// of ratios near 1 (Loader 2000, Fast and Accurate Computation of Binomial
// Probabilities), so that nothing cancels.
func betaFront(a, b, x float64) float64 {
	if min(a, b) < stirling {
		return Exp(float64(a*Log(x)) + float64(b*Log1p(-x)) - LogBeta(a, b))
	}
	n := a + b
	d := math.FMA(x, n, -a)
	rest := stirlingRest(n) - stirlingRest(a) - stirlingRest(b)
	first, second := Log1p(d/a), Log1p(-d/b) // of x·n/a and (1 − x)·n/b
	if d < -a/2 {
		first = Log(x * n / a)
	}
	return float64(math.Sqrt(a/n*b/(2*math.Pi)) * Exp(float64(a*first)+float64(b*second)+rest))
}

// betaFraction is the continued fraction of the incomplete beta function (NIST
// Digital Library of Mathematical Functions, 8.17.22), by Lentz's method as
// modified by Thompson & Barnett (1986, Journal of Computational Physics 64).
func betaFraction(a, b, x float64) float64 {
	const tiny, most = 1e-300, 20000
	away := func(v float64) float64 { // from 0
		if math.Abs(v) < tiny {
			return tiny
		}
		return v
	}
	c, d := 1.0, 1/away(1-(a+b)*x/(a+1))
	value := d
	for m := 1.0; m < most; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d, c = 1/away(1+float64(even*d)), away(1+even/c)
		value = float64(value * (d * c))
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d, c = 1/away(1+float64(odd*d)), away(1+odd/c)
		step := float64(d * c)
		value = float64(value * step)
		if math.Abs(step-1) <= 0x1p-52 {
			break
		}
	}
	return value
}
