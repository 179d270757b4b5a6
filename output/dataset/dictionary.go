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
	inputs, outcomes := inputTable(r.Scenario.Bargain), outcomeTable(r.Scenario.Bargain)
	for _, file := range []struct {
		name    string
		columns []Column
	}{
		{"summary", summaryColumns()},
		{"ensemble.csv", ensembleColumns()},
		{"inputs.csv", inputColumns()},
		{"correlations.csv", correlationColumns()},
		{"inputs.parquet and inputs-by-draw", inputs.columns()},
		{"outcomes", outcomes.columns()},
		{"data-dictionary", dictionaryColumns()},
	} {
		for _, column := range file.columns {
			if err := c.describe(file.name, column); err != nil {
				return err
			}
		}
	}
	return c.flush()
}

// describe writes the entry of one column.
func (c *csvWriter) describe(file string, column Column) error {
	empty := "no"
	if column.Null {
		empty = "yes"
	}
	return c.row(file, column.Name, column.Type.String(), column.Unit, empty, column.Meaning)
}
