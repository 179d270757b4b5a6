package table

import (
	"math"

	"sim/model/study"
	"sim/output"
)

// TermsByRule is where theory t and the rules beside it put each issue, medians
// or shares by option, over the draws in which all of them have terms for what t signs first; nil where
// no rule stands beside it, or the draws hold no terms of it.
func TermsByRule(r *output.Result, t int) *Table {
	b := r.Scenario.Bargain
	spread := r.Tally.Theories[t].Spread
	tab := &Table{
		Title: "Terms by rule: what other rules of division make of the same problem, when " + output.Deal(b, b.SpreadOf()) + " is first signed (medians, same draws)",
		Head:  []string{"issue", output.TheoryTitle(&b.Theories[t])},
	}
	for i := range b.Theories[t].Spread {
		tab.Head = append(tab.Head, output.TheoryTitle(&b.Theories[t].Spread[i]))
	}
	tab.Head = append(tab.Head, "draws")
	known := false
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		row, n, least, most := []string{nameWithUnit(issue)}, 0, math.Inf(1), math.Inf(-1)
		var medians []study.Estimate
		for rule := range spread {
			terms := &spread[rule][k]
			if n = terms.N(); n < study.MinimumDraws {
				row = append(row, "–")
				continue
			}
			if known = true; issue.Options != nil {
				row = append(row, output.OptionShares(issue, terms))
				continue
			}
			e := study.TermsQuantile(issue, terms, 0.5)
			medians, least, most = append(medians, e), min(least, e.Value), max(most, e.Value)
		}
		amounts := output.AmountsOf(issue)
		for _, e := range medians {
			row = append(row, amounts.Among(least, most).Format(e.Value, e.Error))
		}
		tab.Rows = append(tab.Rows, append(row, output.FormatCount(n)))
	}
	if !known {
		return nil
	}
	return tab
}
