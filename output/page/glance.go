package page

import (
	"fmt"
	"strings"

	"sim/output"
)

// size says in a line what was played, and how often.
func size(r *output.Result) string {
	b := r.Scenario.Bargain
	parts := []string{output.Counted(len(b.Parties), "party", "parties"), output.Counted(len(b.Issues), "issue", "issues")}
	if n := len(b.Levers); n > 0 {
		parts = append(parts, output.Counted(n, "lever", "levers"))
	}
	switch n := b.Clock.Rounds; {
	case n == 0:
		parts = append(parts, "one meeting")
	case b.Clock.Round != "":
		parts = append(parts, output.Counted(n, "round", "rounds")+" of "+b.Clock.Round)
	default:
		parts = append(parts, output.Counted(n, "round", "rounds"))
	}
	parts = append(parts, output.Counted(r.Tally.Draws, "draw", "draws"), output.Counted(len(b.Theories), "theory", "theories"), "seed "+uintText(r.Config.Seed))
	return strings.Join(parts, " · ")
}

// assumed counts the numbers of the scenario by what they rest on.
func assumed(r *output.Result) string {
	b := r.Scenario.Bargain
	l := output.CountEvidence(b)
	text := fmt.Sprintf("%s of %s numbers", output.FormatCount(l.Of[output.Assumed]), output.FormatCount(l.Total))
	if n := l.Of[output.Evidence] + l.Of[output.Disputed]; n > 0 {
		text += fmt.Sprintf("; %s rest on evidence", output.FormatCount(n))
	}
	if n := l.Of[output.Opinion]; n > 0 {
		text += fmt.Sprintf("; %s on opinion or rewritten news", output.FormatCount(n))
	}
	if n := len(b.Varying()); n > 0 {
		text += fmt.Sprintf(". %s of all are ranges of belief, from which every draw takes new values", output.FormatCount(n))
	}
	return text + "."
}
