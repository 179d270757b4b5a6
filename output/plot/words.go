package plot

import (
	"strings"

	"sim/model"
	"sim/output"
)

// reasonWords say why there was no headline package.
var reasonWords = []string{
	model.NoReason:        "no reason recorded",
	model.EmptyZone:       "no zone: no terms suit all at once",
	model.RedLineConflict: "red lines and limits leave nothing to table",
	model.Unreachable:     "no zone: to one party no terms are as good as no deal",
	model.Refused:         "terms below a party's reservation value",
	model.NotConsenting:   "a party did not consent",
	model.Waited:          "a party preferred to wait",
	model.PastDeadline:    "time ran out",
	model.NotRatified:     "not ratified",
	model.NotKept:         "some party would break it later",
	model.NotKnown:        "more demanded than a party accepts",
	model.HeldOut:         "both held out for their demands",
	model.BidsMissed:      "sealed bids missed each other",
	model.Breakdown:       "talks broke off",
	model.NotDecided:      "undecided by the solver",
	model.WaitsFor:        "something else had to come first",
	model.LotteryOnly:     "no zone, but chances of several deals would do",
	model.Indivisible:     "what cannot be split leaves no zone",
	model.OverTotal:       "no terms add up to the totals",
}

func reasonText(r model.Reason) string {
	if int(r) < len(reasonWords) && r >= 0 {
		return reasonWords[r]
	}
	return "another reason"
}

// orID is a name, or the identifier in words if there is no name.
func orID(name, id string) string {
	if name != "" {
		return name
	}
	return strings.ReplaceAll(id, "_", " ")
}

// theoryOrder lists the played theories, the baseline first.
func theoryOrder(b *model.Bargain, played int) []int {
	var order []int
	for _, baseline := range []bool{true, false} {
		for i := range played {
			if b.Theories[i].Baseline == baseline {
				order = append(order, i)
			}
		}
	}
	return order
}

// plural writes a count with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return output.FormatCount(n) + " " + many
}

// nameWithin is a name cut to a width: first its bracketed part goes.
func (t style) nameWithin(name string, width float64) string {
	if short, _, ok := strings.Cut(name, " ("); ok && t.measure(clean(name)) > width {
		name = short
	}
	return t.shorten(name, width)
}
