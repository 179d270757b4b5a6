package main

import (
	"errors"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/output/story"
)

// traceOptions are the flags of trace that are not settings.
type traceOptions struct {
	draw   int
	theory string
	set    []string
}

func newTraceCommand() *cobra.Command {
	var o traceOptions
	c := &cobra.Command{
		Use:   "trace SCENARIO",
		Short: "Tell one draw as a story, round by round",
		Long: `Trace plays a single draw, exactly as run meets it under the same seed, and tells
what happened: the inputs that stand out, where the line went, who met, what was
offered in the scale's own words, who accepted, preferred to wait or did not
consent and by what margin, which lever was carried out or only announced, and
why it ended so. The same scenario, seed and draw give the same story. A story
numbers rounds from 1; a scenario counts them from 0, so what it calls round: 4 is
told as Round 5.

A theory of influence asks nobody: trace tells turn by turn who gives way to whom.
With --out it leaves all of that as data files and a picture: the position of
every party by turn, every challenge or exchange with what is expected of it, what
an exchange brings third parties, and the coalitions of positions in pairs.

One draw is one imagined course of events. Illustration, not prediction.`,
		Example: `  sim trace alaska --draw 42
  sim trace alaska --draw 42 --theory kalai_smorodinsky --set levers.aid_cutoff.weight=1
  sim trace alaska --theory spatial --out turns`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return trace(c, args[0], &o) },
	}
	f := c.Flags()
	f.Var(flagvalue.Of(&o.draw, "number", flagvalue.Int(0, settings.MaxDraws-1)), "draw", "which draw, counted from 0 (default 0)")
	f.StringVar(&o.theory, "theory", "", "the theory (default: the scenario's first; nash where it plays all)")
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default: the scenario's)")
	f.String("out", "", "folder for the course of a theory of influence, turn by turn")
	f.Var(settings.ListFlag(), "format", "pictures and data files to leave: svg, png, pdf, parquet (default svg,parquet); CSV is always left")
	settings.AddFont(f)
	f.Bool("json", false, "print the course as JSON in place of the story")
	return c
}

func trace(c *cobra.Command, name string, o *traceOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	s, err := subjectOf(name, o.set)
	if err != nil {
		return err
	}
	t, err := theory(s, o.theory)
	if err != nil {
		return err
	}
	if s.Config, err = l.Config(s.Scenario); err != nil {
		return err
	}
	w, out := c.OutOrStdout(), c.Flags().Changed("out")
	if !out && !c.Flags().Changed("json") {
		return story.Tell(w, s, o.draw, t)
	}
	st, err := newInquiry(l, "trace", newDraws(s), o.set)
	if err != nil {
		return err
	}
	course, err := study.Follow(s, o.draw, t)
	if _, none := errors.AsType[*study.NoCourseError](err); none {
		return usage("%w", err)
	}
	if err == nil && !st.json {
		err = story.Tell(w, s, o.draw, t)
	}
	if err != nil {
		return err
	}
	one := *s
	one.Config.Draws, one.Theories, one.Lead, st.Subject, st.print = 1, s.Theories[t:t+1], 0, &one, !out
	return st.leave(c, finding.Course(&output.Course{Study: &st.Study, Course: course}))
}
