package dataset

import (
	"io"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// A Sink takes draws as they are played; Close ends its file.
type Sink interface {
	montecarlo.Sink
	io.Closer
}

// A Record is a data file that is written while draws are played, so that
// memory does not grow with them.
type Record struct {
	Name  string // path below the run's folder, with extension
	table func(b *model.Bargain) table
}

// Open begins the file in w for draws of b.
func (r Record) Open(w io.Writer, b *model.Bargain) (Sink, error) {
	if stem, isParquet := strings.CutSuffix(r.Name, ".parquet"); isParquet {
		return newParquet(w, stem, r.table(b)), nil
	}
	return newCSV(w, r.table(b))
}

// A Format is a kind of data file that a run can leave behind.
type Format struct {
	Name, Doc string
	Artifacts []output.Artifact
	Records   []Record
}

// Always lists the data files that a run leaves in any case, besides those of
// the named formats.
func Always(r *output.Result, formats ...string) []output.Artifact {
	files := []output.Artifact{summaryCSV{}, ensembleCSV{}, inputsCSV{}, dictionary{formats}}
	if hasTwins(r.Scenario.Bargain) {
		files = append(files, causesCSV{})
	}
	if hasRules(r) {
		files = append(files, rulesCSV{})
	}
	if r.Scenario.Bargain.Observed != nil {
		files = append(files, observedCSV{})
	}
	if r.Drivers() != nil {
		files = append(files, driversCSV{})
	}
	if r.Levers != nil {
		files = append(files, leversCSV{})
	}
	if r.Scenario.Bargain.Coupling != nil {
		files = append(files, correlationsCSV{})
	}
	return files
}

// All lists the formats that can be chosen.
var All = []Format{
	{
		Name: "csv", Doc: "draw by draw as CSV: outcomes.csv, inputs-by-draw.csv.",
		Records: []Record{{"outcomes.csv", outcomeTable}, {"inputs-by-draw.csv", inputTable}},
	},
	{
		Name: "parquet", Doc: "draw by draw as Parquet: outcomes.parquet, inputs.parquet.",
		Records: []Record{{"outcomes.parquet", outcomeTable}, {"inputs.parquet", inputTable}},
	},
	{Name: "json", Doc: "the headline figures as JSON: summary.json.", Artifacts: []output.Artifact{summaryJSON{}}},
}
