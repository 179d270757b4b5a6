package dataset

import (
	"sim/model/study"
	"sim/output"
)

// Elicitation is elicited.csv: every expert's ranges; experts.csv: the measure with
// them; and spreads.csv: how its variance divides.
func Elicitation(e *output.Elicitation) []*DataFile {
	const unit = "the number's own"
	ranges := &DataFile{Name: "elicited", Columns: []Column{
		{"number", Text, "", false, "path of the number in the scenario"},
		{"unit", Text, "", true, "its unit"},
		{"as_written", Text, "", false, "the scenario's own value or range"},
		{"expert", Text, "", false, "who was asked"},
		{"weight", Real, "", false, "share of the expert's weight among all experts, 0 to 1"},
		{"p5", Real, unit, false, "5% of the expert's belief lie below"},
		{"p50", Real, unit, false, "half of it lies below"},
		{"p95", Real, unit, false, "95% of it lie below"},
		{"source", Text, "", true, "what the answer rests on"},
		{"common", Real, "", true, "part of all that the experts' ranges from 5% to 95% cover that is common to each two, 0 to 1; empty for one answer"},
	}}
	for i := range e.Numbers {
		n := &e.Numbers[i]
		for k, a := range n.Answers {
			if a != nil {
				ranges.Rows = append(ranges.Rows, []any{n.Input.Path, n.Input.Unit, n.Input.Written, e.Experts[k].Name, e.Shares[k], a.P5, a.P50, a.P95, a.Source, n.Common})
			}
		}
	}
	by := &DataFile{Name: "experts", Columns: append([]Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"ranges", Text, "", false, "whose ranges: as_written, mixture (all experts by weight), or expert"},
		{"expert", Text, "", true, "the expert, if one alone"},
		{"n", Integer, "draws", false, "how many draws the figure rests on"},
	}, estimateColumns("value", "the measure's own", "the measure")...)}
	row := func(theory, ranges, expert string, x study.Estimate) {
		by.Rows = append(by.Rows, append([]any{theory, ranges, expert, x.N}, estimateCells(x)...))
	}
	for m := range e.Theories {
		name := e.Theories[m].Name
		row(name, "as_written", "", e.AsIs[m])
		row(name, "mixture", "", e.Mixed[m])
		for k := range e.Experts {
			row(name, "expert", e.Experts[k].Name, e.By[k][m])
		}
	}
	spreads := &DataFile{Name: "spreads", Columns: append([]Column{
		{"part", Text, "", false, "inputs (and chance, within a theory and an expert's ranges), theories, experts, or both (what the two do only together)"},
	}, estimateColumns("share", ofVariance, "the part's share")...)}
	s := &e.Spreads
	for _, x := range []struct {
		part  string
		share study.Estimate
	}{{"inputs", s.Inputs}, {"theories", s.Theories}, {"experts", s.Experts}, {"both", s.Both}} {
		spreads.Rows = append(spreads.Rows, append([]any{x.part}, estimateCells(x.share)...))
	}
	return []*DataFile{ranges, by, spreads}
}
