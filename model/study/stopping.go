package study

import (
	"fmt"
	"math"

	"sim/model/scenario"
)

// A stopping is the rule by which a run may stop early: once every condition
// holds. The engine checks it at 1,024 draws and at every doubling.
type stopping struct {
	s          *scenario.Scenario
	conditions []scenario.Condition
}

// A Stop is the result of the rule by which a run may stop early.
type Stop struct {
	Draws, Most int      // draws simulated, and the largest number allowed
	Conditions  []string // conditions that had to hold
	Unmet       []string // conditions that do not hold at the end
}

// A StopError means that a stopping condition cannot be parsed.
type StopError struct{ Err error }

func (e *StopError) Error() string { return fmt.Sprintf("until: %v", e.Err) }
func (e *StopError) Unwrap() error { return e.Err }

// newStopping parses the conditions; it returns nil if there are none. The
// error is a *StopError.
func newStopping(s *scenario.Scenario, texts []string) (*stopping, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	u := &stopping{s: s}
	for _, text := range texts {
		c, err := scenario.ParseCondition(text, s.Bargain)
		if err != nil {
			return nil, &StopError{err}
		}
		u.conditions = append(u.conditions, c)
	}
	return u, nil
}

// CheckRun returns a *StopError if a stopping condition cannot be parsed, and a
// *LeversError if levers cannot be tried on so many draws.
func (s *Subject) CheckRun(o RunOptions) error {
	_, err := newStopping(s.Scenario, o.Until)
	if of := s.Config; err == nil && o.Levers > 0 && o.Levers < of.Draws {
		of.Draws = o.Levers
		if err := of.Check(); err != nil {
			return &LeversError{err}
		}
	}
	return err
}

// met reports whether the run is precise enough.
func (u *stopping) met(t *Tally) bool { return len(u.unmet(t)) == 0 }

// unmet returns the conditions that do not hold.
func (u *stopping) unmet(t *Tally) (texts []string) {
	rows := Summarise(u.s.Bargain, t)
	for _, c := range u.conditions {
		var read []Row
		verdict, _ := c.Check(figures{rows, leadName(u.s), &read})
		if verdict != scenario.Holds || !settled(read, t.Draws) { // a condition that cannot be evaluated yet does not hold yet
			texts = append(texts, c.Text)
		}
	}
	return texts
}

// end returns the result of the rule after the draws of t, given the most
// allowed.
func (u *stopping) end(t *Tally, most int) *Stop {
	s := &Stop{Draws: t.Draws, Most: most, Unmet: u.unmet(t)}
	for _, c := range u.conditions {
		s.Conditions = append(s.Conditions, c.Text)
	}
	return s
}

// tailDraws is the number of draws that a share near 0 or 1, or an extreme
// quantile, requires before a run may stop on it: three doublings of the first
// 1,024. With fewer draws its error is not reliable.
const tailDraws = 8 * 1024

// settled reports whether quantities rest on enough draws for their errors to
// be reliable.
func settled(read []Row, draws int) bool {
	for _, row := range read {
		if row.N < MinimumDraws {
			return false
		}
		tail := row.Quantity == "terms_p05" || row.Quantity == "terms_p95" ||
			row.Quantity == "share" && math.Abs(row.Value-0.5) > 0.45
		if tail && draws < tailDraws {
			return false
		}
	}
	return true
}
