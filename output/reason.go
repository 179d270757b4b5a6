package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
)

// reasons say in a few words why no headline package was signed.
var reasons = map[model.Reason]string{
	model.EmptyZone:       "no zone",
	model.RedLineConflict: "red lines",
	model.Unreachable:     "no zone for one party",
	model.Refused:         "below a reservation value",
	model.NotConsenting:   "no consent",
	model.Waited:          "a party waits",
	model.PastDeadline:    "time ran out",
	model.NotRatified:     "not ratified",
	model.NotKept:         "would not be kept",
	model.NotKnown:        "demand refused",
	model.HeldOut:         "both hold out",
	model.BidsMissed:      "bids do not meet",
	model.Breakdown:       "talks broke off",
	model.NotDecided:      "undecided",
	model.WaitsFor:        "something else first",
	model.LotteryOnly:     "lottery only",
	model.Indivisible:     "indivisible",
	model.OverTotal:       "over a total",
}

// reasonsShown is how many reasons of a theory are shown.
const reasonsShown = 2

// WhyNot is why draws under a theory end without a headline package: the most
// frequent reasons, each with its draws of 100; – if there is none, and for a theory
// that asks nobody.
func WhyNot(r *Result, theory int) string {
	type counted struct {
		reason model.Reason
		draws  int
	}
	var list []counted
	for reason, n := range r.Tally.Theories[theory].Reasons {
		if n > 0 && model.Reason(reason) != model.NoReason && !r.Scenario.Bargain.Theories[theory].Predicts {
			list = append(list, counted{model.Reason(reason), n})
		}
	}
	slices.SortStableFunc(list, func(a, b counted) int { return cmp.Compare(b.draws, a.draws) })
	var parts []string
	for i, c := range list {
		of100 := math.Round(100 * float64(c.draws) / float64(r.Tally.N(theory)))
		if i == reasonsShown || of100 == 0 {
			break
		}
		parts = append(parts, fmt.Sprintf("%s %.0f", reasons[c.reason], of100))
	}
	if parts == nil {
		return "–"
	}
	return strings.Join(parts, " · ")
}
