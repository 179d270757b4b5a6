// Package output is what a finished run is turned into: the Result that every
// renderer is given, and the Artifact that every renderer is.
//
// Runs land in output/runs; everything else in this folder is code.
package output

import (
	"io"

	"sim/model/study"
)

// Notice is the sentence that stands on everything a run leaves behind for
// people to read.
const Notice = "Illustration, not prediction"

// Purpose says the same in data files: a column of every CSV file, a key of
// every JSON file and of the metadata of every Parquet file.
const Purpose = "illustration, not prediction"

// A Result is everything a renderer may look at.
type Result struct {
	*study.Result

	Version string // of the program
	Command string // as typed; only run.json and report.html may show it
	// Plots are the pictures asked for by name; none: the main ones.
	Plots []string
	// Argument is what commands call the scenario, a path or a name of the library;
	// empty: its name. Only report.html may show it.
	Argument string
}

// An Artifact is one file that a run leaves behind.
type Artifact interface {
	Name() string // path below the run's folder, with extension: plots/outcome-mix.svg
	Write(w io.Writer, r *Result) error
}
