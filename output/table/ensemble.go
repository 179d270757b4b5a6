package table

import (
	"cmp"
	"fmt"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/output"
)

// pooled is the row of pooled shares below the theories; nil where there are
// not two theories.
func pooled(r *output.Result, classes []model.Class) []string {
	e, ok := r.Ensemble()
	if !ok {
		return nil
	}
	row := []string{"pooled (weights below)"}
	for _, c := range classes {
		row = append(row, r.FormatPooled(e, c, true))
	}
	return row
}

// Pooled is what stands below the shares of draws: the weights of the pool
// and, where it is so, that the theory matters more than the inputs.
func Pooled(r *output.Result) []string {
	e, ok := r.Ensemble()
	if !ok {
		return nil
	}
	lines := []string{r.PoolWeights(e)}
	if r.Config.Independent() && strings.Contains(strings.Join(pooled(r, r.ClassesShown()), ""), "±") {
		lines[0] += ". Its error is an upper bound: theories share their draws"
	}
	for _, s := range []string{r.NestedSplit(e), r.TheoryMatters(e, false)} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

// Ensemble is what the theories say together, class by class, never without
// how far they are apart; nil where there are not two of them. Below the
// classes stand the issues whose terms at least two theories show.
func Ensemble(r *output.Result) *Table {
	e, ok := r.Ensemble()
	if !ok {
		return nil
	}
	t := &Table{
		Title: "What the theories say together (disagreement " + output.FormatPercent(e.Pool.Disagreement, 0.01) + " of the most that there can be)",
		Head:  []string{"outcome", "pooled", "with half the weight anywhere", "theories", "variance between theories", "of all, between causes"},
	}
	for _, c := range r.ClassesShown() {
		lower, upper := e.Pool.Robust(int(c), analysis.Contamination)
		t.Rows = append(t.Rows, []string{
			r.Scenario.Bargain.ClassLabel(c), r.FormatPooled(e, c, true), percents(r, lower, upper, e.Errors[c]), Between(r, c), output.BetweenShare(e.Classes[c]), output.CausesShare(e.Classes[c]),
		})
	}
	for _, k := range r.Scenario.Bargain.ListedIssues() {
		if e.Terms[k].Theories < 2 {
			continue
		}
		t.Rows = append(t.Rows, []string{
			fmt.Sprintf("terms of %s (%d theories)", output.IssueName(&r.Scenario.Bargain.Issues[k]), e.Terms[k].Theories), "", "", cmp.Or(r.FormatMedianTerms(k), "–"), output.BetweenShare(e.Terms[k].Split), output.CausesShare(e.Terms[k].Split),
		})
	}
	return t
}

// percents is a range of shares in percent.
func percents(r *output.Result, lower, upper, err float64) string {
	return output.JoinShares(output.FormatShareAt(lower, err, r.N()), output.FormatShareAt(upper, err, r.N()))
}
