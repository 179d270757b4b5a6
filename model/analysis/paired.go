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
func (p *Paired) Noise() bool { return !(math.Abs(p.Difference.Value) > SignZ*p.Difference.Error) }

// PairShare compares the share of draws in which something holds. a[i] and b[i]
// are 1 or 0 for draw i of each run, from draw 0 on; draw i belongs to
// replicate i mod replicates, and replicates is 0 if draws are independent. The
// error is McNemar's (1947), √(((onlyA + onlyB)/n − Δ²)/n), or that between
// replicates; see montecarlo.ShareDifference for draws that hardly differ.
func PairShare(a, b []float64, replicates int) Paired {
	n := len(a)
	var p Paired
	countA, countB := 0, 0
	for i := range a {
		switch {
		case a[i] != 0 && b[i] != 0:
			countA++
			countB++
		case a[i] != 0:
			countA++
			p.OnlyA++
		case b[i] != 0:
			countB++
			p.OnlyB++
		}
	}
	p.A, p.B = montecarlo.Share(countA, n), montecarlo.Share(countB, n)
	p.Difference = montecarlo.ShareDifference(p.OnlyA, p.OnlyB, n)
	if as, bs, ds := byReplicate(a, b, replicates, mean); ds != nil {
		p.A = montecarlo.ReplicatedShare(p.A, as, min(countA, n-countA))
		p.B = montecarlo.ReplicatedShare(p.B, bs, min(countB, n-countB))
		p.Difference = montecarlo.ReplicatedShare(p.Difference, ds, p.OnlyA+p.OnlyB)
	}
	p.A, p.B = bounded(p.A), bounded(p.B)
	p.compareDraws(a, b)
	return p
}

// bounded clips the interval of a share to [0, 1].
func bounded(e montecarlo.Estimate) montecarlo.Estimate {
	e.Lower, e.Upper = max(0, e.Lower), min(1, e.Upper)
	return e
}

// PairMean compares the mean of a measure over the draws in which it has a
// value; NaN means none, and the draws with a value may differ between runs. If
// all draws have values, the error is that of paired differences; otherwise it
// is that of the difference of two ratio estimates, from the influence of each
// draw (Cochran 1977, section 2.11). replicates is as in PairShare.
func PairMean(a, b []float64, replicates int) Paired {
	p := Paired{A: montecarlo.Mean(defined(a)), B: montecarlo.Mean(defined(b))}
	n := float64(len(a))
	shareA, shareB := float64(p.A.N)/n, float64(p.B.N)/n
	var squares, sum float64
	for i := range a {
		z := 0.0
		if !math.IsNaN(a[i]) {
			z -= (a[i] - p.A.Value) / shareA
		}
		if !math.IsNaN(b[i]) {
			z += (b[i] - p.B.Value) / shareB
		}
		squares += z * z
		sum += z
	}
	variance := (squares - sum*sum/n) / (n - 1) / n
	p.Difference = interval(min(p.A.N, p.B.N), p.B.Value-p.A.Value, math.Sqrt(max(0, variance)))
	if as, bs, ds := byReplicate(a, b, replicates, mean); ds != nil {
		p.A, p.B = montecarlo.Replicated(p.A, as), montecarlo.Replicated(p.B, bs)
		p.Difference = montecarlo.Replicated(p.Difference, ds)
	}
	p.compareDraws(a, b)
	return p
}

// PairQuantile compares the quantile at q, 0 < q < 1, of a measure over the
// draws in which it has a value. replicates is as in PairShare.
func PairQuantile(a, b []float64, q float64, replicates int) Paired {
	var p Paired
	p.A, p.B, p.Difference = montecarlo.QuantileDifference(a, b, q, replicates > 0)
	if p.compareDraws(a, b); p.Same && p.A.N > 0 {
		p.Difference = interval(p.A.N, 0, 0)
	}
	return p
}

// byReplicate returns a figure in each replicate of both runs, and the
// differences; nil without replicates, and if one has no value.
func byReplicate(a, b []float64, replicates int, figure func([]float64) float64) (as, bs, ds []float64) {
	for r := range replicates {
		x, y := figure(replicate(a, r, replicates)), figure(replicate(b, r, replicates))
		if math.IsNaN(y - x) {
			return nil, nil, nil
		}
		as, bs, ds = append(as, x), append(bs, y), append(ds, y-x)
	}
	return as, bs, ds
}

// replicate lists the values of the draws of replicate r, without NaN.
func replicate(xs []float64, r, replicates int) []float64 {
	var own []float64
	for i := r; i < len(xs); i += replicates {
		if !math.IsNaN(xs[i]) {
			own = append(own, xs[i])
		}
	}
	return own
}

// compareDraws sets Same and Gain. If no draw differs, neither does a mean or a
// quantile; a share may still differ in draws that were not made.
func (p *Paired) compareDraws(a, b []float64) {
	p.Same = true
	for i := range a {
		if a[i] != b[i] && !(math.IsNaN(a[i]) && math.IsNaN(b[i])) {
			p.Same = false
			break
		}
	}
	p.Gain = math.NaN()
	if e := p.Difference.Error; e > 0 && !p.Same {
		p.Gain = (p.A.Error*p.A.Error + p.B.Error*p.B.Error) / (e * e)
	}
}

// interval returns an estimate with the 95% interval of its error.
func interval(n int, value, e float64) montecarlo.Estimate {
	const z975 = 1.959963984540054
	return montecarlo.Estimate{N: n, Value: value, Error: e, Lower: value - z975*e, Upper: value + z975*e}
}

func mean(xs []float64) float64 { return montecarlo.Mean(xs).Value }

// defined lists the values that are not NaN.
func defined(xs []float64) []float64 {
	out := make([]float64, 0, len(xs))
	for _, x := range xs {
		if !math.IsNaN(x) {
			out = append(out, x)
		}
	}
	return out
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
