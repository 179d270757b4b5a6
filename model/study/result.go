package study

import (
	"sim/model/scenario"
)

// A Result is the result of a run.
type Result struct {
	Scenario *scenario.Scenario
	Config   Config
	Tally    *Tally
	Rows     []Row   // the headline quantities, in the order of summary.csv
	Sample   *Sample // the first draws in full

	Correlations []Correlation // of the inputs that the scenario correlates

	Levers *LeverTable // what each lever does; nil if none was tried

	Stop   *Stop        // why the run ended when it did; nil if it could not stop early
	Checks []Assessment // the conditions that the scenario requires
}

// A Row is one headline quantity under one theory, with its Monte Carlo error.
type Row struct {
	Protocol string  // name of the theory
	Quantity string  // one of model.Quantities
	Key      string  // outcome, issue or party
	N        int     // number of draws it rests on
	Value    float64 // NaN if N is 0
	Error    float64 // one standard error
	Lower    float64 // 95% interval
	Upper    float64
}
