package table

import (
	"unicode/utf8"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Terms is where deals put each issue under theory t: quantiles over the draws
// in which a deal settled it, in the issue's own unit, the label nearest to
// the median, and how far the theories' medians lie apart. Issues settled in
// fewer than study.MinimumDraws draws show no terms.
func Terms(r *output.Result, t int) *Table {
	b := r.Scenario.Bargain
	tab := &Table{
		Title: termsTitle(&b.Theories[t]),
		Head:  []string{"issue", "5 %", "50 %", "95 %", "nearest label", "medians of all theories", "draws"},
		Left:  map[int]bool{4: true},
	}
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		row := append([]string{nameWithUnit(issue)}, quantiles(issue, r, t, k)...)
		tab.Rows = append(tab.Rows, append(row, nearest(issue, r, t, k), medians(issue, r, k), output.FormatCount(r.Tally.Theories[t].Terms[k].N())))
	}
	return tab
}

// termsTitle is what stands above a theory's terms.
func termsTitle(t *model.Theory) string {
	if t.Predicts {
		return "Terms predicted, without asking anybody, by " + output.TheoryName(t)
	}
	return "Terms where a deal was struck, under " + output.TheoryName(t)
}

// nameWithUnit is an issue's name, with its unit if that is short.
func nameWithUnit(issue *model.Issue) string {
	if n := utf8.RuneCountInString(issue.Unit); n == 0 || n > 18 {
		return output.IssueName(issue)
	}
	return output.IssueName(issue) + " (" + issue.Unit + ")"
}

// quantiles are those at 5, 50 and 95 %, or the one amount that is agreed in
// every draw with a deal.
func quantiles(issue *model.Issue, r *output.Result, t, k int) []string {
	spread := &r.Tally.Theories[t].Terms[k]
	if spread.N() < study.MinimumDraws {
		return []string{"–", "–", "–"}
	}
	amounts := output.AmountsOf(issue)
	if x := spread.Min(); study.Known(spread) {
		return []string{"", "in every draw: " + amounts.Exact(issue.Scale.Amount(x)), ""}
	}
	var es []study.Estimate
	for _, p := range []float64{0.05, 0.50, 0.95} {
		es = append(es, study.TermsQuantile(issue, spread, p))
	}
	amounts = amounts.Among(es[0].Value, es[2].Value)
	return []string{amounts.Format(es[0].Value, es[0].Error), amounts.Format(es[1].Value, es[1].Error), amounts.Format(es[2].Value, es[2].Error)}
}

// medians is the range of the theories' medians, over the theories with
// enough draws that settled the issue.
func medians(issue *model.Issue, r *output.Result, k int) string {
	var lower, upper study.Estimate
	n, known := 0, true
	for t := range r.Tally.Theories {
		spread := &r.Tally.Theories[t].Terms[k]
		if spread.N() < study.MinimumDraws || r.Scenario.Bargain.Theories[t].Predicts && len(r.Predicting()) < len(r.Tally.Theories) {
			continue // a prediction is no deal
		}
		e := study.TermsQuantile(issue, spread, 0.5)
		if n == 0 || e.Value < lower.Value {
			lower = e
		}
		if n == 0 || e.Value > upper.Value {
			upper = e
		}
		known = known && study.Known(spread)
		n++
	}
	if n == 0 {
		return "–"
	}
	amounts := output.AmountsOf(issue).Among(lower.Value, upper.Value)
	format := func(e study.Estimate) string { return amounts.Format(e.Value, e.Error) }
	if known { // the same in every draw, theory by theory
		format = func(e study.Estimate) string { return output.AmountsOf(issue).Exact(e.Value) }
	}
	a, z := format(lower), format(upper)
	if a == z {
		return a
	}
	return a + " to " + z
}

// TermsOf is where deals put issue k, theory by theory.
func TermsOf(r *output.Result, k int) *Table {
	b := r.Scenario.Bargain
	issue := &b.Issues[k]
	t := &Table{Head: []string{"theory", "5 %", "50 %", "95 %", "nearest label", "draws with a deal or a prediction"}, Left: map[int]bool{4: true}}
	for i := range b.Theories {
		spread := &r.Tally.Theories[i].Terms[k]
		row := append([]string{output.TheoryName(&b.Theories[i])}, quantiles(issue, r, i, k)...)
		t.Rows = append(t.Rows, append(row, nearest(issue, r, i, k), output.FormatCount(spread.N())))
	}
	return t
}

// nearest is the label nearest to the median, if the issue has labels and the
// theory enough draws.
func nearest(issue *model.Issue, r *output.Result, t, k int) string {
	spread := &r.Tally.Theories[t].Terms[k]
	if spread.N() < study.MinimumDraws {
		return ""
	}
	l, _ := model.NearestLabel(issue.Labels, spread.Quantile(0.5).Value)
	return l.Name
}
