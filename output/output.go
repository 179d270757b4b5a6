// Package output is what a finished run is turned into: the Result that every
// renderer is given, and the Artifact that every renderer is.
//
// Runs land in output/runs; everything else in this folder is code.
package output

import (
	"io"

	"sim/model/montecarlo"
	"sim/model/scenario"
)

// Notice is the sentence that stands on everything a run leaves behind.
const Notice = "Illustration, not prediction"

// A Result is everything a renderer may look at.
type Result struct {
	Scenario *scenario.Scenario
	Config   montecarlo.Config
	Tally    *montecarlo.Tally
	Rows     []Row   // the headline figures, in the order of summary.csv
	Sample   *Sample // the first draws one by one, for pictures of single draws

	Correlations []Correlation // of inputs that go together

	Stop   string  // why the run ended when it did, where it could stop early; else empty
	Checks []Check // the conditions that the scenario requires, judged

	Version string // of the program
	Command string // as typed; only run.json and report.html may show it
}

// A Check is a condition that the scenario requires, and how it came out.
type Check struct {
	Condition string `json:"condition"`
	Verdict   string `json:"verdict"` // in words
}

// A Row is one figure of the summary with its Monte Carlo error.
type Row struct {
	Protocol string
	Quantity string  // share, terms_p05, terms_p50, terms_p95, utility_mean, reservation_value_mean, agreement_payoff_mean, surplus_mean, rounds_p50, reached
	Key      string  // outcome, issue or party
	N        int     // draws that the figure rests on
	Value    float64 // NaN if N is 0
	Error    float64 // one standard error
	Lower    float64 // 95 % interval
	Upper    float64
}

// An Artifact is one file that a run leaves behind.
type Artifact interface {
	Name() string // path below the run's folder, with extension: plots/outcome-mix.svg
	Write(w io.Writer, r *Result) error
}
