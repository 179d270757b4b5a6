package dataset

import "sim/output"

// Sweep is sweep.csv: the figures of every point, one a row.
func Sweep(s *output.Sweep) *DataFile {
	t := &DataFile{Name: "sweep"}
	for _, a := range s.Axes {
		t.Columns = append(t.Columns, Column{a.Path, Real, a.Unit, false, "value that the number was given"})
	}
	t.Columns = append(t.Columns, summaryColumns()...)
	q := &t.Columns[len(s.Axes)+1]
	q.Meaning += "; measure_mean, measure_p05, measure_p50, measure_p95 (mean and quantiles of the measure that was asked for, over the draws in which it has a value)"
	for point, p := range s.Points {
		values := s.Values(point)
		for _, r := range p.Rows {
			row := make([]any, 0, len(t.Columns))
			for _, x := range values {
				row = append(row, x)
			}
			t.Rows = append(t.Rows, append(row, r.Protocol, r.Quantity, r.Key, r.N, r.Value, r.Error, r.Lower, r.Upper))
		}
	}
	return t
}
