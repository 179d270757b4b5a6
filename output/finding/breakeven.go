package finding

import (
	"fmt"

	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Breakeven is what a search for the change that reaches a goal leaves and says.
func Breakeven(b *output.Breakeven) *Findings {
	p := &page.Study{Study: b.Study, Title: b.Scenario.Bargain.Title + ": what it would take"}
	p.Lead = []string{"What it would take for " + b.GoalText() + ", on the same draws throughout. A weight is how hard a lever's holder leans on it, from 0 to 1; whether anybody could or should is not a question that draws answer."}
	words := make([]string, len(b.Theories))
	for m := range b.Theories {
		words[m] = fmt.Sprintf("%s, now %s: %s.", output.TheoryName(&b.Theories[m]), b.Figure(b.Now[m]), b.Verdict(m))
	}
	if pairs := b.PairsText(); pairs != "" {
		words = append(words, pairs)
	}
	if threes := b.ThreesText(); threes != "" {
		words = append(words, threes)
	}
	words = append(words, b.SearchText())
	p.Sections = []page.Section{
		{ID: "theories", Heading: "Theory by theory", Words: words},
		{ID: "levers", Heading: "Lever by lever", Figures: plot.Breakeven(b), Tables: table.BreakevenTables(b)},
	}
	return &Findings{p, dataset.Breakeven(b), table.Breakeven(b)}
}
