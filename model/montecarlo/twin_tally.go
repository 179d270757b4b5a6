package montecarlo

import "sim/model"

// A TwinTally compares a theory about a cause draw by draw with its twin, the
// same rule without the cause. A draw agrees if it ends with a settlement or a
// ceasefire in force.
type TwinTally struct {
	Twin        int        // index of the twin in Theories
	Played      int        // draws that count under both
	Both        int        // draws that agree under both
	Deals       Discordant // draws that agree
	Settlements Discordant // draws that end in a settlement

	// Over the draws that agree under both, the difference to the twin: per
	// issue that both settle, of the terms, in its own unit over the width of its
	// scale; per party, of the payoff of the agreement, in stake units.
	Terms, Payoff []Moments
	// Options is, over the draws that agree under both and settle the issue under
	// both, the difference of the shares that put it at each option.
	Options [][]Moments

	issues []model.Issue
}

// A Discordant counts the draws in which something holds under one of two
// theories only.
type Discordant struct{ OnlyTwin, OnlyTheory int }

func (d *Discordant) add(twin, theory bool) {
	switch {
	case twin && !theory:
		d.OnlyTwin++
	case theory && !twin:
		d.OnlyTheory++
	}
}

func (d *Discordant) merge(o *Discordant) {
	d.OnlyTwin += o.OnlyTwin
	d.OnlyTheory += o.OnlyTheory
}

// newTwinTally returns an empty TwinTally of a theory; nil if its twin does not
// play, or it has none.
func newTwinTally(b *model.Bargain, theory int) *TwinTally {
	twin := b.TwinOf(theory)
	if twin < 0 {
		return nil
	}
	t := &TwinTally{Twin: twin, Terms: make([]Moments, len(b.Issues)), Payoff: make([]Moments, len(b.Parties)), issues: b.Issues}
	for k := range b.Issues {
		t.Options = append(t.Options, make([]Moments, len(b.Issues[k].Options)))
	}
	return t
}

// addTwin adds the draws of a theory and of its twin. It may overwrite what add
// has left behind.
func (s *spreadBatch) addTwin(t *TwinTally, os, twins []model.Outcome) {
	both := s.deals.buffer[:0]
	for j := range os {
		a, b := twins[j].Class, os[j].Class
		if a == model.Excluded || b == model.Excluded {
			continue
		}
		t.Played++
		t.Deals.add(a.Headline(), b.Headline())
		t.Settlements.add(a == model.Settlement, b == model.Settlement)
		if a.Headline() && b.Headline() {
			both = append(both, uint16(j))
		}
	}
	t.Both += len(both)
	s.deals.pick(&s.allIndex, both)
	difference := s.a[:len(both)]
	for k := range t.Terms {
		for n, j := range both {
			difference[n] = apartOnScale(&t.issues[k].Scale, twins[j].Terms[k], os[j].Terms[k])
		}
		s.column.set(difference, &s.deals.index)
		t.Terms[k].add(&s.column)
		for o := range t.Options[k] {
			for n, j := range both {
				difference[n] = apartAt(&t.issues[k], o, twins[j].Terms[k], os[j].Terms[k])
			}
			s.column.set(difference, &s.deals.index)
			t.Options[k][o].add(&s.column)
		}
	}
	for i := range t.Payoff {
		for n, j := range both {
			difference[n] = os[j].Payoff[i] - twins[j].Payoff[i]
		}
		s.column.set(difference, &s.deals.index)
		t.Payoff[i].add(&s.column)
	}
}

// apartOnScale is how far one position lies above another in the issue's own
// unit, over the width of its scale; NaN if either is not settled.
func apartOnScale(s *model.Scale, from, to float64) float64 {
	if from == to {
		return 0
	}
	if from != from || to != to {
		return from + to
	}
	lower, upper := s.Bounds()
	return (s.Amount(to) - s.Amount(from)) / (upper - lower)
}

// apartAt is 1 if only the second of two positions is at an option, −1 if only the
// first is, else 0; NaN if either is not settled.
func apartAt(s *model.Issue, option int, from, to float64) float64 {
	if from != from || to != to {
		return from + to
	}
	return indicator(s.OptionAt(to) == option) - indicator(s.OptionAt(from) == option)
}

func (t *TwinTally) merge(o *TwinTally) {
	t.Played += o.Played
	t.Both += o.Both
	t.Deals.merge(&o.Deals)
	t.Settlements.merge(&o.Settlements)
	for k := range o.Terms {
		t.Terms[k].Merge(&o.Terms[k])
		for i := range o.Options[k] {
			t.Options[k][i].Merge(&o.Options[k][i])
		}
	}
	for i := range o.Payoff {
		t.Payoff[i].Merge(&o.Payoff[i])
	}
}

// among returns the tally in a list of theories, by index, that may lack the
// twin: then it is nil.
func (t *TwinTally) among(theories []int) *TwinTally {
	if t == nil {
		return nil
	}
	for at, i := range theories {
		if i == t.Twin {
			some := *t
			some.Twin = at
			return &some
		}
	}
	return nil
}

// walk encodes the tally, or decodes it into an empty one.
func (t *TwinTally) walk(w *wire) {
	w.count(&t.Played)
	w.count(&t.Both)
	for _, d := range []*Discordant{&t.Deals, &t.Settlements} {
		w.count(&d.OnlyTwin)
		w.count(&d.OnlyTheory)
	}
	for _, ms := range append([][]Moments{t.Terms, t.Payoff}, t.Options...) {
		for i := range ms {
			ms[i].walk(w)
		}
	}
}

// TwinDifference estimates the share of draws that count counts under a theory
// with a Twin minus that under the twin, on the same draws; d holds the draws
// that it counts under one of them only. The error is that of ShareDifference,
// or that between replicates (see ReplicatedShare).
func (t *Tally) TwinDifference(theory int, d Discordant, count func(*TheoryTally) int) Estimate {
	e := ShareDifference(d.OnlyTwin, d.OnlyTheory, t.Theories[theory].Twin.Played)
	twins, ok := t.byReplicate(t.Theories[theory].Twin.Twin, count)
	if !ok {
		return e
	}
	values, _ := t.byReplicate(theory, count)
	for r := range values {
		values[r] -= twins[r]
	}
	return ReplicatedShare(e, values, d.OnlyTwin+d.OnlyTheory)
}
