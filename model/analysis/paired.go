package analysis

import (
	"math"

	"sim/model/montecarlo"
)

// A Paired compares a quantity between two runs with common random numbers: the
// difference is due to what was changed, not to chance.
type Paired struct {
	A, B       montecarlo.Estimate // the estimate in each run
	Difference montecarlo.Estimate // B − A, with the error of paired draws
	// OnlyA and OnlyB count, for a share, the draws that count in one run only.
	OnlyA, OnlyB int
	// Same means that the measure is the same in every draw of both runs.
	Same bool
	// Gain is the variance ratio of independent and paired runs: how many times
	// as many draws independent runs would need for the same error. It is NaN
	// if the difference has no error or an unknown one.
	Gain float64
}

// Noise reports whether the difference could be Monte Carlo error: it is at
// most SignZ standard errors from 0, or NaN.
func (p *Paired) Noise() bool { return !Clear(p.Difference) }

// gain computes Gain from the other fields.
func (p *Paired) gain() float64 {
	if e := p.Difference.Error; e > 0 && !p.Same {
		return (float64(p.A.Error*p.A.Error) + float64(p.B.Error*p.B.Error)) / (e * e)
	}
	return math.NaN()
}

// Clear reports whether a difference is more than SignZ errors from 0, and more than
// rounding; false for NaN.
func Clear(difference montecarlo.Estimate) bool {
	return math.Abs(difference.Value) > max(SignZ*difference.Error, rounding)
}

// rounding is a difference that may come from rounding alone.
const rounding = 1e-12

// PairShare compares the share of draws in which something holds. a[i] and b[i]
// are 1 or 0 for draw i of each run, from draw 0 on; draw i belongs to
// replicate i mod replicates, and replicates is 0 if draws are independent. The
// error is McNemar's (1947), √(((onlyA + onlyB)/n − Δ²)/n), or that between
// replicates; see montecarlo.ShareDifference for draws that hardly differ.
func PairShare(a, b []float64, replicates int) Paired {
	p := newPairing(replicates)
	p.add(a, b)
	return p.share()
}

// PairMean compares the mean of a measure over the draws in which it has a
// value; NaN means none, and the draws with a value may differ between runs. If
// all draws have values, the error is that of paired differences; otherwise it
// is that of the difference of two ratio estimates, from the influence of each
// draw (Cochran 1977, section 2.11). replicates is as in PairShare.
func PairMean(a, b []float64, replicates int) Paired {
	p := newPairing(replicates)
	p.add(a, b)
	return p.mean()
}

// PairQuantile compares the quantile at q, 0 < q < 1, of a measure over the
// draws in which it has a value. replicates is as in PairShare.
func PairQuantile(a, b []float64, q float64, replicates int) Paired {
	p := newPairing(replicates)
	p.add(a, b)
	return p.quantile(montecarlo.QuantileDifference(a, b, q, replicates > 0))
}

// interval returns an estimate with the 95% interval of its error.
func interval(n int, value, e float64) montecarlo.Estimate {
	const z975 = 1.959963984540054
	return montecarlo.Estimate{N: n, Value: value, Error: e, Lower: value - float64(z975*e), Upper: value + float64(z975*e)}
}

// Estimate estimates a quantity of one run from its values by draw, from draw 0
// on: a share if share is set, the quantile at q if q > 0, otherwise the mean
// over the draws with a value. Its error is that of independent draws, or that
// between replicates. replicates is as in PairShare.
func Estimate(xs []float64, share bool, q float64, replicates int) montecarlo.Estimate {
	h := Headline{Share: share, Quantile: q}
	p := h.Pair(xs, xs, replicates)
	return p.A
}
