package montecarlo

import "math"

// An Estimate is a number with its Monte Carlo error.
type Estimate struct {
	N     int     // number of draws it is based on
	Value float64 // NaN if N is 0
	Error float64 // one standard error; NaN if N is too small to estimate it
	Lower float64 // 95% interval
	Upper float64
}

// z975 is the standard normal quantile at 0.975.
const z975 = 1.959963984540054

// none is the estimate from no draws.
func none() Estimate {
	nan := math.NaN()
	return Estimate{0, nan, nan, nan, nan}
}

// meanEstimate is the estimate of a mean m from n values with standard
// deviation sd.
func meanEstimate(n int, m, sd float64) Estimate {
	e := sd / math.Sqrt(float64(n))
	return Estimate{n, m, e, m - float64(z975*e), m + float64(z975*e)}
}

// Mean estimates a mean from independent values: error s/√n, interval ± 1.96
// errors. Without values it is NaN.
func Mean(xs []float64) Estimate {
	if len(xs) == 0 {
		return none()
	}
	if len(xs) == 1 {
		return meanEstimate(1, xs[0], math.NaN())
	}
	m, sd := meanAndDeviation(xs)
	return meanEstimate(len(xs), m, sd)
}

// meanAndDeviation returns the mean and the standard deviation of at least two
// values (Chan, Golub & LeVeque 1983, eq. 1.7).
func meanAndDeviation(xs []float64) (mean, deviation float64) {
	n := float64(len(xs))
	for _, x := range xs {
		mean += x
	}
	mean /= n
	squares, rest := 0.0, 0.0
	for _, x := range xs {
		squares += float64((x - mean) * (x - mean))
		rest += x - mean // 0 but for rounding
	}
	return mean, math.Sqrt(max(0, squares-rest*rest/n) / (n - 1))
}

// Share estimates the share of draws, 0 to 1, from a count of n: error
// √(p(1−p)/n) and the interval of Wilson (1927). At counts of 0 and n, where
// that error would be 0, it is half the width of the interval over 1.96. With
// fewer than fewDraws draws that count, or that do not, the interval is that of
// Clopper and Pearson (1934): Wilson's holds the true share too rarely there,
// and theirs more often than in 95% of runs.
func Share(count, n int) Estimate {
	if n == 0 {
		return none()
	}
	k, m := float64(count), float64(n)
	p := k / m
	z2 := z975 * z975
	centre, half := p+z2/(2*m), float64(z975*math.Sqrt(p*(1-p)/m+z2/(4*m*m)))
	e := Estimate{n, p, math.Sqrt(p * (1 - p) / m), (centre - half) / (1 + z2/m), (centre + half) / (1 + z2/m)}
	if e.Error == 0 {
		e.Error = half / (1 + z2/m) / z975
	}
	if min(count, n-count) < fewDraws {
		e.Lower, e.Upper = clopperPearson(count, n)
	}
	return e
}

// fewDraws is the count below which a share needs an exact interval. With 20,
// intervals hold a true share of any size in at least 93.5% of runs.
const fewDraws = 20

// clopperPearson returns the exact 95% interval of a share estimated from a
// count of n (Clopper & Pearson 1934).
func clopperPearson(count, n int) (lower, upper float64) {
	k, m := float64(count), float64(n)
	lower, upper = 0, 1
	if count > 0 {
		lower = betaQuantile(0.025, k, m-k+1)
	}
	if count < n {
		upper = betaQuantile(0.975, k+1, m-k)
	}
	return lower, upper
}

// Replicates estimates a number from its values in R independent replicates,
// such as scrambled Sobol sequences: error s/√R, interval of Student's t with R
// − 1 degrees of freedom at the given level, for example 0.95. n is the number
// of draws in all replicates together.
func Replicates(values []float64, n int, level float64) Estimate {
	e := Mean(values)
	if len(values) > 1 {
		t := studentT(len(values)-1, level)
		e.Lower, e.Upper = e.Value-float64(t*e.Error), e.Value+float64(t*e.Error)
	}
	e.N = n
	return e
}

// ShareDifference estimates the share of draws in b minus that in a. Both runs
// have the same n draws; onlyA and onlyB count the draws that count in one run
// only. The error is √(((onlyA + onlyB)/n − Δ²)/n) (McNemar 1947), the interval
// that of the difference of the two counts; where the draws leave no error, it
// is that of a share of 0.
func ShareDifference(onlyA, onlyB, n int) Estimate {
	if n == 0 {
		return none()
	}
	a, b := Share(onlyA, n), Share(onlyB, n)
	d := difference(a, b, -math.Sqrt(a.Value*b.Value/max((1-a.Value)*(1-b.Value), math.SmallestNonzeroFloat64)))
	p := d.Value
	d.Error = math.Sqrt(max(0, a.Value+b.Value-float64(p*p)) / float64(n))
	if d.Error == 0 {
		d.Error = Share(0, n).Error
	}
	return d
}

// difference estimates b − a from two estimates with the given correlation. Its
// interval follows from theirs by the method of Zou & Donner (2008), which
// keeps their asymmetry.
func difference(a, b Estimate, correlation float64) Estimate {
	r, d := correlation, b.Value-a.Value
	return Estimate{
		min(a.N, b.N), d, apart(a.Error, b.Error, r),
		d - apart(b.Value-b.Lower, a.Upper-a.Value, r), d + apart(b.Upper-b.Value, a.Value-a.Lower, r),
	}
}

// apart is the error of a difference of two figures with errors x and y and the
// given correlation.
func apart(x, y, correlation float64) float64 {
	r := min(max(correlation, -1), 1)
	return math.Sqrt(max(0, float64(x*x)+float64(y*y)-float64(2*r*x*y)))
}
