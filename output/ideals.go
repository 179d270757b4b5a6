package output

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

// Ideals says, a line per headline package, by how much each party that must consent
// prefers it at its own ideal to refusing, at midpoints; where that is below 0 it
// refuses even that. Packages of which red lines leave nothing on the table are left
// out, and where no theory asks for consent there are none.
func Ideals(b *model.Bargain) []string {
	if !slices.ContainsFunc(b.Theories, func(t model.Theory) bool { return t.Consent }) {
		return nil // nobody is asked
	}
	table := model.NewTable(b)
	table.SetInputs(model.CentralValues(b), model.MedianEvents{})
	var lines []string
	for g := range b.Packages {
		p := table.Problem(g)
		if !b.Packages[g].Headline() || p.Blocked() {
			continue
		}
		var parts []string
		for _, i := range b.ListedParties() {
			if p.Consent[i] {
				parts = append(parts, PartyName(&b.Parties[i])+" "+stake(table.OwnIdeal(g, i)))
			}
		}
		if parts != nil {
			lines = append(lines, fmt.Sprintf("own ideal in %s at midpoints, in stake units above refusing: %s", b.Packages[g].ID, strings.Join(parts, " · ")))
		}
	}
	return lines
}
