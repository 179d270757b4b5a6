package table

import (
	"strings"

	"sim/model/study"
	"sim/output"
)

// Predictions are the terms that theories predict which ask nobody: medians by
// issue, shares of draws by option, and below them the share of draws in which each party that would have to
// consent would refuse. It is nil where there are no such theories.
func Predictions(r *output.Result) *Table {
	b, of := r.Scenario.Bargain, r.Predicting()
	if len(of) == 0 {
		return nil
	}
	title := "Predicted by theories that ask nobody: medians, no agreements and not pooled"
	if len(b.Totals) > 0 {
		title += "; they keep no totals"
	}
	t := &Table{Title: title, Head: []string{"issue"}}
	for _, i := range of {
		t.Head = append(t.Head, output.TheoryName(&b.Theories[i]))
	}
	for _, k := range b.ListedIssues() {
		row := []string{nameWithUnit(&b.Issues[k])}
		for _, i := range of {
			spread := &r.Tally.Theories[i].Terms[k]
			text := "–"
			switch {
			case b.Issues[k].Options != nil:
				text = output.OptionShares(&b.Issues[k], spread)
			case spread.N() >= study.MinimumDraws:
				e, amounts := study.TermsQuantile(&b.Issues[k], spread, 0.5), output.AmountsOf(&b.Issues[k])
				if text = amounts.Format(e.Value, e.Error); study.Known(spread) {
					text = amounts.Exact(e.Value)
				}
			}
			row = append(row, text)
		}
		t.Rows = append(t.Rows, row)
	}
	for k := range b.Totals {
		row := []string{"exceeds " + b.Totals[k].ID + " by (mean)"}
		for _, i := range of {
			e, _ := r.Excess(i, &b.Totals[k])
			row = append(row, output.AmountsOfTotal(b, k).Format(e.Value, e.Error))
		}
		t.Rows = append(t.Rows, row)
	}
	for _, p := range b.ListedParties() {
		row := []string{"would be refused by " + output.PartyName(&b.Parties[p])}
		for _, i := range of {
			if e, ok := r.RefusedBy(i, &b.Parties[p]); ok {
				row = append(row, Share(e)+" of draws")
			}
		}
		if len(row) > 1 {
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// refusals says by whom what theory t predicts would be refused.
func refusals(r *output.Result, t int) string {
	b := r.Scenario.Bargain
	var parts []string
	for _, p := range b.ListedParties() {
		if e, ok := r.RefusedBy(t, &b.Parties[p]); ok {
			parts = append(parts, output.PartyName(&b.Parties[p])+" in "+Share(e))
		}
	}
	text := "It asks nobody, so its draws have no outcome"
	if parts == nil {
		return text + "."
	}
	return text + "; its terms would be refused by " + strings.Join(parts, ", ") + " of draws."
}
