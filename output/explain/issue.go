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
			names = append(names, option(s, x))
		}
		lines = append(lines, "options, the only possible terms: "+strings.Join(names, ", "))
	case s.Steps > 0:
		lines = append(lines, fmt.Sprintf("%d positions are tried, equally spaced between the bounds of what can be tabled", s.Steps))
	}
	if c := s.Claim; c != nil {
		var names, parties []string
		for _, x := range c.Options {
			names = append(names, option(s, x))
		}
		for _, i := range c.By {
			parties = append(parties, output.PartyName(&b.Parties[i]))
		}
		lines = append(lines, fmt.Sprintf("cannot be split, says %s: %s only, under theories about such claims", strings.Join(parties, ", "), strings.Join(names, " or ")))
	}
	in := model.CentralValues(b)
	lines = append(lines, relief(b, s, in)...)
	switch {
	case s.DealOnly:
		lines = append(lines, "does not exist without a deal")
	case s.HasNoDeal:
		lines = append(lines, "ends without a deal at "+output.Position(s, s.Scale.Position(s.NoDeal.In(in))))
	}
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

// relief says what each option of the issue of a standstill relieves and holds, at
// midpoints.
func relief(b *model.Bargain, s *model.Issue, in []float64) (lines []string) {
	if b.Standstill == nil || &b.Issues[b.Standstill.Issue] != s {
		return nil
	}
	words := b.Words.OrNeutral()
	for o, x := range s.Options {
		relieves, holds := b.Standstill.Relieves[o].In(in), b.Standstill.Holds[o].In(in)
		if relieves == 0 && holds == 0 {
			continue
		}
		lines = append(lines, fmt.Sprintf("%s relieves %s of the %s and holds %s of the %s", option(s, x),
			output.FormatExact(relieves), words.DisagreementCost, output.FormatExact(holds), words.MovingIssue))
	}
	return lines
}

// option is the name of a possible position of an issue.
func option(s *model.Issue, x float64) string {
	if l, ok := model.NearestLabel(s.Labels, x); ok && l.At == x {
		return l.Name
	}
	return output.AmountsOf(s).Exact(s.Scale.Amount(x))
}
