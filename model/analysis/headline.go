package analysis

import (
	"math"

	"sim/model"
)

// A Headline is one of the headline figures of a run, as the summary has them,
// and how it comes out of what is read off each draw.
type Headline struct {
	Quantity, Key string
	Column        int     // among what is read off each draw
	Share         bool    // the figure is a share of draws
	Quantile      float64 // the share below it, for a quantile; 0: a mean over the draws that have a value
}

// Pair compares the figure between two runs that played the same draws, from
// their columns of what it is made of.
func (h *Headline) Pair(a, b []float64, replicates int) Paired {
	switch {
	case h.Share:
		return PairShare(a, b, replicates)
	case h.Quantile > 0:
		return PairQuantile(a, b, h.Quantile, replicates)
	}
	return PairMean(a, b, replicates)
}

// Headlines lists the headline figures of a run of b and what they need to be
// read off each draw. Without over, what is seen over rounds is left out:
// draws that come back from files do not hold it.
func Headlines(b *model.Bargain, over bool) (figures []Headline, columns []func(*model.Outcome) float64) {
	read := func(of func(*model.Outcome) float64) int {
		columns = append(columns, of)
		return len(columns) - 1
	}
	for c := range model.Class(model.Classes) {
		column := read(func(o *model.Outcome) float64 { return truth(o.Class == c) })
		figures = append(figures, Headline{"share", c.String(), column, true, 0})
	}
	first := len(columns)
	for k := range b.Issues {
		scale := b.Issues[k].Scale
		read(func(o *model.Outcome) float64 {
			if math.IsNaN(o.Terms[k]) {
				return math.NaN()
			}
			return scale.Amount(o.Terms[k])
		})
	}
	for _, q := range []struct {
		name string
		p    float64
	}{{"terms_p05", 0.05}, {"terms_p50", 0.50}, {"terms_p95", 0.95}} {
		for k := range b.Issues {
			figures = append(figures, Headline{q.name, b.Issues[k].ID, first + k, false, q.p})
		}
	}
	for _, q := range []struct {
		name string
		of   func(o *model.Outcome, i int) float64
	}{
		{"utility_mean", func(o *model.Outcome, i int) float64 { return o.Utility[i] }},
		{"reservation_value_mean", func(o *model.Outcome, i int) float64 { return o.Reservation[i] }},
		{"agreement_payoff_mean", func(o *model.Outcome, i int) float64 { return dealt(o, o.Utility[i]) }},
		{"surplus_mean", func(o *model.Outcome, i int) float64 { return dealt(o, o.Utility[i]-o.Reservation[i]) }},
	} {
		for i := range b.Parties {
			figures = append(figures, Headline{q.name, b.Parties[i].ID, read(func(o *model.Outcome) float64 { return q.of(o, i) }), false, 0})
		}
	}
	if !over || b.Clock.Rounds == 0 {
		return figures, columns
	}
	for c := range model.Class(model.Classes) {
		column := read(func(o *model.Outcome) float64 {
			if o.First[c] < 0 {
				return math.NaN()
			}
			return float64(o.First[c])
		})
		figures = append(figures, Headline{"rounds_p50", c.String(), column, false, 0.5})
	}
	for c := range model.Class(model.Classes) {
		figures = append(figures, Headline{"reached", c.String(), read(func(o *model.Outcome) float64 { return truth(o.First[c] >= 0) }), true, 0})
	}
	return figures, columns
}

func truth(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// dealt is x where the draw ends in a deal, NaN where not.
func dealt(o *model.Outcome, x float64) float64 {
	if o.Class.Deal() {
		return x
	}
	return math.NaN()
}
