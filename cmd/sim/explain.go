package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
)

func newExplainCommand() *cobra.Command {
	var in string
	var set []string
	var quota float64
	c := &cobra.Command{
		Use:   "explain NAME",
		Short: "Explain a theory, a process, a distribution, or a number of a scenario",
		Long: `Explain says what a name means: a bargaining theory or a process (what it
assumes, its formula, when not to use it, its parameters), a distribution, a
sampler, a format, a plot. With --in SCENARIO also a party, an issue, a lever, a package, a
document, or the path of a number: the range as it was understood, with the
quantiles that were fitted to it, and what it rests on. Of an issue it also says
what each party's votes would be worth if it were decided by a weighted vote: by
more than half of the votes, or by as many as --quota says.`,
		Example: `  sim explain nash
  sim explain drift
  sim explain pert
  sim explain aid_cutoff --in alaska
  sim explain parties.russia.patience --in alaska
  sim explain phase_in --in emission-standards --quota 0.4`,
		Args: exactly(1, "a name"),
		RunE: func(c *cobra.Command, args []string) error {
			var s *study.Subject
			if in != "" {
				src, err := sourceOf(in, set)
				if err != nil {
					return err
				}
				if s, err = study.New(src); err != nil {
					return err
				}
			}
			if c.Flags().Changed("quota") {
				if s == nil || !slices.ContainsFunc(s.Scenario.Bargain.Issues, func(k model.Issue) bool { return k.ID == args[0] }) {
					return usage("--quota: %s is no issue; name one of a scenario, with --in", args[0])
				}
				if !(quota > 0) || math.IsInf(quota, 1) {
					return usage("--quota=%g: expected how many votes decide, above 0", quota)
				}
			}
			return explain(c.OutOrStdout(), args[0], s, quota)
		},
	}
	c.Flags().StringVar(&in, "in", "", "look in this scenario too")
	c.Flags().Float64Var(&quota, "quota", 0, "of an issue: how many votes decide, in capability × salience (default: more than half of all)")
	c.Flags().StringArrayVar(&set, "set", nil, "change a number of the scenario first: path=value (repeatable)")
	return c
}

// explain prints everything that goes by the name; s may be nil. quota is how
// many votes decide an issue; 0: more than half.
func explain(w io.Writer, name string, s *study.Subject, quota float64) error {
	var found []string
	var known []string
	for _, k := range kinds() {
		entries, err := k.entries()
		if err != nil {
			return err
		}
		for _, e := range entries {
			known = append(known, e.Name)
			if e.Name == name {
				found = append(found, k.describe(&e))
			}
		}
	}
	if s != nil {
		texts, names := explainIn(s, name, quota)
		found, known = append(found, texts...), append(known, names...)
	}
	if len(found) == 0 {
		err := &registry.UnknownError{Name: name, Known: known}
		if s == nil {
			return usage("%w (with --in SCENARIO it also knows that scenario's names)", err)
		}
		return &usageError{err}
	}
	_, err := fmt.Fprintln(w, output.Printable(strings.Join(found, "\n\n")))
	return err
}

// describe is what there is to say about an entry.
func (k kind) describe(e *study.Entry) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s (%s)\n%s", e.Name, k.one, wrap(lineOf(e)))
	if text := strings.TrimSpace(e.Explain); text != "" {
		s.WriteString("\n\n" + wrap(text))
	}
	s.WriteString(parameters(e))
	if e.Theory != nil {
		s.WriteString(facts(e.Theory))
	}
	if e.Citation != "" {
		s.WriteString("\n\n" + wrap("Source: "+e.Citation))
	}
	return s.String()
}

// textWidth is how wide running text is set, in columns.
const textWidth = 88

// wrap breaks running text at spaces; lines that are set in, formulas above
// all, stay as they are. A line wider than the text was broken by whoever wrote
// the file, at the width of an editor, and goes on in the next one.
func wrap(text string) string {
	var lines []string
	goesOn := false
	for line := range strings.SplitSeq(text, "\n") {
		running := line != "" && !strings.HasPrefix(line, " ")
		if goesOn && running {
			lines[len(lines)-1] += " " + line
		} else {
			lines = append(lines, line)
		}
		goesOn = running && lipgloss.Width(line) > textWidth
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, " ") {
			lines[i] = lipgloss.Wrap(line, textWidth, " ")
		}
	}
	return strings.Join(lines, "\n")
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
		fmt.Fprintf(&s, "\nIn a scenario, with any of them: run: {protocols: [all, {%s: {%s: %s}}]}", e.Name, e.Parameters[0].Name, e.Parameters[0].Default)
	}
	return s.String()
}

// facts says what a theory can handle.
func facts(t *model.Theory) string {
	parts := []string{t.Family, "parties: " + extent(t.MinParties, t.MaxParties), "issues: " + extent(t.MinIssues, t.MaxIssues)}
	for _, fact := range []struct {
		yes     bool
		yea, no string
	}{
		{t.Consent, "needs parties that must consent", "asks nobody's consent to form its terms"},
		{t.Concave, "needs parties that do not seek risk", "takes parties that seek risk"},
		{t.Efficient, "leaves no joint gain on the table", "may leave joint gains on the table"},
		{t.Random, "uses chance of its own", "uses no chance of its own"},
	} {
		if fact.yes {
			parts = append(parts, fact.yea)
		} else {
			parts = append(parts, fact.no)
		}
	}
	return "\n\n" + wrap("Facts: "+strings.Join(parts, " · "))
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
