package main

import (
	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
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
why it ended so. The same scenario, seed and draw give the same story.

One draw is one imagined course of events. Illustration, not prediction.`,
		Example: `  sim trace alaska --draw 42
  sim trace alaska --draw 42 --theory kalai_smorodinsky --set levers.aid_cutoff.weight=1`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return trace(c, args[0], &o) },
	}
	f := c.Flags()
	f.Var(flagvalue.Of(&o.draw, "number", flagvalue.Int(0, maxDraws-1)), "draw", "which draw, counted from 0 (default 0)")
	f.StringVar(&o.theory, "theory", "", "the theory (default: the scenario's first; nash where it plays all)")
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(seedFlag(), "seed", "seed of the random numbers (default: the scenario's)")
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
	if s.Config, err = l.config(s.Scenario); err != nil {
		return err
	}
	return story.Tell(c.OutOrStdout(), s, o.draw, t)
}
