package dataset

import (
	"io"

	"sim/output"
)

// dictionary is the data dictionary: every column of every data file.
type dictionary struct{}

// Name is the file's name.
func (dictionary) Name() string { return "data-dictionary.csv" }

// Write writes the dictionary.
func (dictionary) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, dictionaryColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	for _, file := range []struct {
		name    string
		columns []Column
	}{
		{"summary", summaryColumns()},
		{"ensemble.csv", ensembleColumns()},
		{"inputs.csv", inputColumns()},
		{"correlations.csv", correlationColumns()},
		{"inputs.parquet and inputs-by-draw", drawColumns(b)},
		{"outcomes", outcomeColumns(b)},
		{"data-dictionary", dictionaryColumns()},
	} {
		for _, column := range file.columns {
			empty := "no"
			if column.Null {
				empty = "yes"
			}
			if err := c.row(file.name, column.Name, column.Type.String(), column.Unit, empty, column.Meaning); err != nil {
				return err
			}
		}
	}
	return c.flush()
}
