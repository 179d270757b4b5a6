package main

import (
	"fmt"
	"io"

	"sim/model"
	"sim/model/scenario"
	"sim/output"
)

// figures answers conditions from the summary of a run.
type figures struct {
	rows []output.Row
	lead string        // the theory meant where none is named
	read *[]output.Row // if not nil, the rows that were asked for are noted here
}

// Figure finds a figure; a theory that was not played has none. Where no error
// can be told from the draws, as of a share of none or of all of them, it is
// what the interval says.
func (f figures) Figure(quantity, key, protocol string) (value, err float64, ok bool) {
	if protocol == "" {
		protocol = f.lead
	}
	row, ok := output.FindRow(f.rows, protocol, quantity, key)
	if ok && f.read != nil {
		*f.read = append(*f.read, row)
	}
	if err = row.Error; err == 0 {
		err = (row.Upper - row.Lower) / (2 * z975)
	}
	return row.Value, err, ok
}

// z975 is the standard normal quantile at 0.975.
const z975 = 1.959963984540054

func leadName(s *scenario.Scenario) string { return s.Bargain.Theories[s.Lead()].Name }

// verdicts are the scenario's required conditions, judged.
type verdicts []verdict

type verdict struct {
	output.Check
	place   string // in the scenario
	outcome scenario.Verdict
}

// line is the condition, where it stands and how it came out.
func (v verdict) line() string { return v.place + ": " + v.Condition + " " + v.Verdict }

// judge judges the conditions that the scenario requires.
func judge(s *scenario.Scenario, r *output.Result) verdicts {
	var vs verdicts
	for _, c := range s.Require {
		outcome, err := c.Check(figures{rows: r.Rows, lead: leadName(s)})
		words := outcome.String()
		if err != nil {
			words += ": " + err.Error()
		}
		vs = append(vs, verdict{output.Check{Condition: c.Text, Verdict: words}, c.Place, outcome})
	}
	return vs
}

// report warns of conditions that fail within their error and returns a
// requireError if any fails by more.
func (vs verdicts) report(w io.Writer) error {
	var failed []string
	for _, v := range vs {
		switch v.outcome {
		case scenario.Holds:
		case scenario.WithinError:
			if _, err := fmt.Fprintln(w, output.Printable("warning: "+v.line()+"; more draws would tell")); err != nil {
				return err
			}
		case scenario.Fails, scenario.Unanswerable:
			failed = append(failed, v.line())
		}
	}
	if failed != nil {
		return &requireError{failed}
	}
	return nil
}

// classShown is the class that the progress line speaks of: that of the
// scenario's first package.
func classShown(b *model.Bargain) model.Class {
	if len(b.Packages) > 0 {
		return b.Packages[0].Outcome
	}
	return model.Settlement
}
