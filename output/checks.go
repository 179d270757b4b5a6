package output

import (
	"fmt"
	"strings"
)

// A Check is a condition that the scenario requires, and how it came out.
type Check struct {
	Condition string `json:"condition"`
	Verdict   string `json:"verdict"` // in words
}

// Checks are the conditions that the scenario requires, in words.
func (r *Result) Checks() []Check {
	var checks []Check
	for i := range r.Result.Checks {
		a := &r.Result.Checks[i]
		verdict := a.Verdict.String()
		if a.Err != nil {
			verdict += ": " + a.Err.Error()
		}
		checks = append(checks, Check{Condition: a.Text, Verdict: verdict})
	}
	return checks
}

// StopText says why a run ended when it did; empty where it could not stop early.
func (r *Result) StopText() string {
	s := r.Stop
	if s == nil {
		return ""
	}
	conditions := strings.Join(s.Conditions, " · ")
	switch {
	case len(s.Unmet) > 0:
		return fmt.Sprintf("stopped at the cap of %s draws; not met: %s", FormatCount(s.Draws), strings.Join(s.Unmet, " · "))
	case s.Draws < s.Most:
		return fmt.Sprintf("stopped at %s of at most %s draws: %s", FormatCount(s.Draws), FormatCount(s.Most), conditions)
	}
	return fmt.Sprintf("stopped at the cap of %s draws, where what was asked for holds: %s", FormatCount(s.Draws), conditions)
}
