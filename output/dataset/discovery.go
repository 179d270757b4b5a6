package dataset

import "sim/output"

// Discovery is boxes.csv, the limits of the boxes found; peeling.csv, the way to
// the first; and box-theories.csv, the first box under all theories.
func Discovery(d *output.Discovery) []*DataFile {
	where := Column{"where", Text, "", false, "the condition that draws of interest meet"}
	boxes := &DataFile{Name: "boxes", Columns: []Column{
		{"box", Integer, "", false, "the box, from 1; each looks at the draws that earlier ones leave"},
		where,
		{"protocol", Text, "", false, "the bargaining theory"},
		{"inside", Integer, "draws", false, "draws in the box"},
		{"hits", Integer, "draws", false, "of these, draws of interest"},
		{"coverage", Real, "share", false, "hits as a share of all draws of interest"},
		{"density", Real, "share", false, "hits as a share of the draws in the box"},
		{"input", Text, "", false, "an input that has a limit, by where it stands in the scenario"},
		{"low", Real, "the input's own", true, "it lies above this; empty if it has no such limit"},
		{"high", Real, "the input's own", true, "it lies below this; empty if it has no such limit"},
		{"quasi_p", Real, "", false, "how often a limit that does nothing would leave as many draws of interest by luck (Bryant & Lempert 2010)"},
		{"found_again", Real, "share", true, "share of resamples of the draws in which the box found has a limit on this input; first box only"},
	}}
	inputs := d.Scenario.Bargain.Varying()
	lead := d.Theories[d.Lead].Name
	for k := range d.Found.Boxes {
		b := &d.Found.Boxes[k]
		for i, l := range b.Limits {
			var again any
			if b.Reproduced != nil {
				again = b.Reproduced[i]
			}
			boxes.Rows = append(boxes.Rows, []any{
				k + 1, d.Where.Text, lead, b.Inside, b.Hits, b.Coverage, b.Density(), inputs[l.Column].Path, l.Low, l.High, l.Chance, again,
			})
		}
	}
	peeling := &DataFile{Name: "peeling", Columns: []Column{
		{"step", Integer, "", false, "the step on the way in; 0 is all draws"},
		{"inside", Integer, "draws", false, "draws in the box after it"},
		{"hits", Integer, "draws", false, "of these, draws of interest"},
		{"coverage", Real, "share", false, "hits as a share of all draws of interest"},
		{"density", Real, "share", false, "hits as a share of the draws in the box"},
		{"mass", Real, "share", false, "draws in the box as a share of all"},
		{"inputs", Integer, "", false, "how many inputs have a limit"},
		{"chosen", Text, "", false, "yes for the step whose box was tidied into the first of boxes.csv"},
	}}
	for k, p := range d.Found.Trajectory {
		chosen := "no"
		if k == d.Found.Step && len(d.Found.Boxes) > 0 {
			chosen = "yes"
		}
		peeling.Rows = append(peeling.Rows, []any{k, p.Inside, p.Hits, p.Coverage, p.Density(), p.Mass, len(p.Limits), chosen})
	}
	theories := &DataFile{Name: "box-theories", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		where,
		{"draws", Integer, "draws", false, "all draws"},
		{"hits", Integer, "draws", false, "draws of interest under the theory"},
		{"inside", Integer, "draws", false, "draws in the first box, which is found under one theory"},
		{"inside_hits", Integer, "draws", false, "draws of interest in it"},
	}}
	for t, c := range d.Counts {
		theories.Rows = append(theories.Rows, []any{d.Theories[t].Name, d.Where.Text, c.Draws, c.Hits, c.Inside, c.InsideHits})
	}
	return []*DataFile{boxes, peeling, theories}
}
