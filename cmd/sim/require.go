package main

import (
	"io"

	"sim/model/scenario"
	"sim/output"
)

// reportChecks warns of required conditions that fail within their error and
// returns a requireError if any fails by more.
func reportChecks(w io.Writer, r *output.Result) error {
	var failed []string
	for i, check := range r.Checks() {
		a := &r.Result.Checks[i]
		line := a.Place + ": " + check.Condition + " " + check.Verdict
		switch a.Verdict {
		case scenario.Holds:
		case scenario.WithinError:
			if err := warn(w, line+"; more draws would tell"); err != nil {
				return err
			}
		case scenario.Fails, scenario.Unanswerable:
			failed = append(failed, line)
		}
	}
	if failed != nil {
		return &requireError{failed}
	}
	return nil
}
