package montecarlo

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

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
	return Estimate{n, m, e, m - z975*e, m + z975*e}
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
	m, sd := stat.MeanStdDev(xs, nil)
	return meanEstimate(len(xs), m, sd)
}

// Share estimates the share of draws, 0 to 1, from a count of n: error
// √(p(1−p)/n), interval of Wilson (1927), which also holds at counts of 0 and
// n.
func Share(count, n int) Estimate {
	if n == 0 {
		return none()
	}
	k, m := float64(count), float64(n)
	p := k / m
	z2 := z975 * z975
	centre, half := p+z2/(2*m), z975*math.Sqrt(p*(1-p)/m+z2/(4*m*m))
	e := Estimate{n, p, math.Sqrt(p * (1 - p) / m), (centre - half) / (1 + z2/m), (centre + half) / (1 + z2/m)}
	if count == 0 {
		e.Lower = 0
	}
	if count == n {
		e.Upper = 1
	}
	return e
}

// ClopperPearson returns the exact 95% interval of a share estimated from a
// count of n (Clopper & Pearson 1934).
func ClopperPearson(count, n int) (lower, upper float64) {
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
		t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(len(values) - 1)}.Quantile(0.5 + level/2)
		e.Lower, e.Upper = e.Value-t*e.Error, e.Value+t*e.Error
	}
	e.N = n
	return e
}

// ShareDifference estimates the share of draws in b minus that in a. Both runs
// have the same n draws; onlyA and onlyB count the draws that count in one run
// only. The error is √(((onlyA + onlyB)/n − Δ²)/n) (McNemar 1947).
func ShareDifference(onlyA, onlyB, n int) Estimate {
	if n == 0 {
		return none()
	}
	a, b, m := float64(onlyA), float64(onlyB), float64(n)
	d := (b - a) / m
	e := math.Sqrt(max(0, (a+b)/m-d*d) / m)
	return Estimate{n, d, e, d - z975*e, d + z975*e}
}
