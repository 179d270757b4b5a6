package dataset

import (
	"io"
	"strconv"

	"sim/output"
)

// correlationsCSV is the rank correlations that a scenario asks for, beside
// what the draws have.
type correlationsCSV struct{}

// Name is the file's name.
func (correlationsCSV) Name() string { return "correlations.csv" }

// Write writes the correlations in the order of the scenario.
func (correlationsCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, correlationColumns())
	if err != nil {
		return err
	}
	for _, x := range r.Correlations {
		if err := c.row(x.First, x.Second, number(x.Asked), number(x.Used), strconv.Itoa(x.Realised.N),
			number(x.Realised.Value), number(x.Realised.Error), number(x.Realised.Lower), number(x.Realised.Upper)); err != nil {
			return err
		}
	}
	return c.flush()
}

// correlationColumns describes correlations.csv.
func correlationColumns() []Column {
	const unit = "Spearman's rank correlation, -1 to 1"
	return []Column{
		{"first", Text, "", false, "path of an input"},
		{"second", Text, "", false, "path of another input"},
		{"asked", Real, unit, false, "what the scenario asks for; 0 where it asks for none"},
		{"used", Real, unit, false, "what was taken: another where no inputs can have what is asked for all at once"},
		{"n", Integer, "draws", false, "how many draws the realised correlation rests on: those of the run, at most its first 65536"},
		{"realised", Real, unit, true, "what these draws have"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"lower", Real, unit, true, "lower end of its 95% interval for Monte Carlo error"},
		{"upper", Real, unit, true, "upper end of its 95% interval for Monte Carlo error"},
	}
}
