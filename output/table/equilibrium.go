package table

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Equilibrium is what holders of levers would choose, in text.
func Equilibrium(e *output.Equilibrium) *Document {
	d := &Document{Title: e.Line(), Notice: strings.ToUpper(output.Notice), Tables: EquilibriumTables(e, e.Leading())}
	d.Lead = []string{"What each holder of levers would rather do, and where that ends:"}
	for i := range e.Games {
		g := &e.Games[i]
		for _, line := range append([]string{e.Regrets(g)}, e.Rest(g)...) {
			d.Lead = append(d.Lead, fmt.Sprintf("  %s: %s.", e.TheoryOf(g), line))
		}
	}
	for i := range e.Games {
		g := &e.Games[i]
		d.Lines = append(d.Lines, fmt.Sprintf("%s: %s", e.TheoryOf(g), e.Quality(g)))
	}
	d.Lines = append(d.Lines, e.Assumed()...)
	return d
}

// EquilibriumTables are the regrets and the levers under one theory.
func EquilibriumTables(e *output.Equilibrium, g *study.LeverGame) []*Table {
	regrets := &Table{
		Title: fmt.Sprintf("Under %s, by the levers of one holder alone, all others as they are", e.TheoryOf(g)),
		Head:  []string{"holder", "wants", "would gain by", "by the surface", "tried", "by moving"}, Left: map[int]bool{1: true, 5: true},
	}
	for i := range g.Replies {
		r := &g.Replies[i]
		gain, by := output.GainText(&r.Gain.Difference), e.Moves(e.Now(), r.Weights)
		if !r.Gains() {
			gain, by = "~", "nothing tried gains"
		}
		regrets.Rows = append(regrets.Rows, []string{
			e.Holder(i), e.Holders[i].Wants, gain, output.GainText(&r.Estimated), output.FormatCount(r.Tried), by,
		})
	}
	levers := &Table{Title: fmt.Sprintf("Weights under %s", e.TheoryOf(g)), Head: []string{"lever", "holder", "as written", "best reply"}, Left: map[int]bool{1: true}}
	for i := range g.Points {
		name := "rests at, does not hold"
		if g.Points[i].Holds {
			name = "equilibrium"
		}
		if len(g.Points) > 1 {
			name = fmt.Sprintf("%d: %s", i+1, name)
		}
		levers.Head = append(levers.Head, name)
	}
	for i, h := range e.Holders {
		for _, j := range h.Levers {
			row := []string{e.Levers[j].Lever, e.Holder(i), e.Levers[j].Written, output.Weight(g.Replies[i].To(e.Now())[j])}
			for k := range g.Points {
				row = append(row, output.Weight(g.Points[k].Weights[j]))
			}
			levers.Rows = append(levers.Rows, row)
		}
	}
	tables := []*Table{regrets, levers}
	for i := range g.Points {
		tables = append(tables, pointTable(e, g, i))
	}
	return tables
}

// pointTable is what a point brings against the scenario as it is.
func pointTable(e *output.Equilibrium, g *study.LeverGame, which int) *Table {
	b, p := e.Scenario.Bargain, &g.Points[which]
	title := "At the point that does not hold"
	if p.Holds {
		title = "At the equilibrium"
	}
	if len(g.Points) > 1 {
		title = fmt.Sprintf("%d. %s", which+1, title)
	}
	t := &Table{Title: fmt.Sprintf("%s, under %s, on the same draws", title, e.TheoryOf(g)), Head: []string{"", "as it is", "there", "change"}}
	for class := range p.Outcomes {
		if d := &p.Outcomes[class]; d.A.Value > 0 || d.B.Value > 0 {
			t.Rows = append(t.Rows, []string{b.ClassLabel(model.Class(class)), output.FormatShareOf(d.A), output.FormatShareOf(d.B), output.ChangeOfShare(d)})
		}
	}
	for _, i := range b.ListedParties() {
		d := &p.Payoffs[i]
		t.Rows = append(t.Rows, []string{"payoff of " + output.PartyName(&b.Parties[i]), output.FormatWithError(d.A.Value, d.A.Error), output.FormatWithError(d.B.Value, d.B.Error), output.GainText(&d.Difference)})
	}
	return t
}
