package finding

import (
	"fmt"

	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Sensitivity is what a sensitivity analysis leaves and says.
func Sensitivity(s *output.Sensitivity) *Findings {
	p := &page.Study{
		Study: s.Study,
		Title: fmt.Sprintf("%s: what moves the %s", s.Scenario.Bargain.Title, output.MeasureName(&s.Measure)),
		Lead:  []string{table.MeasureLine(s)},
	}
	figures := map[string][]plot.Figure{}
	for _, f := range plot.Sensitivity(s) {
		figures[f.Name] = append(figures[f.Name], f)
	}
	add := func(id, heading string, words []string, tables ...*table.Table) {
		p.Sections = append(p.Sections, page.Section{ID: id, Heading: heading, Words: words, Figures: figures[id], Tables: tables})
	}
	add("ranking", "What explains it, input by input", []string{
		"From the draws of the run: the share of the measure's variance that each input explains alone over its whole range (first-order Sobol index), and the direction. Interactions are not counted. If inputs are correlated, one can stand for another. Chatterjee's ξ, in ranking.csv and in the table for a measure that is not a share, says how far the measure is a function of the input: 0 not at all, 1 entirely.",
	}, table.Ranking(s))
	if s.Indices != nil {
		add("indices", "What groups of inputs explain", []string{
			"On its own: by how much the variance would shrink on average if the group were known. With all others: how much would be left if everything but the group were known. What lies between is what the group does only in company. Chance is what happens within a draw whatever its inputs.",
		}, table.Indices(s))
	}
	if s.Shapley != nil {
		add("shapley", "The variance shared out", []string{
			"Shapley effects share the whole variance out between the groups, also where inputs of different groups go together.", table.ShapleyCaveat,
		}, table.ShapleyEffects(s))
	}
	if s.Tornado != nil {
		add("tornado", "One thing at a time, at either end", []string{
			"Each bar runs from the measure with one input or lever at its low end to that at its high end; everything else varies as before, in the same draws.",
		}, table.Tornado(s)...)
	}
	if remarks := s.Remarks(); remarks != nil {
		p.Sections = append(p.Sections, page.Section{ID: "remarks", Heading: "How it was played", Words: remarks})
	}
	return &Findings{p, dataset.Sensitivity(s), table.Sensitivity(s)}
}
