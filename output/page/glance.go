package page

import (
	"fmt"
	"strings"

	"sim/output"
	"sim/output/table"
)

// glance is what a reader must know before the counts: what was assumed, how
// sure the arithmetic is, how far the theories disagree.
func glance(r *output.Result) []fact {
	return []fact{
		{"What was assumed", assumed(r)},
		{"How sure the arithmetic is", fmt.Sprintf("± is the Monte Carlo error, one standard error of %s draws. More draws make it smaller; they make no assumption truer.",
			output.FormatCount(r.Tally.Draws))},
		{"How far the theories disagree", disagreement(r)},
	}
}

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

// disagreement is the range of each ending's share over the theories.
func disagreement(r *output.Result) string {
	n := len(r.Scenario.Bargain.Theories) - len(r.Predicting())
	if n == 0 {
		return "All theories played ask nobody; their draws have no outcome."
	}
	if n == 1 {
		if len(r.Predicting()) > 0 {
			return "Only one of the theories played has outcomes; others may disagree."
		}
		return "One theory was played; others may disagree."
	}
	var ranges []string
	for _, c := range r.ClassesShown() {
		ranges = append(ranges, r.Scenario.Bargain.ClassLabel(c)+" in "+table.Between(r, c))
	}
	return fmt.Sprintf("%d theories on the same draws: %s of them.", n, strings.Join(ranges, ", "))
}
