package main

import (
	"errors"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
	"sim/output/finding"
)

// compareOptions are the flags of compare that are not settings.
type compareOptions struct {
	set, with []string
	decompose bool
}

func newCompareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:   "compare SCENARIO... [--with path=value]...",
		Short: "Show the effect of a change, on the same draws",
		Long: `Compare plays a scenario and variants of it on the same draws and says how every
headline figure differs, theory by theory, with the error of paired draws; "~"
where the difference is noise. Several scenarios are each compared with the
first. With --with one scenario is compared with itself after a change; --set
changes both sides. The folder of a finished run may stand for a scenario: its
draws are read, not simulated. With --decompose every number that differs is also
changed alone, and undone alone.

What is paired differs by what was changed, not by luck. Where theories disagree
on the direction, no averaged effect is shown.`,
		Example: `  sim compare alaska --with levers.aid_cutoff.weight=0 --with levers.aid_cutoff.weight=1
  sim compare alaska --set levers.sanctions_relief.weight=0 --with levers.sanctions_relief.weight=1 --theories nash
  sim compare alaska alaska-guarantee --decompose
  sim compare alaska --with 'levers.aid_cutoff.weight=1, levers.threat.weight=1'`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs a scenario; try %s --help", c.CommandPath(), c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return compare(c, args, &o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.with, "with", nil, "compare with the scenario after this change: path=value, several separated by commas or spaces (repeatable)")
	f.BoolVar(&o.decompose, "decompose", false, "say what each change of a number does by itself: made alone, and made last")
	studyFlags(f, &o.set)
	return c
}

func compare(c *cobra.Command, args []string, o *compareOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	all, err := contenders(l, args, o)
	if err != nil {
		return err
	}
	st, err := newInquiry(l, "compare", all[0].draws, comparedNames(all, o))
	if err != nil {
		return err
	}
	subjects, names, sources := make([]*study.Subject, len(all)), make([]string, len(all)), make([]string, len(all))
	for i, x := range all {
		subjects[i], names[i], sources[i] = x.Subject, x.name, x.source()
	}
	p := newProgress(c.ErrOrStderr(), st.quiet, subjects[0])
	found, err := study.Compare(c.Context(), subjects, study.CompareOptions{OwnTheories: l.IsSet("theories"), Decompose: o.decompose, Watch: p.Show})
	p.Clear()
	if err != nil {
		return notCompared(err, all)
	}
	return st.leave(c, finding.Comparison(output.NewComparison(&st.Study, found, names, sources)))
}

// notCompared puts an error of a comparison in terms of what was named.
func notCompared(err error, all []contender) error {
	e, ok := errors.AsType[*study.UnlikeError](err)
	if !ok {
		return err
	}
	a, b := &all[e.First], &all[e.Second]
	switch e.Why {
	case study.NothingInCommon:
		return usage("%s and %s share no party and no issue: there is nothing to compare", a.name, b.name)
	case study.OtherDraws:
		return usage("%s and %s did not play the same draws: %s against %s; play one again as the other", a.name, b.name, output.Settings(a.Config), output.Settings(b.Config))
	case study.DrawsStored:
		return usage("--decompose: %s holds the draws of a finished run, to which no change can be made; name its scenario instead", b.name)
	case study.NoCommonTheory:
		return usage("%s and %s have no theory in common; name one with --theories", a.name, b.name)
	}
	return err
}
