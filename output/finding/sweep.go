package finding

import (
	"fmt"

	"sim/model/study"
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Sweep is what a sweep leaves and says.
func Sweep(s *output.Sweep) *Findings {
	p := &page.Study{Study: s.Study, Title: s.Scenario.Bargain.Title + ": over " + s.Names()}
	p.Lead = []string{"Every point plays the same draws, so that what differs between points is due to what was changed."}
	pictures := page.Section{ID: "pictures", Heading: "How the figures go", Figures: plot.Sweep(s)}
	if pictures.Figures == nil {
		pictures.Words = []string{fmt.Sprintf("No point rests on %d draws: too few for pictures.", study.MinimumDraws)}
	}
	p.Sections = []page.Section{
		pictures,
		{ID: "figures", Heading: "In figures", Tables: table.SweepTables(s)},
	}
	return &Findings{p, []*dataset.DataFile{dataset.Sweep(s)}, table.Sweep(s)}
}
