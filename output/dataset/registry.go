package dataset

import (
	"io"

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
	Name string // path below the run's folder, with extension
	Open func(w io.Writer, b *model.Bargain) (Sink, error)
}

// A Format is a kind of data file that a run can leave behind.
type Format struct {
	Name, Doc string
	Artifacts []output.Artifact
	Records   []Record
}

// Always lists the data files that a run leaves in any case.
func Always(r *output.Result) []output.Artifact {
	files := []output.Artifact{summaryCSV{}, ensembleCSV{}, inputsCSV{}, dictionary{}}
	if r.Scenario.Bargain.Coupling != nil {
		files = append(files, correlationsCSV{})
	}
	return files
}

// All lists the formats that can be chosen.
var All = []Format{
	{
		Name: "csv", Doc: "draw by draw as CSV: outcomes.csv, inputs-by-draw.csv.",
		Records: []Record{
			{"outcomes.csv", func(w io.Writer, b *model.Bargain) (Sink, error) { return newCSV(w, outcomeTable(b)) }},
			{"inputs-by-draw.csv", func(w io.Writer, b *model.Bargain) (Sink, error) { return newCSV(w, inputTable(b)) }},
		},
	},
	{
		Name: "parquet", Doc: "draw by draw as Parquet: outcomes.parquet, inputs.parquet.",
		Records: []Record{
			{"outcomes.parquet", func(w io.Writer, b *model.Bargain) (Sink, error) {
				return newParquet(w, "outcomes", outcomeTable(b)), nil
			}},
			{"inputs.parquet", func(w io.Writer, b *model.Bargain) (Sink, error) {
				return newParquet(w, "inputs", inputTable(b)), nil
			}},
		},
	},
	{Name: "json", Doc: "the headline figures as JSON: summary.json.", Artifacts: []output.Artifact{summaryJSON{}}},
}
