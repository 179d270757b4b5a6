package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
)

// sensitivityOptions are the flags of sensitivity that are not settings.
type sensitivityOptions struct {
	set                     []string
	of, by                  string
	top                     int
	sobol, shapley, tornado bool
}

func newSensitivityCommand() *cobra.Command {
	o := sensitivityOptions{top: study.DefaultTop}
	c := &cobra.Command{
		Use:   "sensitivity SCENARIO",
		Short: "Show which inputs move an outcome, and how much",
		Long: `Sensitivity ranks the inputs of a scenario by how much of a measure's variance
each explains alone (first-order Sobol indices, with rank correlations and
Chatterjee's ξ), from the draws of one run: played for it, or read from its
folder where it was played already; the folder may also stand for the scenario.
The measure is the share of draws that end in the headline outcome, or --of:

  --of 'share("settlement")'   --of terms.territory   --of utility.russia

More can be asked for; it plays more draws:

  --sobol     first-order and total indices of each group of inputs, chance
              within draws included; correlated groups are measured as one
  --shapley   Shapley effects: the variance divided among at most 12 groups,
              correlated or not
  --tornado   the measure with each of the leading inputs at the 10% and the
              90% quantile of its range, and each lever off and full, on the
              same draws

Draws are made at random, whatever the scenario says, unless --sampler is given.
Groups are inputs, parts of the scenario (a party, a lever, a package, a
process) or whole sections: --by input, part, section.

What moves a measure here moves it in the scenario. Illustration, not prediction.`,
		Example: `  sim sensitivity alaska
  sim sensitivity output/runs/alaska --of terms.territory
  sim sensitivity alaska --theories nash --sobol --tornado
  sim sensitivity alaska --theories nash --of utility.russia --shapley`,
		Args:              exactly(1, "a scenario or the folder of a run"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return sensitivity(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.of, "of", "", `what is read off each draw (default: share of the headline outcome)`)
	f.BoolVar(&o.sobol, "sobol", false, "first-order and total indices of groups of inputs")
	f.BoolVar(&o.shapley, "shapley", false, "Shapley effects of groups of inputs")
	f.BoolVar(&o.tornado, "tornado", false, "the measure with inputs and levers at either end")
	f.StringVar(&o.by, "by", "", "groups: input, part or section (default: input up to 24 inputs, else part; section for --shapley)")
	f.Var(flagvalue.Of(&o.top, "number", flagvalue.Int(1, settings.MaxDraws)), "top", fmt.Sprintf("how many inputs or groups to show, and inputs for --tornado to play (default %d)", study.DefaultTop))
	studyFlags(f, &o.set)
	measureFlag(c)
	return c
}

func sensitivity(c *cobra.Command, name string, o *sensitivityOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	d, st, err := openKept(l, "sensitivity", name, o.set, "of", o.of)
	if err != nil {
		return err
	}
	p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
	found, err := study.AnalyseSensitivity(c.Context(), d.Subject, study.SensitivityOptions{
		Of: o.of, Sobol: o.sobol, Shapley: o.shapley, Tornado: o.tornado, GroupBy: o.by, Top: o.top, Watch: p.Show,
	})
	p.Clear()
	if err != nil {
		return refused(err, d.Subject, map[string]string{"Of": "--of", "GroupBy": "--by=" + o.by, "Sobol": "--sobol", "Shapley": "--shapley"})
	}
	st.Subject = found.Subject
	return st.leave(c, finding.Sensitivity(&output.Sensitivity{Study: &st.Study, Sensitivity: found}))
}
