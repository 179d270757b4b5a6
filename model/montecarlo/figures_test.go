package montecarlo

import (
	"math"
	"testing"
)

// Section 6.5: the errors of normal quantiles fall with the number of draws as
// √(p(1 − p)/n)/f(q); and the number of draws at which the error of a mean is a
// hundredth of the standard deviation.
func TestErrorsFallWithDraws(t *testing.T) {
	for _, c := range []struct {
		n            int
		tail, median float64
		within       float64 // relative tolerance: order statistics of few draws are coarse
	}{{1000, .0668, .0396, 0.1}, {10_000, .0211, .01253, 0.05}, {100_000, .00668, .00396, 0.02}} {
		xs := normalPoints(c.n)
		for p, want := range map[float64]float64{0.05: c.tail, 0.5: c.median, 0.95: c.tail} {
			near(t, "error of a quantile", Quantile(xs, p, false).Error, want, c.within*want)
		}
	}
	near(t, "error of a mean of 10,000", Mean(normalPoints(10_000)).Error, 0.01, 1e-5)
	e := Mean(normalPoints(38_415))
	near(t, "half-width of a mean of 38,415", (e.Upper-e.Lower)/2, 0.01, 1e-6)
}

// Section 6.4: the discrepancies of the first 1,024 points in two dimensions,
// centred and wrapped (Hickernell 1998) and star (Warnock 1972). The first two
// are squared, as in SciPy.
func TestSobolDiscrepancies(t *testing.T) {
	const n, d = 1024, 2
	var x [n][d]float64
	for i := range x {
		for k := range d {
			x[i][k] = unscrambled(k, uint32(i))
		}
	}
	centred, wrapped, star := math.Pow(13.0/12, d), -math.Pow(4.0/3, d), math.Pow(1.0/3, d)
	for i := range x {
		one, box := 1.0, 1.0
		for k := range d {
			z := math.Abs(x[i][k] - 0.5)
			one *= 1 + z/2 - z*z/2
			box *= (1 - x[i][k]*x[i][k]) / 2
		}
		centred, star = centred-2*one/n, star-2*box/n
		for j := range x {
			a, b, c := 1.0, 1.0, 1.0
			for k := range d {
				y, z := x[i][k], x[j][k]
				gap := math.Abs(y - z)
				a *= 1 + (math.Abs(y-0.5)+math.Abs(z-0.5)-gap)/2
				b *= 1.5 - gap*(1-gap)
				c *= 1 - max(y, z)
			}
			centred, wrapped, star = centred+a/(n*n), wrapped+b/(n*n), star+c/(n*n)
		}
	}
	near(t, "centred", centred, 1.1067363880901127e-6, 1e-12)
	near(t, "wrapped", wrapped, 1.595344069293958e-6, 2e-11) // a sum of a million terms
	near(t, "star", math.Sqrt(star), 8.679282638502286e-4, 1e-9)
}
