package table

import (
	"strings"

	"sim/model"
	"sim/output"
)

// Elicitation is what experts' ranges make of a scenario, in text.
func Elicitation(e *output.Elicitation) *Document {
	return &Document{
		Title: e.Line(), Notice: strings.ToUpper(output.Notice),
		Lead:   []string{e.SpreadText(), e.ApartText()},
		Tables: []*Table{WhomOneAsks(e), Judgements(e)},
		Lines:  []string{e.HowText()},
	}
}

// WhomOneAsks is the measure under each theory, as the scenario has it, with all
// experts together and with each alone.
func WhomOneAsks(e *output.Elicitation) *Table {
	t := &Table{Title: "How the " + output.MeasureName(&e.Measure) + " depends on whom one asks", Head: []string{"theory", "as written", "all together"}}
	for _, x := range e.Experts {
		t.Head = append(t.Head, output.Printable(x.Name))
	}
	if len(e.Experts) > 1 {
		t.Head = append(t.Head, "farthest apart")
	}
	for m := range e.Theories {
		row := []string{output.TheoryName(&e.Theories[m]), e.Figure(e.AsIs[m]), e.Figure(e.Mixed[m])}
		for i := range e.Experts {
			row = append(row, e.Figure(e.By[i][m]))
		}
		if len(e.Experts) > 1 {
			row = append(row, output.FormatMeasureChange(&e.Measure, &e.Differences[m]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Judgements are the ranges of each expert, number by number, those with least in
// common first.
func Judgements(e *output.Elicitation) *Table {
	t := &Table{Title: "Where people differ: the ranges from 5% over 50% to 95%", Head: []string{"number", "as written"}, Left: map[int]bool{1: true}}
	for _, x := range e.Experts {
		t.Left[len(t.Head)] = true
		t.Head = append(t.Head, output.Printable(x.Name))
	}
	t.Left[len(t.Head)] = true
	t.Head = append(t.Head, "ranges")
	for _, i := range e.Disputed() {
		n := &e.Numbers[i]
		row := []string{n.Input.Path, n.Input.Written}
		for _, a := range n.Answers {
			cell := "–"
			if a != nil {
				cell = model.FormatNumber(a.P5) + " · " + model.FormatNumber(a.P50) + " · " + model.FormatNumber(a.P95)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, append(row, output.CommonText(n)))
	}
	return t
}
