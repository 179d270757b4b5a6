package explain

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// InScenario is all that there is to say of what goes by the name in a scenario:
// parties, issues, levers, packages, documents and paths of numbers; none if
// nothing does. known are all names there. Of an issue it also says what votes on
// it would be worth if quota of them decided, in capability × salience; 0: more
// than half of all.
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
		add(p.ID, "party", append([]string{output.PartyName(p) + ", " + p.Seat.String()}, inputsBelow(b, "parties."+p.ID)...)...)
	}
	for _, i := range b.ListedIssues() {
		issue := &b.Issues[i]
		lines := []string{issue.Question}
		if issue.Unit != "" {
			lines = append(lines, "unit: "+issue.Unit)
		}
		for _, l := range issue.Labels {
			lines = append(lines, fmt.Sprintf("  %s = %s", output.AmountsOf(issue).Exact(issue.Scale.Amount(l.At)), l.Name))
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
	for _, i := range b.ListedLevers() {
		l := &b.Levers[i]
		var lines []string
		if l.ID == name {
			lines = append(lever(b, l), inputsBelow(b, "levers."+l.ID)...)
		}
		add(l.ID, "lever", lines...)
	}
	for i := range b.Packages {
		p := &b.Packages[i]
		var issues []string
		for _, k := range b.ListedIssues() {
			if slices.Contains(p.Issues, k) {
				issues = append(issues, b.Issues[k].ID)
			}
		}
		add(p.ID, "package", append([]string{"outcome: " + p.Outcome.String() + ", issues: " + strings.Join(issues, ", ")}, inputsBelow(b, "packages."+p.ID)...)...)
	}
	for _, d := range b.Documents {
		add(d.ID, "document", d.Title+", "+d.Published+", "+d.Kind)
	}
	for i := range b.Inputs {
		add(b.Inputs[i].Path, "number", input(b, &b.Inputs[i])...)
	}
	return texts, known
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
