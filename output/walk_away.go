package output

import (
	"strings"

	"sim/model"
)

// Position is a position of an issue in words: the option that lies there, else
// the amount with its unit.
func Position(s *model.Issue, x float64) string {
	if l, ok := model.NearestLabel(s.Labels, x); ok && l.At == x && s.Options != nil {
		return l.Name
	}
	amount := AmountsOf(s).Exact(s.Scale.Amount(x))
	if s.Unit != "" {
		amount += " " + s.Unit
	}
	return amount
}

// WalkAway says at which terms a party walks away, such as price 160 and name
// both, with the issues in the order of the scenario.
func WalkAway(b *model.Bargain, terms []model.WalkAwayPart) string {
	var parts []string
	for _, k := range b.ListedIssues() {
		for _, t := range terms {
			if s := &b.Issues[k]; t.Issue == k {
				parts = append(parts, IssueName(s)+" "+Position(s, t.Term))
			}
		}
	}
	return strings.Join(parts, " and ")
}
