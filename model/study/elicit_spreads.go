package study

import (
	"math"

	"sim/model"
	"sim/model/analysis"
)

// spreadParts is into how many parts independent draws are dealt to estimate the
// error of a spread.
const spreadParts = 16

// spreads divides the variance of the measure, by expert, theory and draw, between
// inputs, theories and experts. Theories weigh as they are pooled; those of which
// the measure has no value with some expert's ranges are left out. Theories of
// influence, which are not pooled, count where there are no others. The error is that
// of the mean over parts of the draws.
func (e *Elicitation) spreads(by [][][]float64, replicates int) (s Spreads) {
	b := e.Subject.Scenario.Bargain
	var of []int
	var families []string
	for _, counts := range []func(*model.Theory) bool{(*model.Theory).Pooled, func(t *model.Theory) bool { return t.Predicts && !t.Beside }} {
		for t := range e.Subject.Theories {
			some := counts(&b.Theories[t])
			for i := range by {
				some = some && !math.IsNaN(e.By[i][t].Value)
			}
			if some {
				of, families = append(of, t), append(families, b.Theories[t].Family)
			}
		}
		if of != nil {
			break
		}
	}
	s.Pooled = len(of)
	if len(of) == 0 {
		unknown := Estimate{Value: math.NaN(), Error: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}
		s.Inputs, s.Theories, s.Experts, s.Both = unknown, unknown, unknown, unknown
		return s
	}
	weights, _ := analysis.FamilyWeights(families, b.Weights)
	parts := replicates
	if parts == 0 {
		parts = spreadParts
	}
	whole := split(by, of, weights, e.Shares, 0, 1)
	var each [4][]float64
	for part := range parts {
		for k, x := range split(by, of, weights, e.Shares, part, parts) {
			each[k] = append(each[k], x)
		}
	}
	for k, x := range []*Estimate{&s.Inputs, &s.Theories, &s.Experts, &s.Both} {
		x.N, x.Value, x.Error = len(by[0][0]), whole[k], standardError(each[k])
		x.Lower, x.Upper = max(0, x.Value-float64(z975*x.Error)), min(1, x.Value+float64(z975*x.Error))
	}
	return s
}

// standardError is that of the mean of independent values.
func standardError(xs []float64) float64 {
	mean, square := 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		square += float64((x - mean) * (x - mean))
	}
	return math.Sqrt(square / float64(len(xs)-1) / float64(len(xs)))
}

// split divides the variance within the draws part, part + parts, … into the shares
// of inputs, theories, experts, and what the latter two do together, which sum to 1.
func split(by [][][]float64, of []int, theories, experts []float64, part, parts int) (shares [4]float64) {
	means := make([][]float64, len(by)) // [expert][in of]
	within, grand := 0.0, 0.0
	perTheory, perExpert := make([]float64, len(of)), make([]float64, len(by))
	for i := range by {
		means[i] = make([]float64, len(of))
		for n, t := range of {
			mean, variance := moments(by[i][t], part, parts)
			w := float64(experts[i] * theories[n])
			means[i][n] = mean
			within += float64(w * variance)
			grand += float64(w * mean)
			perTheory[n] += float64(experts[i] * mean)
			perExpert[i] += float64(theories[n] * mean)
		}
	}
	shares[0] = within
	for n, w := range theories {
		shares[1] += float64(w * (perTheory[n] - grand) * (perTheory[n] - grand))
	}
	for i, w := range experts {
		shares[2] += float64(w * (perExpert[i] - grand) * (perExpert[i] - grand))
		for n, v := range theories {
			d := means[i][n] - perTheory[n] - perExpert[i] + grand
			shares[3] += float64(w * v * d * d)
		}
	}
	total := shares[0] + shares[1] + shares[2] + shares[3]
	for k := range shares {
		if shares[k] /= total; shares[k] < 1e-12 { // NaN where nothing varies
			shares[k] = 0 // rounding
		}
	}
	return shares
}

// moments are mean and variance of the values of draws part, part + parts, …
func moments(ys []float64, part, parts int) (mean, variance float64) {
	n := 0
	for i := part; i < len(ys); i += parts {
		if !math.IsNaN(ys[i]) {
			mean += ys[i]
			n++
		}
	}
	mean /= float64(n)
	for i := part; i < len(ys); i += parts {
		if !math.IsNaN(ys[i]) {
			variance += float64((ys[i] - mean) * (ys[i] - mean))
		}
	}
	return mean, variance / float64(n)
}
