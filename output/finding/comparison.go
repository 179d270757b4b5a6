package finding

import (
	"fmt"
	"strings"

	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Comparison is what a comparison leaves and says.
func Comparison(found *output.Comparison) *Findings {
	p := &page.Study{Study: found.Study, Title: found.Scenario.Bargain.Title + ": the effect of a change"}
	p.Lead = append(p.Lead, "Every figure is compared on the same draws: what differs is due to what was changed, not to luck. A difference is noise (~) where it is no more than two Monte Carlo errors.")
	figures := plot.Comparison(found)
	for i := range found.Variants {
		v := &found.Variants[i]
		section := page.Section{ID: fmt.Sprintf("variant-%d", i+1), Heading: v.Name + " against " + found.Base}
		section.Words = append(table.ComparedWords(found, v), table.Bought(found, v), "Figures of "+v.Name+": "+v.Source+".")
		section.Words = append(section.Words, table.EffectWords(v)...)
		for _, f := range figures {
			if len(found.Variants) == 1 || strings.HasSuffix(f.Name, fmt.Sprintf("-%d", i+1)) {
				section.Figures = append(section.Figures, f)
			}
		}
		for _, t := range []*table.Table{table.ComparedShares(found, v), table.ComparedEffects(found, v), table.ComparedDraws(found, v), table.ComparedParties(found, v), table.ComparedTerms(found, v)} {
			if t != nil {
				section.Tables = append(section.Tables, t)
			}
		}
		p.Sections = append(p.Sections, section)
	}
	if found.Remarks != nil {
		p.Sections = append(p.Sections, page.Section{ID: "remarks", Heading: "Remarks", Words: found.Remarks})
	}
	return &Findings{p, dataset.Comparison(found), table.Comparison(found)}
}
