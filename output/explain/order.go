package explain

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/output"
)

// order says in words what a package waits for, who insists on what first, and
// which deadline ends it, at the midpoints of ranges.
func order(b *model.Bargain, p *model.Package) (lines []string) {
	in := model.CentralValues(b)
	for i := range p.Requires {
		lines = append(lines, "waits for "+output.Requirement(b, &p.Requires[i], in))
	}
	for _, s := range p.Insists {
		line := fmt.Sprintf("%s insists on %s first", output.PartyName(&b.Parties[s.Party]), packages(b, s.Packages))
		if s.Binding != model.Known(1) {
			line += fmt.Sprintf(", in a share of %s of the draws", output.FormatExact(s.Binding.In(in)))
		}
		lines = append(lines, line)
	}
	for i := range b.Deadlines {
		d := &b.Deadlines[i]
		for _, end := range d.Ends {
			if &b.Packages[end] == p {
				lines = append(lines, fmt.Sprintf("ended by the deadline %s, in round %s, counted from 0", d.ID, output.FormatExact(d.Round.In(in))))
			}
		}
	}
	return lines
}

// deadline says in words when a deadline passes and what follows, at the
// midpoints of ranges.
func deadline(b *model.Bargain, d *model.Deadline) []string {
	in := model.CentralValues(b)
	lines := []string{d.Title, "passes in round " + output.FormatCount(int(math.Ceil(d.Round.In(in)))) + ", counted from 0"}
	if len(d.Ends) > 0 {
		lines = append(lines, "ends "+packages(b, d.Ends))
	}
	for _, e := range d.NoDeal {
		is := &b.Issues[e.Issue]
		lines = append(lines, is.ID+" ends at "+output.AmountsOf(is).Exact(e.Term.In(in))+" without a deal from then on")
	}
	for _, s := range d.Shifts {
		lines = append(lines, "adds "+size(b, s.By, s.By.Amount.In(in))+" to what no deal is worth to "+output.PartyName(&b.Parties[s.Party])+" from then on")
	}
	for _, l := range d.Carries {
		lines = append(lines, "has "+b.Levers[l].ID+" carried out, as often as its holder follows through")
	}
	return lines
}

// packages names packages.
func packages(b *model.Bargain, which []int) string {
	var names []string
	for _, i := range which {
		names = append(names, b.Packages[i].ID)
	}
	return strings.Join(names, " and ")
}
