package dataset

import (
	"io"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// causesCSV is what each cause does, against the same rule without it.
type causesCSV struct{}

// Name is the file's name.
func (causesCSV) Name() string { return "causes.csv" }

// hasTwins reports whether a theory is played next to its twin.
func hasTwins(b *model.Bargain) bool {
	for i := range b.Theories {
		if b.TwinOf(i) >= 0 {
			return true
		}
	}
	return false
}

// Write writes the differences in full precision.
func (causesCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, causesColumns())
	if err != nil {
		return err
	}
	for _, e := range r.CauseEffects() {
		for _, row := range causeRows(r.Scenario.Bargain, &e, strings.Join(r.Revealed(&e), " ")) {
			if err := c.row(row...); err != nil {
				return err
			}
		}
	}
	return c.flush()
}

// causeRows are the rows of one cause.
func causeRows(b *model.Bargain, e *analysis.CauseEffect, known string) (rows [][]string) {
	add := func(quantity, key string, d study.Estimate, shares [4]string) {
		noise := ""
		if !analysis.Clear(d) {
			noise = "~"
		}
		rows = append(rows, []string{
			b.Theories[e.Theory].Name, b.Theories[e.Twin].Name, quantity, key, strconv.Itoa(d.N),
			shares[0], shares[1], shares[2], shares[3], number(d.Value), number(d.Error), number(d.Lower), number(d.Upper), noise, known,
		})
	}
	share := func(quantity string, p *analysis.Paired) {
		add(quantity, "", p.Difference, [4]string{number(p.A.Value), number(p.B.Value), strconv.Itoa(p.OnlyA), strconv.Itoa(p.OnlyB)})
	}
	share("deal", &e.Deal)
	share("settlement", &e.Settlement)
	for _, k := range b.ListedIssues() {
		if b.Issues[k].Options == nil {
			add("terms", b.Issues[k].ID, e.Terms[k], [4]string{})
			continue
		}
		for o := range b.Issues[k].Options {
			add("option_share", b.Issues[k].ID+"."+b.Issues[k].OptionName(o), e.Options[k][o], [4]string{})
		}
	}
	for _, i := range b.ListedParties() {
		if b.Parties[i].Seat == model.Signatory {
			add("agreement_payoff", b.Parties[i].ID, e.Payoff[i], [4]string{})
		}
	}
	return rows
}

// causesColumns describes causes.csv.
func causesColumns() []Column {
	const unit = "the figure's own"
	return []Column{
		{"protocol", Text, "", false, "the theory about a cause"},
		{"twin", Text, "", false, "what it is compared with on the same draws: the same rule without the cause"},
		{"quantity", Text, "", false, "what is compared: deal (" + percent + ", that end with a settlement or a ceasefire in force), settlement (" + percent + ", that end with a settlement in force), terms (mean of the issue's terms, in its own unit, over the draws with a deal under both that settle it under both), option_share (of an issue with options instead of terms: the share of these draws that put it at the option), agreement_payoff (mean payoff of the agreement to the signatory, over the draws with a deal under both; " + stakes + ")"},
		{"key", Text, "", true, "the issue, option or party that the figure is about"},
		{"n", Integer, "draws", false, "how many draws the difference rests on"},
		{"share_twin", Real, "share of draws", true, "for deal and settlement: the share under the twin"},
		{"share", Real, "share of draws", true, "for deal and settlement: the share under the theory"},
		{"only_twin", Integer, "draws", true, "for deal and settlement: draws that have it under the twin and not under the theory, which fail only because of the cause"},
		{"only_theory", Integer, "draws", true, "for deal and settlement: draws that have it under the theory and not under the twin"},
		{"difference", Real, unit, true, "under the theory minus under the twin; empty if n is 0"},
		{"error", Real, unit, true, "Monte Carlo error of the difference, of paired draws: one standard error"},
		{"lower", Real, unit, true, "lower end of the difference's 95% interval"},
		{"upper", Real, unit, true, "upper end of the difference's 95% interval"},
		{"noise", Text, "", true, "~ where the difference is no more than two errors away from none"},
		{"known", Text, "", true, "paths of the numbers that one party alone knows under the theory and everybody under the twin: minus the difference is the price of not knowing them"},
	}
}
