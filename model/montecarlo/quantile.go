package montecarlo

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1, of values in any order; xs
// is not modified. Without values it is NaN.
func Quantile(xs []float64, p float64) Estimate {
	sorted := slices.Sorted(slices.Values(xs))
	return quantileEstimate(len(sorted), func(k int) float64 { return sorted[k-1] }, p)
}

// quantile7 computes the quantile of type 7 (Hyndman & Fan 1996) of n values;
// order returns the k-th smallest, counted from 1.
func quantile7(n int, order func(k int) float64, p float64) float64 {
	if n == 0 {
		return math.NaN()
	}
	h := p * float64(n-1)
	k := int(h)
	x := order(k + 1)
	if t := h - float64(k); t > 0 {
		x += t * (order(k+2) - x)
	}
	return x
}

// quantileEstimate adds the errors. The 95% interval is distribution-free: it
// lies between the order statistics l = ⌊np − z√(np(1−p))⌋ and u = ⌈np +
// z√(np(1−p))⌉ + 1, clipped to [1, n]. The standard error is half the distance
// between the order statistics at the quantiles Φ(−1) and Φ(1) of Beta(np + 1,
// n(1−p) + 1), the distribution of the share below the quantile (as in Vehtari,
// Gelman, Simpson, Carpenter & Bürkner 2021, section 4.3, for independent
// draws).
func quantileEstimate(n int, order func(k int) float64, p float64) Estimate {
	if n == 0 {
		return none()
	}
	m := float64(n)
	l, u := orderInterval(n, p)
	a, b := m*p+1, m*(1-p)+1
	below := order(max(int(betaQuantile(phi1, a, b)*m), 1))
	above := order(min(int(math.Ceil(betaQuantile(1-phi1, a, b)*m)), n))
	e := Estimate{n, quantile7(n, order, p), (above - below) / 2, order(l), order(u)}
	// With ties, both order statistics of the error can be equal although the
	// interval has a width; the error then follows from the interval.
	if wide := (e.Upper - e.Lower) / (2 * z975); e.Error < wide/2 {
		e.Error = wide
	}
	return e
}

// phi1 is the standard normal distribution function at −1.
const phi1 = 0.15865525393145705

// orderInterval returns the ranks of the order statistics that bound the 95%
// interval.
func orderInterval(n int, p float64) (l, u int) {
	m := float64(n)
	half := z975 * math.Sqrt(m*p*(1-p))
	return max(int(math.Floor(m*p-half)), 1), min(int(math.Ceil(m*p+half))+1, n)
}

// betaQuantile returns the quantile at u of Beta(a, b) for a, b ≥ 1: Newton's
// method from a Cornish–Fisher start, inside a bracket, with at most 100 steps.
// If both shapes exceed a million it uses the normal approximation, which is
// accurate to a thousandth of the standard deviation, because the incomplete
// beta function loses digits there.
func betaQuantile(u, a, b float64) float64 {
	m, z := a/(a+b), distuv.UnitNormal.Quantile(u)
	sd := math.Sqrt(m * (1 - m) / (a + b + 1))
	if min(a, b) > 1e6 {
		return m + sd*z
	}
	skew := 2 * (b - a) * math.Sqrt(a+b+1) / ((a + b + 2) * math.Sqrt(a*b))
	x := m + sd*(z+(z*z-1)*skew/6)
	if !(x > 0 && x < 1) {
		x = m
	}
	lower, upper, logB := 0.0, 1.0, mathext.Lbeta(a, b)
	for range 100 {
		f := mathext.RegIncBeta(a, b, x) - u
		if f < 0 {
			lower = x
		} else {
			upper = x
		}
		next := x - f/math.Exp((a-1)*math.Log(x)+(b-1)*math.Log1p(-x)-logB)
		if !(next > lower && next < upper) {
			next = lower + (upper-lower)/2
		}
		if math.Abs(next-x) <= 1e-14*min(x, 1-x) || next == lower || next == upper {
			return next
		}
		x = next
	}
	return x
}
