package explain

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

// issue says in words what an issue is about, which terms it can have and who
// carries them out.
func issue(b *model.Bargain, s *model.Issue) []string {
	lines := []string{s.Question}
	if s.Unit != "" {
		lines = append(lines, "unit: "+s.Unit)
	}
	for _, l := range s.Labels {
		lines = append(lines, fmt.Sprintf("  %s = %s", output.AmountsOf(s).Exact(s.Scale.Amount(l.At)), l.Name))
	}
	switch {
	case s.Options != nil:
		var names []string
		for _, x := range s.Options {
			name := output.AmountsOf(s).Exact(s.Scale.Amount(x))
			if l, ok := model.NearestLabel(s.Labels, x); ok && l.At == x {
				name = l.Name
			}
			names = append(names, name)
		}
		lines = append(lines, "options, the only possible terms: "+strings.Join(names, ", "))
	case s.Steps > 0:
		lines = append(lines, fmt.Sprintf("%d positions are tried, equally spaced between the bounds of what can be tabled", s.Steps))
	}
	in := model.CentralValues(b)
	total := 0.0
	for _, c := range s.Carriers {
		total += c.Share.In(in)
	}
	for _, c := range s.Carriers {
		line := "carried out by " + output.PartyName(&b.Parties[c.Party])
		if len(s.Carriers) > 1 {
			line += fmt.Sprintf(": %s of it", output.FormatExact(c.Share.In(in)/total))
		}
		lines = append(lines, line)
	}
	for l := range b.Levers {
		for _, e := range b.Levers[l].Effects {
			if e.Does == model.Offers && &b.Issues[e.Issue] == s {
				lines = append(lines, "offered through "+b.Levers[l].ID)
			}
		}
	}
	if share := s.Irreversible.In(in); share > 0 {
		lines = append(lines, fmt.Sprintf("%s of a movement stays when an agreement is broken", output.FormatExact(share)))
	}
	return lines
}
