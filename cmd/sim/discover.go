package main

import (
	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
)

// discoverOptions are the flags of discover that are not settings.
type discoverOptions struct {
	set     []string
	where   string
	density float64 // 0: what balances it with coverage
}

func newDiscoverCommand() *cobra.Command {
	var o discoverOptions
	c := &cobra.Command{
		Use:   "discover SCENARIO",
		Short: "Find the input ranges in which an outcome occurs",
		Long: `Discover looks for boxes: limits on a few inputs within which most draws that meet
a condition lie and few others do (scenario discovery by the patient rule
induction method). The condition is --where, of one draw; by default that it
ends in the headline outcome:

  --where 'outcome == "settlement"'   --where 'terms.territory > 0.8'

It says each box in a sentence, in the inputs' own units, how often luck could
explain a limit, in how many resamples of the draws it is found again, what such
boxes hold of draws that they were not found in, and what the first holds under
the other theories. A box trades coverage for density; --density asks for more.

It looks at the draws of one run: played for it, at random unless --sampler is
given, or read from its folder where it was played already; the folder may also
stand for the scenario. A box counts draws under the
scenario's assumptions. Illustration, not prediction.`,
		Example: `  sim discover alaska --theories nash
  sim discover alaska --where 'outcome in ["settlement", "ceasefire"]' --density 0.6
  sim discover output/runs/alaska --where 'utility.russia > 0.6'`,
		Args:              exactly(1, "a scenario or the folder of a run"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return discover(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.where, "where", "", "the condition on one draw (default: it ends in the headline outcome)")
	f.Var(flagvalue.Of(&o.density, "share", flagvalue.Share), "density", "how large a part of a box's draws should meet it, above 0 and up to 1 (default: what balances it with coverage)")
	studyFlags(f, &o.set)
	return c
}

func discover(c *cobra.Command, name string, o *discoverOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	d, st, err := openKept(l, "discover", name, o.set, "where", o.where)
	if err != nil {
		return err
	}
	p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
	found, err := study.Discover(c.Context(), d.Subject, study.DiscoverOptions{Where: o.where, Density: o.density, Watch: p.Show})
	p.Clear()
	if err != nil {
		return refused(err, d.Subject, map[string]string{"Where": "--where"})
	}
	st.Subject = found.Subject
	return st.leave(c, finding.Discovery(&output.Discovery{Study: &st.Study, Discovery: found}))
}
