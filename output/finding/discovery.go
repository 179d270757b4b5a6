package finding

import (
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// Discovery is what a scenario discovery leaves and says.
func Discovery(d *output.Discovery) *Findings {
	p := &page.Study{Study: d.Study, Title: d.Scenario.Bargain.Title + ": where draws " + output.WhereWords(&d.Where) + " lie"}
	out := &Findings{p, dataset.Discovery(d), table.Discovery(d)}
	if turned := d.Turned(); turned != "" {
		p.Lead = append(p.Lead, turned)
	}
	if missing := d.MissingBox(); missing != "" {
		p.Lead = append(p.Lead, missing)
		return out
	}
	for k := range d.Found.Boxes {
		p.Lead = append(p.Lead, d.BoxSentence(k))
	}
	if short := d.Short(); short != "" {
		p.Lead = append(p.Lead, short)
	}
	p.Lead = append(p.Lead, "Figures: "+d.Source+".")
	if remark := d.Remark(); remark != "" {
		p.Lead = append(p.Lead, remark)
	}
	figures := plot.Discovery(d)
	last := len(figures) - 1
	p.Sections = []page.Section{
		{
			ID: "boxes", Heading: "The limits", Figures: figures[:last], Tables: table.BoxTables(d),
			Words: []string{"By luck: how often a limit that does nothing would leave as many of these draws in the box. Found again: in how many resamples of the draws, as many with replacement, the box found there has a limit on the same input. Limits are rounded here; boxes.csv has them in full."},
		},
		{ID: "way", Heading: "What the box trades", Figures: figures[last:], Words: []string{d.Elsewhere()}},
		{
			ID: "theories", Heading: "The same box under the other theories", Tables: []*table.Table{table.BoxTheories(d)},
			Words: []string{"The box was found under one theory. Where another puts no more of these draws inside it than outside, its limits belong to that theory, not to the scenario."},
		},
	}
	return out
}
