package dataset

import (
	"sim/model/study"
	"sim/output"
)

// Breakeven is breakeven.csv: what each lever and each pair of levers would
// take; scan.csv: the figure at every weight that was looked at; and, where pairs
// were, pairs.csv: the figure with both weights moved.
func Breakeven(b *output.Breakeven) []*DataFile {
	const unit = "the figure's own"
	t := &DataFile{Name: "breakeven", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"lever", Text, "", false, "the lever whose weight is moved"},
		{"second_lever", Text, "", true, "the lever whose weight is moved with it; empty for one lever alone"},
		{"now", Real, "", false, "weight of the lever in the scenario: the middle of its range where it has one"},
		{"second_now", Real, "", true, "weight of the second lever"},
		{"needed", Real, "", true, "weight with which the goal is reached by the smallest change; empty if no weight looked at reaches it"},
		{"needed_lower", Real, "", true, "lower end of the range in which Monte Carlo error leaves that weight, 95%"},
		{"needed_upper", Real, "", true, "upper end of that range"},
		{"second_needed", Real, "", true, "weight of the second lever with which the goal is reached"},
		{"size", Real, "", true, "size of the change of two levers or three: the sum of what their weights move"},
		{"size_lower", Real, "", true, "lower end of the range in which Monte Carlo error leaves that size, 95%"},
		{"size_upper", Real, "", true, "upper end of that range"},
		{"lasts", Text, "", true, "yes if the goal stays reached for all larger changes looked at"},
		{"farthest", Real, "", true, "weight at which the figure gets farthest towards the goal; for two levers, with both moved, on fewer draws"},
		{"second_farthest", Real, "", true, "weight of the second lever there"},
		{"value", Real, unit, true, "the figure there"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"difference", Real, unit, true, "that minus the figure in the scenario as it is, on the same draws"},
		{"difference_error", Real, unit, true, "Monte Carlo error of the difference, of paired draws"},
		{"third_lever", Text, "", true, "the lever whose weight is moved with these two; empty for one lever or two"},
		{"third_now", Real, "", true, "weight of the third lever"},
		{"third_needed", Real, "", true, "weight of the third lever with which the goal is reached"},
	}}
	scan := &DataFile{Name: "scan", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"lever", Text, "", true, "the lever whose weight is moved; empty for the scenario as it is"},
		{"weight", Real, "", true, "its weight"},
		{"n", Integer, "draws", false, "how many draws the figure rests on"},
		{"value", Real, unit, true, "the figure"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"lower", Real, unit, true, "lower end of its 95% interval for Monte Carlo error"},
		{"upper", Real, unit, true, "upper end of that interval"},
	}}
	pairs := &DataFile{Name: "pairs", Columns: []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"lever", Text, "", false, "the lever whose weight is moved"},
		{"second_lever", Text, "", false, "the lever whose weight is moved with it"},
		{"weight", Real, "", false, "weight of the lever"},
		{"second_weight", Real, "", false, "weight of the second lever"},
		{"n", Integer, "draws", false, "how many draws what the two do beyond each alone rests on"},
		{"value", Real, unit, true, "the figure: what each lever does alone, with all draws, and what the two do beyond that"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
	}}
	for m := range b.Theories {
		name := b.Theories[m].Name
		e := b.Now[m]
		scan.Rows = append(scan.Rows, []any{name, "", nil, e.N, e.Value, e.Error, e.Lower, e.Upper})
		for i, k := range b.Levers {
			s := &b.Scans[m][i]
			row := []any{name, k.Lever, "", k.Now, nil, nil, nil, nil, nil, nil, nil, nil, "", s.Best.At, nil, s.Best.Value, s.Best.Error, s.Change.Difference.Value, s.Change.Difference.Error, "", nil, nil}
			if n := s.Needed; n != nil {
				row[5], row[6], row[7], row[12] = n.At, n.Lower, n.Upper, yes(n.Lasts)
			}
			t.Rows = append(t.Rows, row)
			for _, r := range s.Readings {
				scan.Rows = append(scan.Rows, []any{name, k.Lever, r.At, r.N, r.Value, r.Error, r.Lower, r.Upper})
			}
		}
		for i := range b.Pairs[m] {
			p := &b.Pairs[m][i]
			first, second := b.Levers[p.Levers[0]], b.Levers[p.Levers[1]]
			at, best := p.Best(b.Goal)
			row := []any{name, first.Lever, second.Lever, first.Now, second.Now, nil, nil, nil, nil, nil, nil, nil, "", at[0], at[1], best.Value, best.Error, nil, nil, "", nil, nil}
			if p.Found != nil {
				x := p.At()
				row[5], row[8], row[9], row[10], row[11] = x[0], x[1], p.Found.Size, p.Found.Lower, p.Found.Upper
			}
			t.Rows = append(t.Rows, row)
			p.BothMoved(func(at [2]float64, e study.Estimate) {
				pairs.Rows = append(pairs.Rows, []any{name, first.Lever, second.Lever, at[0], at[1], e.N, e.Value, e.Error})
			})
		}
		if three := b.Three(m); three != nil && three.Found != nil {
			f := three.Found
			first, second, third := b.Levers[f.Levers[0]], b.Levers[f.Levers[1]], b.Levers[f.Levers[2]]
			t.Rows = append(t.Rows, []any{
				name, first.Lever, second.Lever, first.Now, second.Now, f.At[0], nil, nil, f.At[1], f.Size, f.Lower, f.Upper, "",
				f.At[0], f.At[1], f.Figure.Value, f.Figure.Error, nil, nil, third.Lever, third.Now, f.At[2],
			})
		}
	}
	if len(pairs.Rows) > 0 {
		return []*DataFile{t, scan, pairs}
	}
	return []*DataFile{t, scan}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
