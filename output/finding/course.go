package finding

import (
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Course is what the course of a theory of influence leaves and says.
func Course(c *output.Course) *Findings {
	p := &page.Study{Study: c.Study, Title: c.Scenario.Bargain.Title + ": turn by turn", Lead: c.Words(), Folded: true}
	if figures := plot.Course(c); figures != nil {
		p.Sections = append(p.Sections, page.Section{ID: "turns", Heading: "Turn by turn", Figures: figures})
	}
	p.Sections = append(p.Sections, page.Section{ID: "positions", Heading: "At the start and at the end", Tables: table.CourseTables(c)})
	if contests := table.ContestTables(c); contests != nil {
		p.Sections = append(p.Sections, page.Section{ID: "contests", Heading: "Positions in pairs", Tables: contests})
	}
	return &Findings{p, dataset.Course(c), table.Course(c)}
}
