// Package explain says in words what the program and a scenario know by name: a
// theory, a process, a picture, a lever, a number. It knows neither the library
// of scenarios nor what is asked for where.
package explain

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// Entry is all there is to say about an entry of the kind that is called one in
// the singular: its line, explanation, parameters, facts and source.
func Entry(one string, e *study.Entry) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s (%s)\n%s", e.Name, one, table.Wrap(Line(e)))
	if text := strings.TrimSpace(e.Explain); text != "" {
		s.WriteString("\n\n" + table.Wrap(text))
	}
	s.WriteString(parameters(e))
	if e.Theory != nil {
		s.WriteString(facts(e.Theory))
	}
	if e.Citation != "" {
		s.WriteString("\n\n" + table.Wrap("Source: "+e.Citation))
	}
	if e.Theory != nil || e.Record != "" {
		s.WriteString("\n\n" + table.Wrap(recordWords(e.Record)))
	}
	return s.String()
}

// recordWords say how far a theory was off, as published; empty: nothing was found.
func recordWords(record string) string {
	if record == "" {
		return "No published record of how far it was off in cases that have ended was found."
	}
	return "Published record in cases that have ended: " + record + "."
}

// Line is an entry in a line: what it is, of a theory after its family and what
// it can handle.
func Line(e *study.Entry) string {
	if e.Theory == nil {
		return e.Doc
	}
	return strings.Join(append([]string{output.FamilyOf(e.Theory)}, traits(e.Theory)...), ", ") + ". " + e.Doc
}

// parameters lists the parameters of an entry.
func parameters(e *study.Entry) string {
	var s strings.Builder
	for i, p := range e.Parameters {
		if i == 0 {
			s.WriteString("\n\nParameters:")
		}
		line := []string{p.Doc}
		if p.Unit != "" {
			line = append(line, p.Unit)
		}
		if p.Range != "" {
			line = append(line, "in "+p.Range)
		}
		switch p.Default {
		case registry.Required:
		case registry.None:
			line = append(line, "optional")
		default:
			line = append(line, p.Default+" unless given")
		}
		if p.Movable {
			line = append(line, "levers can move it")
		}
		fmt.Fprintf(&s, "\n  %s: %s", p.Name, strings.Join(line, "; "))
	}
	if e.Theory != nil && len(e.Parameters) > 0 {
		fmt.Fprintf(&s, "\nIn a scenario, with any of them: run: {theories: [all, {%s: {%s: %s}}]}", e.Name, e.Parameters[0].Name, e.Parameters[0].Default)
	}
	return s.String()
}

// facts says what a theory can handle.
func facts(t *model.Theory) string {
	parts := []string{output.FamilyOf(t), "parties: " + extent(t.MinParties, t.MaxParties), "issues: " + extent(t.MinIssues, t.MaxIssues)}
	for _, fact := range []struct {
		yes     bool
		yea, no string
	}{
		{t.Consent, "needs parties that must consent", "asks nobody's consent to form its terms"},
		{t.Concave, "needs parties that do not seek risk", "takes parties that seek risk"},
		{t.Efficient, "leaves no joint gain on the table", "may leave joint gains on the table"},
		{t.Random, "uses chance of its own", "uses chance at most between equals"},
	} {
		if fact.yes {
			parts = append(parts, fact.yea)
		} else {
			parts = append(parts, fact.no)
		}
	}
	return "\n\n" + table.Wrap("Facts: "+strings.Join(parts, " · "))
}

func extent(least, most int) string {
	switch {
	case most == 0 && least <= 1:
		return "any number"
	case most == 0:
		return fmt.Sprintf("%d or more", least)
	case least == most:
		return fmt.Sprint(least)
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// traits are what a theory can handle and how it works, in words.
func traits(t *model.Theory) []string {
	var fs []string
	if t.Baseline {
		fs = append(fs, "baseline")
	}
	if t.Predicts {
		fs = append(fs, "asks nobody")
	}
	if t.OnRequest {
		fs = append(fs, "on request")
	}
	fs = append(fs, span(t.MinParties, t.MaxParties, "party", "parties"))
	if t.MinIssues > 1 || t.MaxIssues > 0 {
		fs = append(fs, span(t.MinIssues, t.MaxIssues, "issue", "issues"))
	}
	if t.Consent {
		fs = append(fs, "needs consent")
	}
	if t.Concave {
		fs = append(fs, "no risk seekers")
	}
	if t.Efficient {
		fs = append(fs, "efficient")
	}
	if t.Random {
		fs = append(fs, "chance moves")
	}
	return fs
}

// span is a range of numbers of things in words.
func span(least, most int, one, many string) string {
	switch {
	case most == 0:
		return fmt.Sprintf("%d or more %s", least, many)
	case most == 1:
		return "1 " + one
	case least == most:
		return fmt.Sprintf("%d %s", least, many)
	}
	return fmt.Sprintf("%d to %d %s", least, most, many)
}
