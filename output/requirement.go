package output

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
)

// Requirement says in words what a package or a meeting needs before it comes to
// pass, for the varying inputs in. Rounds count from 0, as in scenarios.
func Requirement(b *model.Bargain, r *model.Requirement, in []float64) string {
	n := int(math.Ceil(r.Number.In(in))) // nothing happens between two rounds
	switch r.Kind {
	case model.InForce:
		text := b.Packages[r.Of].ID + " in force"
		if r.Number != model.Known(0) {
			text += fmt.Sprintf(", kept for %s", Counted(n, "round", "rounds"))
		}
		return text
	case model.SignedOnce:
		return b.Packages[r.Of].ID + " signed once"
	case model.MeetingsHeld:
		var who []string
		for _, i := range b.Rooms[r.Of] {
			who = append(who, PartyName(&b.Parties[i]))
		}
		return fmt.Sprintf("%s of %s", Counted(n, "meeting", "meetings"), strings.Join(who, " and "))
	case model.RoundReached:
		return "round " + FormatCount(n) + ", counted from 0"
	case model.DeadlinePassed:
		return "the deadline " + b.Deadlines[r.Of].ID + " to pass"
	case model.LeverCarriedOut:
		return b.Levers[r.Of].ID + " carried out"
	}
	return ""
}
