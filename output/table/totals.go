package table

import (
	"sim/model"
	"sim/model/study"
	"sim/output"
)

// solvedTotals is what the terms of a meeting make of each total, and what raising
// its number by one would be worth; nil where the package has no total.
func solvedTotals(s *study.Solution) *Table {
	b := s.Subject.Scenario.Bargain
	t := &Table{Head: []string{"total", "must be", "is", "raising that by 1 is worth (stake units)"}}
	for r := range s.Totals {
		m := &s.Totals[r]
		if !m.Concerned {
			continue
		}
		amounts := output.AmountsOfTotal(b, r)
		t.Rows = append(t.Rows, []string{b.Totals[r].ID, output.SideWords(b.Totals[r].Side) + amounts.Exact(m.Bound), amounts.Exact(m.Sum), output.FormatPriceWithError(m.Price, 0)})
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// Totals is how often each total holds a deal back, and what raising
// its number by one would be worth then, theory by theory; nil without totals, or theories that keep
// them.
func Totals(r *output.Result) *Table {
	b := r.Scenario.Bargain
	t := &Table{
		Title: "Totals: what raising their number by 1 would add to the parties' payoffs, weighted as the terms weight them (mean over draws with a deal)",
		Head:  []string{"total", "theory", "draws in which it binds", "raising its number by 1 is worth (stake units)"},
		Left:  map[int]bool{1: true},
	}
	for k := range b.Totals {
		for i := range b.Theories {
			name := b.Theories[i].Name
			binds, ok := study.FindRow(r.Rows, name, "total_binds", b.Totals[k].ID)
			if !ok {
				continue
			}
			worth := "–"
			if price, ok := study.FindRow(r.Rows, name, "total_price_mean", b.Totals[k].ID); ok && price.Shown() {
				worth = output.FormatPriceWithError(price.Value, price.Error)
			}
			t.Rows = append(t.Rows, []string{b.Totals[k].ID, output.TheoryName(&b.Theories[i]), output.FormatShareOf(binds.Estimate()), worth})
		}
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// TotalsMissed says in what share of draws no terms meet the totals under theory t;
// empty if there are none.
func TotalsMissed(r *output.Result, t int) string {
	n := r.Tally.Theories[t].Reasons[model.OverTotal]
	if n == 0 {
		return ""
	}
	return "In " + output.FormatShare(n, r.Tally.N(t)) + " of draws under " + output.TheoryName(&r.Scenario.Bargain.Theories[t]) + " no terms within the limits add up to what the totals ask for."
}
