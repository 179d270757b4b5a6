package explain

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

// faction says in words which groups have to agree at home, to what.
func faction(b *model.Bargain, c *model.Faction) []string {
	lines := []string{"must agree at home to what " + output.PartyName(&b.Parties[c.Party]) + " accepted, where processes.ratification asks it; every group has a veto, unless ratification gives a quota of seats"}
	in := model.CentralValues(b)
	for i := range c.Groups {
		g := &c.Groups[i]
		var conditions []string
		for j := range g.Accepts {
			a := &g.Accepts[j]
			k := &b.Issues[a.Issue]
			bound := a.Bound.In(in)
			side := "at most"
			if lo, hi := k.Scale.Amount(0), k.Scale.Amount(1); (a.Side == model.AtLeast) == (lo < hi) {
				side = "at least"
			}
			text := k.ID + " " + side + " " + output.Position(k, k.Scale.Position(bound))
			if a.Spread.In(in) > 0 {
				text += fmt.Sprintf(" (the bound itself is uncertain, by %s of the scale)", output.FormatExact(a.Spread.In(in)))
			}
			if a.UnlessNotWorse {
				text += ", or terms no worse for the party than what is held"
			}
			conditions = append(conditions, text)
		}
		if g.HasGain {
			conditions = append(conditions, fmt.Sprintf("a gain of the party over its reservation value of at least %s stake units", output.FormatExact(g.Gain.In(in))))
		}
		lines = append(lines, "group "+g.Name+" agrees to: "+strings.Join(conditions, "; "))
	}
	return lines
}
