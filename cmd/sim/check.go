package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
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
			if err := settings.CheckFile(); err != nil {
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
				if err := show(c.OutOrStdout(), output.Checked(name, s, cost), nil); err != nil {
					return err
				}
				if levers { // which play for long, so that what is known stands there first
					checks, err := s.CheckLevers(c.Context(), study.CheckDraws, nil)
					if err := show(c.OutOrStdout(), output.LeverChecks(s, checks, study.CheckDraws), err); err != nil {
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

// show prints lines, and returns the errors that printing and what made them met.
func show(w io.Writer, lines []string, err error) error {
	for _, line := range lines {
		_, more := fmt.Fprintln(w, line)
		err = errors.Join(err, more)
	}
	return err
}
