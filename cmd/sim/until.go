package main

import (
	"fmt"
	"math"
	"strings"

	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// A stopping is the rule by which a run may end before all draws are played:
// once every condition holds. The engine asks it at 1,024 draws and at every
// doubling.
type stopping struct {
	s          *scenario.Scenario
	conditions []scenario.Condition
}

// newStopping reads the conditions; of none it returns nil.
func newStopping(s *scenario.Scenario, texts []string) (*stopping, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	u := &stopping{s: s}
	for _, text := range texts {
		c, err := scenario.ParseCondition(text, s.Bargain)
		if err != nil {
			return nil, usage("until: %w", err)
		}
		u.conditions = append(u.conditions, c)
	}
	return u, nil
}

// met reports whether the run is precise enough.
func (u *stopping) met(t *montecarlo.Tally) bool { return len(u.unmet(t)) == 0 }

// unmet lists the conditions that do not hold.
func (u *stopping) unmet(t *montecarlo.Tally) (texts []string) {
	rows := output.Summarise(u.s.Bargain, t)
	for _, c := range u.conditions {
		var read []output.Row
		verdict, _ := c.Check(figures{rows, leadName(u.s), &read})
		if verdict != scenario.Holds || !settled(read, t.Draws) { // what cannot be answered yet does not hold yet
			texts = append(texts, c.Text)
		}
	}
	return texts
}

// tailDraws is how many draws a share near none or near all, or a quantile far
// out, wants at least before a run may stop on it: three doublings of the
// first 1,024. On fewer its error is itself a guess.
const tailDraws = 8 * 1024

// settled reports whether figures rest on enough draws for their errors to be
// believed.
func settled(read []output.Row, draws int) bool {
	for _, row := range read {
		if row.N < output.MinimumDraws {
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

// reason says why a run ended when it did, and what was not met.
func (u *stopping) reason(t *montecarlo.Tally, most int) (text string, met bool) {
	unmet := u.unmet(t)
	switch {
	case len(unmet) > 0:
		return fmt.Sprintf("stopped at the cap of %s draws; not met: %s", output.FormatCount(t.Draws), strings.Join(unmet, " · ")), false
	case t.Draws < most:
		return fmt.Sprintf("stopped at %s of at most %s draws: %s", output.FormatCount(t.Draws), output.FormatCount(most), u.text()), true
	}
	return fmt.Sprintf("stopped at the cap of %s draws, where what was asked for holds: %s", output.FormatCount(t.Draws), u.text()), true
}

// text is all conditions in one line.
func (u *stopping) text() string {
	var texts []string
	for _, c := range u.conditions {
		texts = append(texts, c.Text)
	}
	return strings.Join(texts, " · ")
}
