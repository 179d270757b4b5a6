package explain

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// InScenario is all that there is to say of what goes by the name in a scenario:
// parties, issues, levers, packages, deadlines, factions, theories that it makes itself, documents and paths of numbers; none if
// nothing does. known are all names there, with those that Payoff explains. Of an
// issue it also says what votes on it would be worth if quota of them decided, in
// capability × salience; 0: more than half of all.
func InScenario(s *study.Subject, name string, quota float64) (texts, known []string) {
	b := s.Scenario.Bargain
	add := func(id, kind string, lines ...string) {
		known = append(known, id)
		if id == name {
			texts = append(texts, strings.Join(append([]string{id + " (" + kind + ")"}, lines...), "\n"))
		}
	}
	for _, i := range b.ListedParties() {
		p := &b.Parties[i]
		add(p.ID, "party", append(party(b, p), inputsBelow(b, "parties."+p.ID)...)...)
	}
	for _, i := range b.ListedIssues() {
		k := &b.Issues[i]
		lines := append(issue(b, k), inputsBelow(b, "issues."+k.ID)...)
		if k.ID == name {
			lines = append(lines, votingPower(s, i, quota)...)
		}
		add(k.ID, "issue", lines...)
	}
	for _, i := range b.ListedLevers() {
		l := &b.Levers[i]
		var lines []string
		if l.ID == name {
			lines = append(lever(b, l), inputsBelow(b, "levers."+l.ID)...)
		}
		add(l.ID, "lever", lines...)
	}
	for i := range b.Totals {
		x := &b.Totals[i]
		add(x.ID, "total", append(total(b, x), inputsBelow(b, "totals."+x.ID)...)...)
	}
	for i := range b.Packages {
		p := &b.Packages[i]
		add(p.ID, "package", append(pack(b, p), inputsBelow(b, "packages."+p.ID)...)...)
		for j := range b.Parties {
			known = append(known, b.Parties[j].ID+"/"+p.ID)
		}
	}
	for i := range b.Deadlines {
		d := &b.Deadlines[i]
		add(d.ID, "deadline", append(deadline(b, d), inputsBelow(b, "deadlines."+d.ID)...)...)
	}
	for i := range b.Factions {
		c := &b.Factions[i]
		add(c.ID, "faction", append(faction(b, c), inputsBelow(b, "factions."+c.ID)...)...)
	}
	for i := range b.Theories {
		if t := &b.Theories[i]; study.Composed(t) {
			add(t.Name, "theory", composed(t)...)
		}
	}
	for _, d := range b.Documents {
		add(d.ID, "document", d.Title+", "+d.Published+", "+d.Kind)
	}
	for i := range b.Inputs {
		add(b.Inputs[i].Path, "number", input(b, &b.Inputs[i])...)
	}
	return texts, known
}

// composed says in words what a theory is made of that a scenario makes itself, and what
// its record is.
func composed(t *model.Theory) []string {
	made := output.TheoryTitle(t) + ": rule " + cmp.Or(t.Rule, t.Name)
	if t.Cause != "" {
		made += ", cause " + t.Cause
	}
	lines := []string{made}
	if t.Twin != "" {
		lines = append(lines, "compared with its twin "+t.Twin)
	}
	return append(lines, "", table.Wrap(recordWords(study.Record(t))))
}

// pack says in words what a package settles, what it waits for and whether its
// being kept is in doubt.
func pack(b *model.Bargain, p *model.Package) []string {
	var issues []string
	for _, k := range b.ListedIssues() {
		if slices.Contains(p.Issues, k) {
			issues = append(issues, b.Issues[k].ID)
		}
	}
	lines := []string{"outcome: " + p.Outcome.String() + ", issues: " + strings.Join(issues, ", ")}
	if p.Certain {
		lines = append(lines, "nobody doubts that it is kept")
	}
	return append(lines, order(b, p)...)
}

// total says in words what adds up to what.
func total(b *model.Bargain, t *model.Total) []string {
	var parts []string
	for _, term := range t.Terms {
		part := b.Issues[term.Issue].ID
		if term.Factor != 1 {
			part = output.FormatExact(term.Factor) + " × " + part
		}
		parts = append(parts, part)
	}
	is := map[model.Side]string{model.TwoSided: "is", model.AtLeast: "is at least", model.AtMost: "is at most"}[t.Side]
	lines := []string{fmt.Sprintf("%s %s %s", strings.Join(parts, " + "), is, output.FormatExact(t.Bound.In(model.CentralValues(b))))}
	return append(lines, "it holds in every package with one of these issues; the others count with what is held",
		"its price is what raising its number by 1 would add to the parties' payoffs, weighted as the terms weight them: sim solve and the report show it, and total_price in the data files")
}

// inputsBelow lists the numbers whose path starts with prefix.
func inputsBelow(b *model.Bargain, prefix string) []string {
	var lines []string
	for i := range b.Inputs {
		in := &b.Inputs[i]
		if rest, ok := strings.CutPrefix(in.Path, prefix+"."); ok {
			lines = append(lines, fmt.Sprintf("  %s: %s (%s)", rest, in.Written, output.EvidenceStatusOf(b, in)))
		}
	}
	return lines
}
