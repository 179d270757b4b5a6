package page

import (
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
