package analysis

import (
	"sim/model"
)

// A Headline is a headline quantity for one outcome, issue or party, and the
// column of measures that it is estimated from.
type Headline struct {
	Quantity, Key string
	Column        int     // index of the measure
	Share         bool    // whether it is a share of draws
	Quantile      float64 // the quantile's level; 0: the mean over the draws with a value
}

// Pair compares the quantity between two runs with the same draws, given its
// measure in each run. replicates is as in PairShare.
func (h *Headline) Pair(a, b []float64, replicates int) Paired {
	switch {
	case h.Share:
		return PairShare(a, b, replicates)
	case h.Quantile > 0:
		return PairQuantile(a, b, h.Quantile, replicates)
	}
	return PairMean(a, b, replicates)
}

// Headlines lists the headline quantities of a run of b, and the measures that
// they are estimated from. Without over, quantities of the course over rounds
// are omitted: draws read from files do not hold it.
func Headlines(b *model.Bargain, over bool) (headlines []Headline, columns []func(*model.Outcome) float64) {
	terms := -1 // first column of the terms; their quantiles use the same columns
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
		for _, key := range q.Listed(b) {
			headlines = append(headlines, Headline{q.Name, keys[key], first + key, q.Sum == model.Share, q.Level})
		}
	}
	return headlines, columns
}
