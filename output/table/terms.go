package table

import (
	"cmp"
	"unicode/utf8"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Terms is where deals put each issue under theory t: quantiles over the draws
// in which a deal settled it, in the issue's own unit, where the median
// lies among the labels, and how far the theories' medians lie apart. Issues settled in
// fewer than study.MinimumDraws draws show no terms.
func Terms(r *output.Result, t int) *Table {
	b := r.Scenario.Bargain
	tab := &Table{
		Title: termsTitle(&b.Theories[t]),
		Head:  []string{"issue", "5%", "50%", "95%", "on the scale", "medians of all theories", "draws"},
		Left:  map[int]bool{4: true},
	}
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		row := append([]string{nameWithUnit(issue)}, quantiles(issue, r, t, k)...)
		tab.Rows = append(tab.Rows, append(row, onScale(issue, r, t, k), cmp.Or(r.FormatMedianTerms(k), "–"), output.FormatCount(r.Tally.Theories[t].Terms[k].N())))
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

// quantiles are those at 5, 50 and 95%, or the one amount that is agreed in
// every draw with a deal; of an issue with options the share of draws at each.
func quantiles(issue *model.Issue, r *output.Result, t, k int) []string {
	spread := &r.Tally.Theories[t].Terms[k]
	if spread.N() < study.MinimumDraws {
		return []string{"–", "–", "–"}
	}
	if issue.Options != nil {
		return []string{"", output.OptionShares(issue, spread), ""}
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

// TermsOf is where deals put issue k, theory by theory.
func TermsOf(r *output.Result, k int) *Table {
	b := r.Scenario.Bargain
	issue := &b.Issues[k]
	t := &Table{Head: []string{"theory", "5%", "50%", "95%", "on the scale", "draws with a deal or a prediction"}, Left: map[int]bool{4: true}}
	for i := range b.Theories {
		spread := &r.Tally.Theories[i].Terms[k]
		row := append([]string{output.TheoryName(&b.Theories[i])}, quantiles(issue, r, i, k)...)
		t.Rows = append(t.Rows, append(row, onScale(issue, r, i, k), output.FormatCount(spread.N())))
	}
	return t
}

// onScale is where the median lies among the labels of the issue's scale, if it
// has any that are no options, and the theory enough draws.
func onScale(issue *model.Issue, r *output.Result, t, k int) string {
	spread := &r.Tally.Theories[t].Terms[k]
	if spread.N() < study.MinimumDraws || issue.Options != nil {
		return ""
	}
	return output.OnScale(issue, spread.Quantile(0.5).Value)
}
