package analysis

import (
	"sim/model"
)

// A Headline is a headline quantity for one outcome, issue or party, and which
// column of what is read off each draw it is made of.
type Headline struct {
	Quantity, Key string
	Column        int     // among what is read off each draw
	Share         bool    // it is a share of draws
	Quantile      float64 // the share of draws below it, for a quantile; 0: a mean over the draws that have a value
}

// Pair compares the quantity between two runs on the same draws, from their
// columns of what it is made of.
func (h *Headline) Pair(a, b []float64, replicates int) Paired {
	switch {
	case h.Share:
		return PairShare(a, b, replicates)
	case h.Quantile > 0:
		return PairQuantile(a, b, h.Quantile, replicates)
	}
	return PairMean(a, b, replicates)
}

// Headlines lists the headline quantities of a run of b and what they need to be
// read off each draw. Without over, what is seen over rounds is left out: draws
// that come back from files do not hold it.
func Headlines(b *model.Bargain, over bool) (headlines []Headline, columns []func(*model.Outcome) float64) {
	terms := -1 // the first column of the terms, which their quantiles share
	for i := range model.Quantities {
		q := &model.Quantities[i]
		if q.Value == nil || q.OverRounds && (!over || b.Clock.Rounds == 0) {
			continue
		}
		keys, first := q.Keys(b), len(columns)
		if q.Of == model.OfIssue && terms >= 0 {
			first = terms
		} else {
			for key := range keys {
				columns = append(columns, func(o *model.Outcome) float64 { return q.Value(b, o, key) })
			}
		}
		if q.Of == model.OfIssue {
			terms = first
		}
		for key, name := range keys {
			headlines = append(headlines, Headline{q.Name, name, first + key, q.Sum == model.Share, q.Level})
		}
	}
	return headlines, columns
}
