package table

import (
	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// Outcomes is the share of draws that ended in each class, theory by theory,
// the baseline first, those that ask nobody without shares, and why the others end
// without an agreement, with the spread between theories and what they say together
// below.
func Outcomes(r *output.Result) *Table {
	b := r.Scenario.Bargain
	classes := r.ClassesShown()
	t := &Table{Title: "Share of draws, ± Monte Carlo error", Head: []string{"theory"}}
	for _, c := range classes {
		t.Head = append(t.Head, b.ClassLabel(c))
	}
	t.Head, t.Left = append(t.Head, "why no agreement, of 100"), map[int]bool{len(classes) + 1: true}
	for i := range b.Theories {
		row := []string{output.TheoryName(&b.Theories[i])}
		for _, c := range classes {
			if b.Theories[i].Predicts {
				row = append(row, "–")
				continue
			}
			row = append(row, Share(r.Tally.Class(i, c)))
		}
		row = append(row, output.WhyNot(r, i))
		t.Rows = append(t.Rows, row)
	}
	if len(b.Theories)-len(r.Predicting()) > 1 {
		row := []string{"spread between theories"}
		for _, c := range classes {
			row = append(row, Between(r, c))
		}
		t.Rows = append(t.Rows, row)
	}
	if row := pooled(r, classes); row != nil {
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Share is a share of draws with its Monte Carlo error, or a bound where the
// draws cannot tell it from none or all.
func Share(e montecarlo.Estimate) string {
	s := output.FormatShareOf(e)
	if s[0] == '<' || s[0] == '>' || e.N == 0 {
		return s
	}
	return output.FormatWithError(float64(100*e.Value), float64(100*e.Error)) + "%"
}

// Between is the range of a class's share over all theories.
func Between(r *output.Result, c model.Class) string {
	lower, upper := r.N(), 0
	for i := range r.Tally.Theories {
		if r.Scenario.Bargain.Theories[i].Predicts {
			continue
		}
		n := r.Of(i, r.Tally.Theories[i].Classes[c])
		lower, upper = min(lower, n), max(upper, n)
	}
	return output.FormatShareRange(lower, upper, r.N())
}
