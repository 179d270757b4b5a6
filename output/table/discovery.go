package table

import (
	"fmt"
	"strings"

	"sim/output"
)

// Discovery is what a search for conditions says in text.
func Discovery(d *output.Discovery) *Document {
	doc := &Document{Title: d.Line(), Notice: strings.ToUpper(output.Notice)}
	if turned := d.Turned(); turned != "" {
		doc.Lines = append(doc.Lines, turned)
	}
	if missing := d.MissingBox(); missing != "" {
		doc.Lines = append(doc.Lines, missing)
		return doc
	}
	doc.Tables = append(BoxTables(d), BoxTheories(d))
	for k := range d.Found.Boxes {
		doc.Lines = append(doc.Lines, d.BoxSentence(k))
	}
	if short := d.Short(); short != "" {
		doc.Lines = append(doc.Lines, short)
	}
	doc.Lines = append(doc.Lines, d.Elsewhere())
	if remark := d.Remark(); remark != "" {
		doc.Lines = append(doc.Lines, remark)
	}
	return doc
}

// BoxTables lists the limits of every box.
func BoxTables(d *output.Discovery) []*Table {
	inputs := d.Scenario.Bargain.Varying()
	var tabs []*Table
	for k := range d.Found.Boxes {
		b := &d.Found.Boxes[k]
		t := &Table{
			Title: fmt.Sprintf("Box %d: %s of %s draws %s, among %s draws within its limits", k+1, output.FormatCount(b.Hits), output.FormatCount(d.Found.Hits), output.WhereWords(&d.Where), output.FormatCount(b.Inside)),
			Head:  []string{"input", "range", "in the box", "by luck"}, Left: map[int]bool{1: true, 2: true},
		}
		if b.Reproduced != nil {
			t.Head = append(t.Head, "found again")
		}
		for i, l := range b.Limits {
			in := inputs[l.Column]
			row := []string{in.Path, in.Written, output.LimitWords(in, l), output.FormatLuck(l.Chance)}
			if b.Reproduced != nil {
				row = append(row, fmt.Sprintf("in %.0f of %d", b.Reproduced[i]*float64(d.Resamples), d.Resamples))
			}
			t.Rows = append(t.Rows, row)
		}
		tabs = append(tabs, t)
	}
	return tabs
}

// BoxTheories is the first box under every theory.
func BoxTheories(d *output.Discovery) *Table {
	t := &Table{
		Title: fmt.Sprintf("Draws %s, all and within the limits of box 1 (found under %s)", output.WhereWords(&d.Where), output.TheoryName(&d.Theories[d.Lead])),
		Head:  []string{"theory", "of all draws", "of those in the box", "share of them that the box holds"},
	}
	for m, c := range d.Counts {
		t.Rows = append(t.Rows, []string{
			output.TheoryName(&d.Theories[m]), output.FormatShare(c.Hits, c.Draws), output.FormatShare(c.InsideHits, c.Inside), output.FormatShare(c.InsideHits, c.Hits),
		})
	}
	return t
}
