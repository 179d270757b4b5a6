package dataset

import (
	"io"
	"strconv"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// rulesCSV is the terms of the rules that stand beside a theory.
type rulesCSV struct{}

// Name is the file's name.
func (rulesCSV) Name() string { return "rules.csv" }

// hasRules reports whether rules stand beside a theory of a run.
func hasRules(r *output.Result) bool {
	for i := range r.Scenario.Bargain.Theories {
		if len(r.Scenario.Bargain.Theories[i].Spread) > 0 {
			return true
		}
	}
	return false
}

// Write writes the quantiles in full precision.
func (rulesCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, rulesColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	for i := range b.Theories {
		t := &b.Theories[i]
		for j, terms := range r.Tally.Theories[i].Spread {
			rule := t
			if j > 0 {
				rule = &t.Spread[j-1]
			}
			for _, k := range b.ListedIssues() {
				for _, row := range ruleRows(&b.Issues[k], &terms[k]) {
					if err := c.row(append([]string{t.Name, rule.Name}, row...)...); err != nil {
						return err
					}
				}
			}
		}
	}
	return c.flush()
}

// ruleRows are the rows of one rule on one issue.
func ruleRows(issue *model.Issue, terms *montecarlo.Distribution) (rows [][]string) {
	row := func(name, key string, e study.Estimate) {
		rows = append(rows, []string{name, key, strconv.Itoa(e.N), number(e.Value), number(e.Error), number(e.Lower), number(e.Upper)})
	}
	for o, at := range issue.Options {
		row("option_share", issue.ID+"."+issue.OptionName(o), terms.ShareAt(at))
	}
	if issue.Options != nil {
		return rows
	}
	for _, q := range []struct {
		name string
		p    float64
	}{{"terms_p05", 0.05}, {"terms_p50", 0.5}, {"terms_p95", 0.95}} {
		row(q.name, issue.ID, study.TermsQuantile(issue, terms, q.p))
	}
	return rows
}

// rulesColumns describes rules.csv.
func rulesColumns() []Column {
	const unit = "the issue's own"
	return []Column{
		{"protocol", Text, "", false, "the theory under which the draws are played"},
		{"rule", Text, "", false, "the rule whose terms these are: the theory itself, or one beside it, which gets the same problem; what it finds changes nothing that happens"},
		{"quantity", Text, "", false, "terms_p05, terms_p50, terms_p95: 5% quantile, median and 95% quantile of the terms of the settlement that is signed first (of the ceasefire, where no package is a settlement), over the draws in which all rules have terms for it, in the issue's own unit; option_share: of an issue with options the share of these draws that put it at the option"},
		{"issue", Text, "", false, "the issue, of option_share with the option after it"},
		{"n", Integer, "draws", false, "how many draws the figure rests on"},
		{"value", Real, unit, true, "the figure; empty if n is 0"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"lower", Real, unit, true, "lower end of its 95% interval for Monte Carlo error"},
		{"upper", Real, unit, true, "upper end of its 95% interval for Monte Carlo error"},
	}
}
