package output

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
)

// LeverChecks says, a line each, which levers of a subject turned out to do nothing
// on so many draws, with the reason, which too little to see, and how many are left.
// There are no lines without checks.
func LeverChecks(s *study.Subject, checks []study.LeverCheck, draws int) []string {
	if checks == nil {
		return nil
	}
	var lines []string
	b := s.Scenario.Bargain
	for i := range checks {
		c := &checks[i]
		l, text := &b.Levers[c.Lever], ""
		switch c.Verdict {
		case study.LeverDoesNothing:
			why := strings.Join(s.Scenario.OnLever(c.Lever), "; ")
			if why == "" {
				why = unread(b, l)
			}
			text = fmt.Sprintf("%s does nothing: %s; off or full, each of %s draws is the same to the last bit under every theory", l.ID, why, FormatCount(draws))
		case study.LeverTooSmall:
			text = fmt.Sprintf("%s does too little to see at %s draws: up to %s of them differ, but no share by more than its error and no amount by 0.1%% of its scale",
				l.ID, FormatCount(draws), FormatCount(c.Differ))
		case study.LeverActs:
			continue
		}
		lines = append(lines, "lever: "+Printable(s.Scenario.AtLever(c.Lever, text).String()))
	}
	return append(lines, fmt.Sprintf("levers: %s of %s make a difference that can be seen between off and full, on %s draws",
		FormatCount(len(checks)-len(lines)), FormatCount(len(checks)), FormatCount(draws)))
}

// unread says why a lever changed nothing although the file does not show it.
func unread(b *model.Bargain, l *model.Lever) string {
	moves := map[model.Verb]bool{}
	for i := range l.Effects {
		moves[l.Effects[i].Does] = true
	}
	switch {
	case len(moves) == 1 && moves[model.MovesPower]:
		return "no theory that is played reads power"
	case len(moves) == 1 && moves[model.MovesPatience]:
		return "no theory that is played and no process reads patience"
	case len(moves) == 1 && moves[model.Hardens]:
		return "the line that it moves decides nothing that is signed"
	case len(moves) == 1 && moves[model.MovesProcess]:
		return "the process that it moves changes no draw"
	case len(moves) == 1 && moves[model.Offers]:
		return "nobody agrees to other terms for what it offers"
	case len(moves) == 0:
		return "what it makes up for does nothing"
	}
	return "it acts " + When(b, l) + ", and what it moves then decides nothing"
}
