package explore

import (
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// compare says what changed against an earlier answer, draw by draw on the draws
// that both simulated. Terms take longer to compare and come with the final answer.
func (d *Desk) compare(before, a *study.Answer) []*table.Table {
	r := d.result(a)
	b, classes := r.Scenario.Bargain, r.ClassesShown()
	c := a.Against(before, classes)
	shares := &table.Table{
		Title: "Difference in the share of draws, in points, ± Monte Carlo error of the paired draws; ~ is noise",
		Head:  []string{"theory"},
	}
	for _, class := range classes {
		shares.Head = append(shares.Head, b.ClassLabel(class))
	}
	for t := range b.Theories {
		if b.Theories[t].Predicts {
			continue // it has no outcomes
		}
		row := []string{output.TheoryName(&b.Theories[t])}
		for i := range classes {
			row = append(row, differenceText(output.FormatPoints(&c.Shares[t][i]), &c.Shares[t][i]))
		}
		shares.Rows = append(shares.Rows, row)
	}
	tables := []*table.Table{shares}
	if a.Final {
		lead := output.TheoryName(&b.Theories[a.Subject.Lead])
		tables = append(tables, termsCompared(b, lead, c), partiesCompared(b, lead, c))
	}
	return tables
}

// termsCompared is how far the medians of the terms moved under the leading theory.
func termsCompared(b *model.Bargain, lead string, c *study.Change) *table.Table {
	t := &table.Table{
		Title: "What changed: medians of the terms where a deal was struck, under " + lead,
		Head:  []string{"issue", "before", "now", "difference"},
	}
	for _, k := range b.ListedIssues() {
		p := &c.Terms[k]
		row := []string{output.IssueName(&b.Issues[k]), "–", "–", "–"}
		if min(p.A.N, p.B.N) >= study.MinimumDraws {
			issue, amounts := &b.Issues[k], output.AmountsOf(&b.Issues[k])
			text := amounts.Among(p.A.Value, p.B.Value)
			row = []string{row[0], text.Format(p.A.Value, p.A.Error), text.Format(p.B.Value, p.B.Error), differenceText(amounts.Change(p), p)}
			if issue.Options != nil {
				row[1], row[2] = output.OnScale(issue, issue.Scale.Position(p.A.Value)), output.OnScale(issue, issue.Scale.Position(p.B.Value))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// partiesCompared is how the utility of the parties changed, over all draws.
func partiesCompared(b *model.Bargain, lead string, c *study.Change) *table.Table {
	t := &table.Table{
		Title: "What changed: utility of the parties on average, in stake units, under " + lead,
		Head:  []string{"party", "before", "now", "difference"},
	}
	for _, i := range b.ListedParties() {
		p := &c.Utilities[i]
		t.Rows = append(t.Rows, []string{
			output.PartyName(&b.Parties[i]), output.Format(p.A.Value, p.A.Error), output.Format(p.B.Value, p.B.Error), differenceText(output.Amounts{Width: 1}.Change(p), p),
		})
	}
	return t
}

// differenceText is a difference as it is written elsewhere, with a minus sign,
// and 0 where no draw differs.
func differenceText(s string, p *study.Paired) string {
	if p.Same {
		return "0"
	}
	if rest, negative := strings.CutPrefix(s, "-"); negative {
		return "−" + rest
	}
	return s
}
