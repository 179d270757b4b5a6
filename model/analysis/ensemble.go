package analysis

import (
	"math"

	"sim/model"
	"sim/model/montecarlo"
)

// An Ensemble is the pooled result of all theories of a run, with their
// disagreement.
type Ensemble struct {
	Weights  []float64 // by theory; 0 for those that are not pooled
	Families []Family
	Pool     Pool                   // over the outcome classes
	Errors   [model.Classes]float64 // Monte Carlo error of each pooled share: a bound if draws are independent, see Tally.Pooled
	Classes  [model.Classes]Split   // mean and variance of the indicator of each class
	Terms    []TermsSplit           // per issue
}

// A TermsSplit is the variance of an issue's position in deals, in [0, 1], over
// the draws with a deal that settled it.
type TermsSplit struct {
	Split
	Theories int // number of theories that settled the issue often enough; the split is zero for fewer than two
}

// NewEnsemble computes the ensemble from a run's tally of at least one theory
// that is pooled, with the bargain's weight per family. The split of an issue includes theories that settled it in
// at least minimum draws; the weight of the others is redistributed among them.
func NewEnsemble(b *model.Bargain, t *montecarlo.Tally, minimum int) *Ensemble {
	var families []string
	var shares [][]float64
	var of []int // theories that are pooled
	for m := range t.Theories {
		if !b.Theories[m].Pooled() {
			continue
		}
		of, families = append(of, m), append(families, b.Theories[m].Family)
		row := make([]float64, model.Classes)
		for c, n := range t.Theories[m].Classes {
			row[c] = montecarlo.Share(n, t.N(m)).Value
		}
		shares = append(shares, row)
	}
	e := &Ensemble{Weights: make([]float64, len(t.Theories))}
	var weights []float64
	weights, e.Families = FamilyWeights(families, b.Weights)
	for j, m := range of {
		e.Weights[m] = weights[j]
	}
	for i := range e.Families {
		for j, m := range e.Families[i].Theories {
			e.Families[i].Theories[j] = of[m]
		}
	}
	e.Pool = NewPool(shares, weights)
	means, sds := make([]float64, len(shares)), make([]float64, len(shares))
	for c := range e.Classes {
		for m := range shares {
			p := shares[m][c]
			means[m], sds[m] = p, math.Sqrt(p*(1-p))
		}
		e.Errors[c] = t.Pooled(e.Weights, model.Class(c)).Error
		e.Classes[c] = NewSplit(weights, means, sds, families)
	}
	for k := range b.Issues {
		e.Terms = append(e.Terms, termsSplit(b, t, k, e.Weights, minimum))
	}
	return e
}

// termsSplit splits the variance of the terms of issue k.
func termsSplit(b *model.Bargain, t *montecarlo.Tally, k int, weights []float64, minimum int) (s TermsSplit) {
	var some, means, sds []float64
	var causes []string
	sum := 0.0
	for m := range t.Theories {
		spread := &t.Theories[m].Terms[k]
		if spread.N() < max(minimum, 2) || !b.Theories[m].Pooled() {
			continue
		}
		some, means, sds = append(some, weights[m]), append(means, spread.Mean().Value), append(sds, spread.SD())
		causes = append(causes, b.Theories[m].Family)
		sum += weights[m]
	}
	for i := range some {
		some[i] /= sum
	}
	s.Theories = len(some)
	if s.Theories > 1 {
		s.Split = NewSplit(some, means, sds, causes)
	}
	return s
}
