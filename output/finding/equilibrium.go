package finding

import (
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Equilibrium is what the game over the levers leaves and says.
func Equilibrium(e *output.Equilibrium) *Findings {
	p := &page.Study{Study: e.Study, Title: e.Scenario.Bargain.Title + ": the game over the levers", Lead: e.Assumed(), Folded: true}
	var words, quality []string
	for i := range e.Games {
		g := &e.Games[i]
		for _, line := range append([]string{e.Regrets(g)}, e.Rest(g)...) {
			words = append(words, e.TheoryOf(g)+": "+line+".")
		}
		quality = append(quality, e.TheoryOf(g)+": "+e.Quality(g))
	}
	p.Sections = []page.Section{
		{ID: "theories", Heading: "Theory by theory", Words: words},
		{ID: "levers", Heading: "Lever by lever", Figures: plot.Equilibrium(e), Tables: table.EquilibriumTables(e, e.Leading())},
		{ID: "surfaces", Heading: "How good the surfaces are", Words: quality},
	}
	return &Findings{p, dataset.Equilibrium(e), table.Equilibrium(e)}
}
