package dataset

import (
	"io"
	"path"
	"slices"

	"sim/output"
)

// dictionaryName is the name of the data dictionary.
const dictionaryName = "data-dictionary.csv"

// dictionary is the data dictionary of a run that leaves the named formats:
// every column of every data file, by the file's name.
type dictionary struct{ formats []string }

// Name is the file's name.
func (dictionary) Name() string { return dictionaryName }

// Write writes the dictionary.
func (d dictionary) Write(w io.Writer, r *output.Result) error {
	b := r.Scenario.Bargain
	files := []described{
		{"summary.csv", summaryColumns()},
		{"ensemble.csv", ensembleColumns()},
		{"inputs.csv", inputColumns()},
	}
	if hasTwins(b) {
		files = append(files, described{"causes.csv", causesColumns()})
	}
	if hasRules(r) {
		files = append(files, described{"rules.csv", rulesColumns()})
	}
	if r.Scenario.Bargain.Observed != nil {
		files = append(files, described{"observed.csv", observedColumns()})
	}
	if r.Drivers() != nil {
		files = append(files, described{"drivers.csv", driversColumns()})
	}
	if r.Levers != nil {
		files = append(files, described{"levers.csv", leversColumns()})
	}
	if b.Coupling != nil {
		files = append(files, described{"correlations.csv", correlationColumns()})
	}
	for _, f := range All {
		if !slices.Contains(d.formats, f.Name) {
			continue
		}
		for _, a := range f.Artifacts { // of JSON: the same figures as in summary.csv
			files = append(files, described{a.Name(), summaryColumns()})
		}
		for _, record := range f.Records {
			t := record.table(b)
			files = append(files, described{record.Name, t.columns()})
		}
	}
	return describe(w, files)
}

// A described is a data file and its columns, without the purpose.
type described struct {
	name    string
	columns []Column
}

// describe writes the data dictionary of the files, with itself at the end.
func describe(w io.Writer, files []described) error {
	c, err := newCSVWriter(w, dictionaryColumns())
	if err != nil {
		return err
	}
	for _, file := range append(files, described{dictionaryName, dictionaryColumns()}) {
		columns := file.columns
		if path.Ext(file.name) == ".csv" {
			columns = csvColumns(columns)
		}
		for _, column := range columns {
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
