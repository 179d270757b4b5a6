package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
)

// verbs are what levers do to a party's payoff, in words before "by".
var verbs = map[model.Verb]string{
	model.Presses: "pressed", model.Rewards: "rewarded", model.Costs: "costs", model.Expects: "expectations",
}

// Sizes says, line by line, what moves each party and how much: its cost of
// disagreement or the terms at which it walks away, what it expects, and what levers do to it at their weight and in
// full. There are no lines if no size is stated.
func Sizes(b *model.Bargain) []string {
	var lines []string
	for _, p := range b.Sizes() {
		if p.Cost == 0 && p.Expected == 0 && len(p.Levers) == 0 && p.WalksAway == nil {
			continue
		}
		lines = append(lines, partySizes(b, &p))
	}
	if s := b.Strength; s != nil {
		stakes, names := b.StrengthStakes(), [2]string{}
		for j, party := range s.Between {
			names[j] = PartyName(&b.Parties[party])
		}
		lines = append(lines, fmt.Sprintf("  strength of %s: all or nothing of it moves %s by %s · %s by %s", names[0], names[0], stake(stakes[0]), names[1], stake(stakes[1])))
	}
	if lines == nil {
		return nil
	}
	return append([]string{"sizes at midpoints, in stake units; of levers at their weight and belief, of what they are in full"}, lines...)
}

func partySizes(b *model.Bargain, p *model.PartySizes) string {
	head := "  " + PartyName(&b.Parties[p.Party])
	if p.Issue >= 0 {
		head += fmt.Sprintf(" (0.01 is worth %s of the scale of %s)", share(0.01/p.Share), IssueName(&b.Issues[p.Issue]))
	}
	cost := b.Words.OrNeutral().DisagreementCost + " " + stake(p.Cost)
	if p.CostLow != p.CostHigh {
		cost += " (" + stake(p.CostLow) + "–" + stake(p.CostHigh) + ")"
	}
	parts := []string{cost}
	if p.WalksAway != nil { // which takes the place of its cost
		parts[0] = "walks away at " + WalkAway(b, p.WalksAway) + ", worth " + stake(p.WalkWorth)
	}
	if p.Expected != 0 {
		parts = append(parts, "expected without an agreement "+stake(p.Expected))
	}
	last := ""
	levers := slices.Clone(p.Levers)
	slices.SortStableFunc(levers, func(a, b model.LeverSize) int { return cmp.Compare(a.Does, b.Does) })
	for _, l := range levers {
		by := fmt.Sprintf("%s %s of %s", b.Levers[l.Lever].ID, stake(l.Now), stake(l.Full))
		if verb := verbs[l.Does] + " by "; verb != last {
			by, last = verb+by, verb
		}
		parts = append(parts, by)
	}
	return head + ": " + strings.Join(parts, " · ")
}

// stake formats stake units to two digits.
func stake(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	if math.Abs(x) < 1e-4 {
		x = 0
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// share formats a share of a scale as a percentage.
func share(x float64) string { return strconv.FormatFloat(math.Round(1000*x)/10, 'f', -1, 64) + "%" }
