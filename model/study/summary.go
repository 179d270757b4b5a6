package study

import (
	"math"

	"sim/model"
	"sim/model/montecarlo"
)

// MinimumDraws is the number of draws that a conditional quantity must rest on
// to be shown in text, tables and plots; data files contain it anyway, with its
// n.
const MinimumDraws = 100

// Summarise returns the headline quantities of a run, theory by theory: shares
// of draws by outcome class, quantiles of the terms in the issues' own units
// where a deal settled them, means by party in stake units, the median round in
// which each class was first reached, and in a game over rounds the share of
// draws that ever reached it and the share of frozen conflicts.
func Summarise(b *model.Bargain, t *Tally) []Row {
	var rows []Row
	for i := range t.Theories {
		rows = append(rows, theoryRows(b, t, i)...)
	}
	return rows
}

func theoryRows(b *model.Bargain, all *Tally, theory int) []Row {
	var rows []Row
	for i := range model.Quantities {
		q := &model.Quantities[i]
		from := estimators[q.Name]
		if q.Predicted() != b.Theories[theory].Predicts && (q.Of == model.OfOutcome || q.Of == model.OfReason || q.Of == model.OfTotal || q.Of == model.OfPackage || q.Predicted()) {
			continue // a theory that asks nobody has no outcomes and keeps no totals
		}
		keys := q.Keys(b)
		for _, key := range q.Listed(b) {
			if e, ok := from(b, all, theory, key); ok {
				rows = append(rows, Row{b.Theories[theory].Name, q.Name, keys[key], e.N, e.Value, e.Error, e.Lower, e.Upper})
			}
		}
	}
	return rows
}

// An estimator computes a quantity from a tally, for the theory and the
// outcome, issue or party with these indices; ok is false if the run has no
// such quantity.
type estimator func(b *model.Bargain, t *Tally, theory, key int) (e Estimate, ok bool)

// estimators are the estimators of the headline quantities by name.
var estimators = map[string]estimator{
	"share": func(_ *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		return t.Class(theory, model.Class(key)), true
	},
	"terms_p05": termsAt(0.05),
	"terms_p50": termsAt(0.50),
	"terms_p95": termsAt(0.95),
	"option_share": func(b *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		issue, option := b.OptionOf(key)
		return t.Theories[theory].Terms[issue].ShareAt(b.Issues[issue].Options[option]), true
	},
	"utility_mean":           meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Utility[i] }),
	"reservation_value_mean": meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Reservation[i].Moments }),
	"talking_value_mean":     meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Talking[i] }),
	"agreement_payoff_mean":  meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Payoff[i].Moments }),
	"payoff_mean":            meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Whole[i] }),
	"surplus_mean":           meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Surplus[i] }),
	"refused_by": func(b *model.Bargain, t *Tally, theory, key int) (e Estimate, ok bool) {
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.Refused[key] }), b.Asked(key)
	},
	"compliance_mean":  meanOf(func(y *montecarlo.TheoryTally, i int) *montecarlo.Moments { return &y.Compliance[i] }),
	"total_price_mean": meanOf(func(y *montecarlo.TheoryTally, r int) *montecarlo.Moments { return &y.Price[r] }),
	"total_excess_mean": func(b *model.Bargain, t *Tally, theory, r int) (Estimate, bool) {
		e, span := t.Theories[theory].Excess[r].Mean(), b.Span(r)
		e.Value, e.Error, e.Lower, e.Upper = float64(e.Value*span), float64(e.Error*span), float64(e.Lower*span), float64(e.Upper*span)
		return e, b.Theories[theory].Predicts
	},
	"total_binds": func(_ *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.Binds[key] }), true
	},
	"rounds_p50": func(_ *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		return t.MedianReached(theory, model.Class(key)), true
	},
	"reached": func(_ *model.Bargain, t *Tally, theory, key int) (e Estimate, ok bool) {
		if t.Theories[theory].ByRound == nil {
			return e, false
		}
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return total(y.ByRound.Reached[key]) }), true
	},
	"reason": func(_ *model.Bargain, t *Tally, theory, key int) (e Estimate, ok bool) {
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.Reasons[key] }), t.Theories[theory].Reasons[key] > 0
	},
	"ripe_mean": func(_ *model.Bargain, t *Tally, theory, _ int) (Estimate, bool) {
		return t.Theories[theory].Ripe.Share.Mean(), true
	},
	"ripe_ever": func(_ *model.Bargain, t *Tally, theory, _ int) (Estimate, bool) {
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.RipeEver }), true
	},
	"ripe_first_mean": func(_ *model.Bargain, t *Tally, theory, _ int) (Estimate, bool) {
		return t.Theories[theory].Ripe.FirstRound(), true
	},
	"quiet": func(_ *model.Bargain, t *Tally, theory, key int) (e Estimate, ok bool) {
		if t.Theories[theory].ByRound == nil || model.Class(key) != model.Stalemate {
			return e, false
		}
		return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.FrozenConflicts }), true
	},
}

func termsAt(level float64) estimator {
	return func(b *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		return TermsQuantile(&b.Issues[key], &t.Theories[theory].Terms[key], level), true
	}
}

func meanOf(of func(y *montecarlo.TheoryTally, party int) *montecarlo.Moments) estimator {
	return func(_ *model.Bargain, t *Tally, theory, key int) (Estimate, bool) {
		return of(&t.Theories[theory], key).Mean(), true
	}
}

func total(counts []int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// Known reports whether the terms are the same in every draw that has them, but
// for the rounding of a search.
func Known(terms *montecarlo.Distribution) bool { return terms.Max()-terms.Min() <= 1e-9 }

// TermsQuantile returns quantile p of an issue's terms in its own unit. If
// amounts fall as positions rise, a low amount is a high position.
func TermsQuantile(issue *model.Issue, s *montecarlo.Distribution, p float64) Estimate {
	if issue.Scale.Falls() {
		p = 1 - p
	}
	e := s.Quantile(p)
	if e.N == 0 || math.IsNaN(e.Value) {
		return e
	}
	lower, upper := issue.Scale.Amount(e.Lower), issue.Scale.Amount(e.Upper)
	out := Estimate{N: e.N, Value: issue.Scale.Amount(e.Value), Lower: min(lower, upper), Upper: max(lower, upper)}
	if e.Upper > e.Lower {
		out.Error = e.Error * (out.Upper - out.Lower) / (e.Upper - e.Lower)
	}
	return out
}

// FindRow returns a row of the summary; ok is false if there is none.
func FindRow(rows []Row, protocol, quantity, key string) (row Row, ok bool) {
	for _, row := range rows {
		if row.Protocol == protocol && row.Quantity == quantity && row.Key == key {
			return row, true
		}
	}
	return Row{}, false
}

// Estimate returns the quantity with its error.
func (r Row) Estimate() Estimate {
	return Estimate{N: r.N, Value: r.Value, Error: r.Error, Lower: r.Lower, Upper: r.Upper}
}

// Shown reports whether a quantity rests on enough draws to be shown in text,
// tables and plots.
func (r Row) Shown() bool { return r.N >= MinimumDraws && !math.IsNaN(r.Value) }
