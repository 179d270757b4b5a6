package main

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// explainIn finds what goes by the name in a scenario, and lists all names
// that it knows there.
func explainIn(s *study.Subject, name string, quota float64) (texts, known []string) {
	b := s.Scenario.Bargain
	add := func(id, kind string, lines ...string) {
		known = append(known, id)
		if id == name {
			texts = append(texts, strings.Join(append([]string{id + " (" + kind + ")"}, lines...), "\n"))
		}
	}
	for i := range b.Parties {
		p := &b.Parties[i]
		add(p.ID, "party", append([]string{output.PartyName(p) + ", " + p.Seat.String()}, inputsBelow(b, "parties."+p.ID)...)...)
	}
	for i := range b.Issues {
		issue := &b.Issues[i]
		lines := []string{issue.Question}
		if issue.Unit != "" {
			lines = append(lines, "unit: "+issue.Unit)
		}
		for _, l := range issue.Labels {
			lines = append(lines, fmt.Sprintf("  %s = %s", output.FormatExact(issue.Scale.Amount(l.At)), l.Name))
		}
		for _, c := range issue.CarriedOutBy {
			lines = append(lines, "carried out by "+output.PartyName(&b.Parties[c]))
		}
		lines = append(lines, inputsBelow(b, "issues."+issue.ID)...)
		if issue.ID == name {
			lines = append(lines, votingPower(s, i, quota)...)
		}
		add(issue.ID, "issue", lines...)
	}
	for i := range b.Levers {
		l := &b.Levers[i]
		var lines []string
		if l.ID == name {
			lines = append(explainLever(b, l), inputsBelow(b, "levers."+l.ID)...)
		}
		add(l.ID, "lever", lines...)
	}
	for i := range b.Packages {
		p := &b.Packages[i]
		var issues []string
		for _, k := range p.Issues {
			issues = append(issues, b.Issues[k].ID)
		}
		add(p.ID, "package", append([]string{"outcome: " + p.Outcome.String() + ", issues: " + strings.Join(issues, ", ")}, inputsBelow(b, "packages."+p.ID)...)...)
	}
	for _, d := range b.Documents {
		add(d.ID, "document", d.Title+", "+d.Published+", "+d.Kind)
	}
	for i := range b.Inputs {
		add(b.Inputs[i].Path, "number", explainInput(b, &b.Inputs[i])...)
	}
	return texts, known
}

// inputsBelow lists the numbers whose path starts with prefix.
func inputsBelow(b *model.Bargain, prefix string) []string {
	var lines []string
	for i := range b.Inputs {
		in := &b.Inputs[i]
		if rest, ok := strings.CutPrefix(in.Path, prefix+"."); ok {
			lines = append(lines, fmt.Sprintf("  %s: %s (%s)", rest, in.Written, output.StandingOf(b, in)))
		}
	}
	return lines
}

// explainInput is how a number was understood and what it rests on.
func explainInput(b *model.Bargain, in *model.Input) []string {
	written := "written " + in.Written
	if in.Unit != "" {
		written += " (" + in.Unit + ")"
	}
	lines := []string{written}
	if in.Dist == nil {
		lines = append(lines, "a known number: it does not vary")
	} else {
		q := output.QuantilesOf(in)
		lines = append(lines, fmt.Sprintf("understood as %s: 5 %% below %s, half below %s, 95 %% below %s", in.Family, output.FormatExact(q[0]), output.FormatExact(q[1]), output.FormatExact(q[2])))
		if fit, ok := study.FitOf(in); ok {
			lines = append(lines, fmt.Sprintf("fitted: %s; asked for: 5 %% below %s, half below %s, 95 %% below %s", fit.Shape, output.FormatExact(fit.Asked[0]), output.FormatExact(fit.Asked[1]), output.FormatExact(fit.Asked[2])))
		}
	}
	lines = append(lines, goesWith(b, in)...)
	lines = append(lines, "rests on: "+output.StandingOf(b, in).String())
	if e := in.Evidence; e != nil {
		d, _ := output.DocumentOf(b, in)
		lines = append(lines, fmt.Sprintf("  %s (%s, %s): %s", d.Title, d.Kind, d.Published, e.Says))
		if e.Confidence != "" {
			lines = append(lines, "  confidence: "+e.Confidence)
		}
		if e.Disputed != "" {
			lines = append(lines, "  disputed: "+e.Disputed)
		}
	}
	return lines
}

// goesWith says which inputs an input is correlated with.
func goesWith(b *model.Bargain, in *model.Input) (lines []string) {
	if b.Coupling == nil || in.Dist == nil {
		return nil
	}
	varying := b.Varying()
	for _, c := range b.Coupling.Pairs {
		other := c.Columns[0]
		switch in.Column {
		case c.Columns[0]:
			other = c.Columns[1]
		case c.Columns[1]:
		default:
			continue
		}
		line := fmt.Sprintf("goes with %s: rank correlation %s", varying[other].Path, output.FormatExact(c.Used))
		if math.Abs(c.Used-c.Rank) > 0.005 {
			line += fmt.Sprintf(" (asked for: %s; not possible together with the others)", output.FormatExact(c.Rank))
		}
		lines = append(lines, line)
	}
	return lines
}
