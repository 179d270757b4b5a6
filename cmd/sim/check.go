package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
)

func newCheckCommand() *cobra.Command {
	set, levers := []string(nil), false
	c := &cobra.Command{
		Use:   "check FILE...",
		Short: "Validate scenarios and count their evidence",
		Long: `Check reads scenarios and plays no more than a few draws, to measure what draws
take. It prints every problem with its place, every remark worth a look, what
the numbers rest on (evidence, opinion, or nothing), the sizes of what moves each
party, and how long a run takes here. Remarks do not make it fail.
With --levers it also plays each lever off and full on the same 512 draws, and
names those that change nothing, and why, or too little to see on so many.`,
		Example:           "  sim check my.yaml\n  sim check my.yaml --levers",
		ValidArgsFunction: completeScenario,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs at least one scenario; try %s --help", c.CommandPath(), c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := readSettings(); err != nil {
				return err // once, not for every scenario
			}
			var errs []error
			for _, name := range args {
				s, err := subjectOf(name, set)
				if err != nil {
					errs = append(errs, err)
					continue
				}
				cost, err := s.Cost(c.Context())
				if err != nil {
					return err
				}
				if err := checked(c.OutOrStdout(), name, s, cost); err != nil {
					return err
				}
				if levers {
					if err := checkLevers(c, s); err != nil {
						return err
					}
				}
			}
			return errors.Join(errs...)
		},
	}
	c.Flags().BoolVar(&levers, "levers", false, "play each lever off and full, and name those that change nothing")
	c.Flags().StringArrayVar(&set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	return c
}

// checked prints what there is to say about a scenario without problems.
func checked(w io.Writer, name string, s *study.Subject, cost study.Cost) error {
	var remarks []string
	for _, warning := range s.Scenario.Warnings {
		remarks = append(remarks, warning.String())
	}
	if slow := output.CostWarning(s, cost); slow != "" {
		remarks = append(remarks, name+": "+slow)
	}
	for _, remark := range remarks {
		if _, err := fmt.Fprintf(w, "remark: %s\n", output.Printable(remark)); err != nil {
			return err
		}
	}
	b := s.Scenario.Bargain
	l := output.CountEvidence(b)
	_, err := fmt.Fprintf(w, "%s: ok · %s, %s, %s, %s, %s\n"+
		"numbers: %s, of which %s vary · %s on evidence, %s disputed, %s on opinion or rewritten news only, %s assumed\n",
		name, output.Counted(len(b.Parties), "party", "parties"), output.Counted(len(b.Issues), "issue", "issues"), output.Counted(len(b.Levers), "lever", "levers"),
		output.Counted(len(b.Packages), "package", "packages"), output.Counted(len(b.Theories), "theory", "theories"),
		output.FormatCount(l.Total), output.FormatCount(b.Columns), output.FormatCount(l.Of[output.Evidence]),
		output.FormatCount(l.Of[output.Disputed]), output.FormatCount(l.Of[output.Opinion]), output.FormatCount(l.Of[output.Assumed]))
	for _, line := range append(output.Sizes(b), output.CostText(s, cost)) {
		_, more := fmt.Fprintln(w, line)
		err = errors.Join(err, more)
	}
	return err
}

// checkLevers plays each lever off and full, and prints which change nothing.
func checkLevers(c *cobra.Command, s *study.Subject) error {
	checks, err := s.CheckLevers(c.Context(), study.CheckDraws, nil)
	for _, line := range output.LeverChecks(s, checks, study.CheckDraws) {
		_, more := fmt.Fprintln(c.OutOrStdout(), line)
		err = errors.Join(err, more)
	}
	return err
}
