package study

import (
	"math"

	"sim/model"
	"sim/model/analysis"
)

// A Paired compares a number between two runs on the same draws.
type Paired = analysis.Paired

// A Change is the difference between the answers to two settings, draw by draw
// over the draws that both simulated (common random numbers).
type Change struct {
	Shares [][]Paired // by theory, of the requested outcomes
	// Terms are the medians of the issues, each in its own unit, where a deal
	// settled them, under the leading theory; Utilities are the means of the
	// parties over all draws, in stake units. Both are nil unless the answer is
	// final.
	Terms     []Paired
	Utilities []Paired
}

// Against compares the answer with an earlier, final one of the same session
// and theories: shares of draws that end in each of the outcomes, and, once the
// answer is final, the terms and utilities.
func (a *Answer) Against(before *Answer, outcomes []model.Class) *Change {
	n := min(before.kept.N, a.kept.N)
	replicates := a.kept.Replicates
	c := &Change{Shares: make([][]Paired, len(a.Subject.Theories))}
	for t := range c.Shares {
		for _, class := range outcomes {
			c.Shares[t] = append(c.Shares[t], analysis.PairShare(before.ended(t, class, n), a.ended(t, class, n), replicates))
		}
	}
	if !a.Final {
		return c
	}
	b := a.Subject.Scenario.Bargain
	was, is := before.kept.Values[before.Subject.Lead], a.kept.Values[a.Subject.Lead]
	for k := range b.Issues {
		m := termsColumn(k)
		c.Terms = append(c.Terms, analysis.PairQuantile(was[m][:n], is[m][:n], 0.5, replicates))
	}
	for i := range b.Parties {
		m := utilityColumn(b, i)
		c.Utilities = append(c.Utilities, analysis.PairMean(was[m][:n], is[m][:n], replicates))
	}
	return c
}

// ended returns, for each of the first n draws, 1 if it ended in class, else 0.
func (a *Answer) ended(theory int, class model.Class, n int) []float64 {
	xs := make([]float64, n)
	for i, c := range a.kept.Values[theory][0][:n] {
		if model.Class(c) == class {
			xs[i] = 1
		}
	}
	return xs
}

// compared returns the measures kept of every draw for comparisons: its
// outcome, then the terms of each issue, then the utility of each party.
func compared(b *model.Bargain) []func(*model.Outcome) float64 {
	measures := []func(*model.Outcome) float64{func(o *model.Outcome) float64 { return float64(o.Class) }}
	for k := range b.Issues {
		issue := &b.Issues[k]
		measures = append(measures, func(o *model.Outcome) float64 {
			if math.IsNaN(o.Terms[k]) {
				return math.NaN()
			}
			return issue.Scale.Amount(o.Terms[k])
		})
	}
	for i := range b.Parties {
		measures = append(measures, func(o *model.Outcome) float64 { return o.Utility[i] })
	}
	return measures
}

// The columns of compared that hold the terms of an issue and the utility of a party.
func termsColumn(issue int) int                     { return 1 + issue }
func utilityColumn(b *model.Bargain, party int) int { return 1 + len(b.Issues) + party }
