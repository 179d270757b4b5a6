package main

import (
	"fmt"
	"io"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// figures answers conditions from the summary of a run.
type figures struct {
	rows []output.Row
	lead string // the theory meant where none is named
}

// Figure finds a figure; a theory that was not played has none.
func (f figures) Figure(quantity, key, protocol string) (value, err float64, ok bool) {
	if protocol == "" {
		protocol = f.lead
	}
	row, ok := output.FindRow(f.rows, protocol, quantity, key)
	return row.Value, row.Error, ok
}

func leadName(s *scenario.Scenario) string { return s.Bargain.Theories[s.Lead()].Name }

// stopping is the engine's question whether a run may stop, from a condition.
func stopping(s *scenario.Scenario, text string) (func(*montecarlo.Tally) bool, error) {
	condition, err := scenario.ParseCondition(text, s.Bargain)
	if err != nil {
		return nil, usage("until: %w", err)
	}
	return func(t *montecarlo.Tally) bool {
		verdict, _ := condition.Check(figures{output.Summarise(s.Bargain, t), leadName(s)})
		return verdict == scenario.Holds // what cannot be answered yet does not hold yet
	}, nil
}

// verdicts are the scenario's required conditions, judged.
type verdicts []verdict

type verdict struct {
	output.Check
	outcome scenario.Verdict
}

// judge judges the conditions that the scenario requires.
func judge(s *scenario.Scenario, r *output.Result) verdicts {
	var vs verdicts
	for _, c := range s.Require {
		outcome, err := c.Check(figures{r.Rows, leadName(s)})
		words := outcome.String()
		if err != nil {
			words += ": " + err.Error()
		}
		vs = append(vs, verdict{output.Check{Condition: c.Text, Verdict: words}, outcome})
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
			if _, err := fmt.Fprintf(w, "warning: %s %s; more draws would tell\n", v.Condition, v.Verdict); err != nil {
				return err
			}
		case scenario.Fails, scenario.Unanswerable:
			failed = append(failed, v.Condition+" "+v.Verdict)
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
