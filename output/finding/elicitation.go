package finding

import (
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/table"
)

// Elicitation is what experts' ranges make of a scenario: what it leaves and says.
func Elicitation(e *output.Elicitation) *Findings {
	p := &page.Study{Study: e.Study, Title: e.Scenario.Bargain.Title + ": whom one asks", Lead: []string{e.SpreadText(), e.ApartText()}}
	p.Sections = []page.Section{
		{ID: "experts", Heading: "The outcome, by whom one asks", Tables: []*table.Table{table.WhomOneAsks(e)}},
		{ID: "ranges", Heading: "Where people differ", Words: []string{e.HowText()}, Tables: []*table.Table{table.Judgements(e)}},
	}
	return &Findings{p, dataset.Elicitation(e), table.Elicitation(e)}
}
