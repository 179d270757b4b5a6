package montecarlo

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// An Estimate is a figure with its Monte Carlo error.
type Estimate struct {
	N     int     // draws it rests on
	Value float64 // NaN if N is 0
	Error float64 // one standard error; NaN if N is too small to tell
	Lower float64 // 95 % interval
	Upper float64
}

// z975 is the standard normal quantile at 0.975.
const z975 = 1.959963984540054

func none() Estimate {
	nan := math.NaN()
	return Estimate{0, nan, nan, nan, nan}
}

func meanEstimate(n int, m, sd float64) Estimate {
	e := sd / math.Sqrt(float64(n))
	return Estimate{n, m, e, m - z975*e, m + z975*e}
}

// Mean estimates a mean from n independent values: error s/√n, interval ± 1.96
// errors.
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

// Share estimates the share of draws from a count among n: error √(p(1−p)/n),
// interval of Wilson (1927), which is honest at 0 and at n.
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

// ClopperPearson is the exact 95 % interval for a share from a count among n
// (Clopper & Pearson 1934).
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

// Replicates estimates a figure from its values in independent replicates of
// a run, as scrambled Sobol sequences give them: error s/√R, interval of
// Student's t with R − 1 degrees of freedom at the given level, say 0.95. n is
// the number of draws of all replicates together.
func Replicates(values []float64, n int, level float64) Estimate {
	e := Mean(values)
	if len(values) > 1 {
		t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(len(values) - 1)}.Quantile(0.5 + level/2)
		e.Lower, e.Upper = e.Value-t*e.Error, e.Value+t*e.Error
	}
	e.N = n
	return e
}

// ShareDifference estimates how much larger the share of draws is in b than in
// a, from the draws counted only in a and only in b among n that both played:
// error √(((onlyA + onlyB)/n − Δ²)/n) (McNemar 1947).
func ShareDifference(onlyA, onlyB, n int) Estimate {
	if n == 0 {
		return none()
	}
	a, b, m := float64(onlyA), float64(onlyB), float64(n)
	d := (b - a) / m
	e := math.Sqrt(max(0, (a+b)/m-d*d) / m)
	return Estimate{n, d, e, d - z975*e, d + z975*e}
}
