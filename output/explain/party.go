package explain

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/portable"
	"sim/output"
)

// party says in words how a party bargains: on what it has a say, whom it
// counts on, when it leaves.
func party(b *model.Bargain, p *model.Party) []string {
	lines := []string{output.PartyName(p) + ", " + p.Seat.String()}
	in := model.CentralValues(b)
	if p.Say != nil {
		var issues []string
		for _, k := range b.ListedIssues() {
			for _, say := range p.Say {
				if say == k {
					issues = append(issues, b.Issues[k].ID)
				}
			}
		}
		if issues == nil {
			issues = []string{"nothing"}
		}
		lines = append(lines, "bargains over "+strings.Join(issues, ", "))
	}
	for j, terms := range p.WalksAway {
		var at []model.WalkAwayPart
		for _, w := range terms {
			at = append(at, model.WalkAwayPart{Issue: w.Issue, Term: b.Issues[w.Issue].Scale.Position(w.Term.In(in))})
		}
		line := "walks away at " + output.WalkAway(b, at)
		if j > 0 {
			line += ", if that is worth more to it"
		}
		lines = append(lines, line)
	}
	if len(p.CountsOn) > 0 {
		var names []string
		for _, i := range p.CountsOn {
			names = append(names, output.PartyName(&b.Parties[i]))
		}
		line := "an agreement holds for it as long as " + strings.Join(names, " and ")
		if len(names) == 1 {
			line += " keeps it"
		} else {
			line += " keep it"
		}
		lines = append(lines, line)
	}
	if c := p.Compliance; c.Given {
		lines = append(lines, fmt.Sprintf("expects an agreement without guarantee and monitoring to be kept for %s rounds with a chance of %s", output.FormatExact(c.Over.In(in)), output.FormatExact(c.Chance.In(in))))
	}
	if share := p.Leaves.In(in); share > 0 {
		hazard := float64(-portable.Log(p.Patience.In(in)) * share)
		lines = append(lines, fmt.Sprintf("leaves the talks for good in %.2g%% of rounds without a settlement or ceasefire", -100*portable.Expm1(-hazard)))
		for _, l := range p.OnLeaving {
			lines = append(lines, "carries out on leaving: "+b.Levers[l].ID)
		}
	}
	return lines
}
