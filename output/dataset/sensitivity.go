package dataset

import (
	"sim/model/study"
	"sim/output"
)

const ofVariance = "share of the measure's variance, 0 to 1"

// estimateColumns describe a figure with its error.
func estimateColumns(name, unit, meaning string) []Column {
	return []Column{
		{name, Real, unit, true, meaning},
		{name + "_error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{name + "_lower", Real, unit, true, "lower end of its 95% interval"},
		{name + "_upper", Real, unit, true, "upper end of its 95% interval"},
	}
}

func estimateCells(e study.Estimate) []any { return []any{e.Value, e.Error, e.Lower, e.Upper} }

// Sensitivity is ranking.csv, and what else was asked for: indices.csv,
// shapley.csv, tornado.csv.
func Sensitivity(s *output.Sensitivity) []*DataFile {
	files := []*DataFile{ranking(s)}
	if s.Indices != nil {
		files = append(files, indices(s))
	}
	if s.Shapley != nil {
		files = append(files, shapley(s))
	}
	if s.Tornado != nil {
		files = append(files, tornado(s))
	}
	return files
}

func ranking(s *output.Sensitivity) *DataFile {
	t := &DataFile{Name: "ranking", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"measure", Text, "", false, "what is read off each draw"},
		{"input", Text, "", false, "the input, by where it stands in the scenario"},
		{"written", Text, "", false, "its range as the scenario writes it"},
		{"n", Integer, "draws", false, "draws in which the measure has a value"},
	}}
	t.Columns = append(t.Columns, estimateColumns("first_order", ofVariance, "share of the measure's variance that the input explains alone: its first-order Sobol index, from neighbouring draws (Gamboa, Gremaud, Klein & Lagnoux 2022); empty where the measure or the input never varies")...)
	t.Columns = append(t.Columns, estimateColumns("rank_correlation", "", "Spearman's rank correlation of the input and the measure, −1 to 1")...)
	t.Columns = append(t.Columns, estimateColumns("xi", "", "Chatterjee's (2021) coefficient, 0 to 1: how far the measure is a function of the input, whatever its form; 0 for an input that tells nothing of it, 1 for one that settles it")...)
	inputs := s.Scenario.Bargain.Varying()
	for m := range s.Theories {
		for _, c := range s.RankedInputs(m) {
			r := &s.Ranking[m][c]
			row := append([]any{s.Theories[m].Name, s.Measure.Text, inputs[c].Path, inputs[c].Written, r.N}, estimateCells(r.FirstOrder)...)
			row = append(row, estimateCells(r.Rank)...)
			t.Rows = append(t.Rows, append(row, estimateCells(r.Xi)...))
		}
	}
	return t
}

func groupColumns() []Column {
	return []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"measure", Text, "", false, "what is read off each draw"},
		{"group", Text, "", false, "the group of inputs, by the part of the scenario that they stand in; chance: what happens within a draw whatever its inputs"},
		{"inputs", Integer, "", false, "how many inputs it has"},
	}
}

func indices(s *output.Sensitivity) *DataFile {
	t := &DataFile{Name: "indices", Columns: groupColumns()}
	t.Columns = append(t.Columns, estimateColumns("first", ofVariance, "share of the variance that the group explains alone: its first-order Sobol index, by the estimator of Azzini, Mara & Rosati (2021); empty where the measure never varies or has no value in some draw")...)
	t.Columns = append(t.Columns, estimateColumns("total", ofVariance, "share of the variance that is left if all but the group is known: its total Sobol index, by the estimator of Jansen (1999) from both matrices")...)
	t.Columns = append(t.Columns, estimateColumns("first_saltelli", ofVariance, "the first-order index by the estimator of Saltelli et al. (2010), centred, for comparison")...)
	t.Columns = append(t.Columns, estimateColumns("first_jansen", ofVariance, "the first-order index by the estimator of Jansen (1999), for comparison")...)
	for m := range s.Theories {
		for _, g := range s.Indices.Order(m) {
			i := &s.Indices.Indices[m][g]
			row := []any{s.Theories[m].Name, s.Measure.Text, s.Indices.Groups[g].Name, len(s.Indices.Groups[g].Columns)}
			row = append(row, estimateCells(i.First)...)
			row = append(row, estimateCells(i.Total)...)
			row = append(row, estimateCells(i.Saltelli)...)
			t.Rows = append(t.Rows, append(row, estimateCells(i.Jansen)...))
		}
	}
	return t
}

func shapley(s *output.Sensitivity) *DataFile {
	t := &DataFile{Name: "shapley", Columns: groupColumns()}
	t.Columns = append(t.Columns, estimateColumns("effect", ofVariance, "the group's Shapley effect (Owen 2014; Song, Nelson & Staum 2016); those of a theory sum to 1; empty where the measure never varies or has no value in some draw")...)
	for m := range s.Theories {
		for _, g := range s.Shapley.Order(m) {
			row := []any{s.Theories[m].Name, s.Measure.Text, s.Shapley.Groups[g].Name, len(s.Shapley.Groups[g].Columns)}
			t.Rows = append(t.Rows, append(row, estimateCells(s.Shapley.Effects[m][g])...))
		}
	}
	return t
}

func tornado(s *output.Sensitivity) *DataFile {
	unit := s.Measure.Unit
	t := &DataFile{Name: "tornado", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"measure", Text, "", false, "what is read off each draw; its mean is shown"},
		{"kind", Text, "", false, "input, held at the 10% and the 90% quantile of its range; or lever, held at weight 0 and 1"},
		{"name", Text, "", false, "the input, by where it stands in the scenario, or the lever"},
		{"low_at", Real, "the input's own", false, "where it is held at its low end"},
		{"high_at", Real, "the input's own", false, "where it is held at its high end"},
		{"low_n", Integer, "draws", false, "draws in which the measure has a value at the low end"},
		{"high_n", Integer, "draws", false, "draws in which the measure has a value at the high end"},
		{"low", Real, unit, true, "mean of the measure with it at its low end, all else as it was"},
		{"low_error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"high", Real, unit, true, "mean of the measure with it at its high end, all else as it was"},
		{"high_error", Real, unit, true, "its Monte Carlo error: one standard error"},
	}}
	t.Columns = append(t.Columns, estimateColumns("difference", unit, "the mean at the high end minus that at the low end, on the same draws")...)
	for m := range s.Theories {
		for _, part := range []struct {
			kind string
			ends []study.Swing
		}{{"input", s.Tornado.Inputs}, {"lever", s.Tornado.Levers}} {
			for _, e := range study.Widest(part.ends, m) {
				p := &e.Paired[m]
				row := []any{s.Theories[m].Name, s.Measure.Text, part.kind, e.Name, e.Low, e.High, p.A.N, p.B.N, p.A.Value, p.A.Error, p.B.Value, p.B.Error}
				t.Rows = append(t.Rows, append(row, estimateCells(p.Difference)...))
			}
		}
	}
	return t
}
