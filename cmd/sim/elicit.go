package main

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/scenarios/tabular"
)

// elicitOptions are the flags of elicit that are not settings.
type elicitOptions struct {
	set               []string
	read              []string
	of, decimal, save string
	numbers, experts  int
	force             bool
}

func newElicitCommand() *cobra.Command {
	o := elicitOptions{numbers: 20, experts: 3}
	c := &cobra.Command{
		Use:   "elicit SCENARIO",
		Short: "Ask experts for ranges, and see how far the outcome depends on whom one asks",
		Long: `Elicit writes a sheet of the numbers that matter most to an outcome, with room for
the ranges of several experts (5%, half and 95% of what each believes) and what
they rest on. --out names it: a workbook (.xlsx) or a table (.csv).

With --read it reads filled-in sheets, one of all experts or one of each, and
simulates the scenario as written, with the mixtures of all answers by weight,
and with the ranges of each expert alone, on the same draws. It shows where
people differ, and divides the variance of the outcome into inputs, theories and
whom one asks. --write leaves the scenario with the mixtures as a file of its
own, with everybody's answer and source beside each number. Illustration, not
prediction.`,
		Example: `  sim elicit alaska --out questions.xlsx
  sim elicit alaska --read anna.xlsx,ben.csv --write alaska-elicited.yaml`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return elicit(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.of, "of", "", "what is read off each draw (default: share of the headline outcome)")
	f.Var(flagvalue.Of(&o.numbers, "number", flagvalue.Int(1, settings.MaxDraws)), "numbers", "how many numbers the sheet asks for (default 20)")
	f.Var(flagvalue.Of(&o.experts, "number", flagvalue.Int(1, 100)), "experts", "for how many experts the sheet has room (default 3)")
	f.StringSliceVar(&o.read, "read", nil, "filled-in sheets to read, separated by commas")
	f.StringVar(&o.decimal, "decimal", "", "with --read: decimal mark of the numbers: point or comma")
	f.StringVar(&o.save, "write", "", "with --read: write the scenario with the mixtures to this file")
	f.BoolVar(&o.force, "force", false, "replace the sheet, or the file of --write, if it exists")
	studyFlags(f, &o.set)
	measureFlag(c)
	return c
}

func elicit(c *cobra.Command, name string, o *elicitOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	apart := []string{"numbers", "experts"} // flags of the other half of the command
	if o.read == nil {
		apart = []string{"write", "decimal", "report", "format", "font", "json", "print"}
	}
	for _, flag := range apart {
		if c.Flags().Changed(flag) && o.read == nil {
			return usage("--%s is for answers: name filled-in sheets with --read", flag)
		} else if c.Flags().Changed(flag) {
			return usage("--%s is for a new sheet: leave it out, or leave out --read", flag)
		}
	}
	if o.read == nil {
		return writeQuestionnaire(c, l, name, o)
	}
	if err := free(o.save, o.force || o.save == ""); err != nil {
		return err
	}
	experts, err := tabular.Answers(o.read, o.decimal)
	if err != nil {
		return &usageError{err}
	}
	d, err := playedAnew(l, name, o.set)
	if err != nil {
		return err
	}
	st, err := newInquiry(l, "elicit", d, append(asked(o.set, "of", o.of), o.read...))
	if err != nil {
		return err
	}
	p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
	found, err := study.Elicit(c.Context(), d.Subject, study.ElicitOptions{Experts: experts, Of: o.of, Watch: p.Show})
	p.Clear()
	if _, bad := errors.AsType[*study.ExpertRangeError](err); bad {
		return &usageError{err}
	}
	if err != nil {
		return refused(err, d.Subject, map[string]string{"Of": "--of"})
	}
	if o.save != "" {
		text, err := found.Pooled.VariantAt(o.save, "Ranges of experts, written by sim elicit. "+output.Notice+".")
		if err != nil {
			return err
		}
		if err := tabular.Save(o.save, []byte(text)); err != nil {
			return err
		}
	}
	return st.leave(c, finding.Elicitation(&output.Elicitation{Study: &st.Study, Elicitation: found, Written: o.save}))
}

// writeQuestionnaire writes the sheet of the numbers that matter most.
func writeQuestionnaire(c *cobra.Command, l *settings.Layers, name string, o *elicitOptions) error {
	d, err := playable(l, name, o.set)
	if err != nil {
		return err
	}
	quiet, err := l.Bool("quiet")
	if err != nil {
		return err
	}
	sheet, _ := l.Text("out")
	q := &tabular.Questionnaire{Title: d.Scenario.Bargain.Title, Notice: output.Notice, Experts: o.experts}
	sheet = cmp.Or(sheet, d.Scenario.Name+"-questions.xlsx")
	if _, err := q.To(sheet, o.force); err != nil { // before anything is simulated
		return &usageError{err}
	}
	d.reuse(o.set)
	p := newProgress(c.ErrOrStderr(), quiet, d.Subject)
	q.Numbers, err = study.NumbersThatMatter(c.Context(), d.Subject, o.of, o.numbers, p.Show)
	p.Clear()
	if err != nil {
		return refused(err, d.Subject, map[string]string{"Of": "--of"})
	}
	text, err := q.To(sheet, o.force)
	if err != nil {
		return err
	}
	if err := tabular.Save(sheet, text); err != nil {
		return err
	}
	if quiet {
		return nil
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "Wrote %s: %s, room for %s. Read it back with: sim elicit %s --read %s\n", output.Printable(sheet), output.Counted(len(q.Numbers), "number", "numbers"),
		output.Counted(o.experts, "expert", "experts"), output.ShellWords(argument(d.Subject)), output.ShellPath(sheet))
	return err
}
