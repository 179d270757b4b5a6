package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
	"sim/output/finding"
)

func newEquilibriumCommand() *cobra.Command {
	var set, players []string
	c := &cobra.Command{
		Use:   "equilibrium SCENARIO",
		Short: "Find how holders would rather set their levers, and where that ends",
		Long: `Equilibrium asks what each holder of levers would choose, given everybody else's,
and where repeated best replies come to rest. Per holder it says what it would
gain by its best reply (its regret) and which weights that takes; then whether
best replies settle, go round in a cycle or end at several points; and the
outcome there, against the scenario as it is.

A holder is taken to want its own payoff, the costs of its levers included,
unless the scenario says otherwise under aims. Response surfaces, fitted to draws
with all weights varied, say what to try; every number printed but their own
estimate is from all draws, paired. An equilibrium is claimed only if no holder
gains more than twice the error of its gain by any single move tried.

It is played under one theory of each cause, or under those of --theories.`,
		Example: `  sim equilibrium alaska --theories nash
  sim equilibrium alaska --players us,russia --theories nash`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return equilibrium(c, args[0], set, players) },
	}
	f := c.Flags()
	f.StringSliceVar(&players, "players", nil, "holders that choose; the levers of others stay as they are (default: all holders)")
	studyFlags(f, &set)
	return c
}

func equilibrium(c *cobra.Command, name string, set, players []string) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	d, err := playedAnew(l, name, set)
	if err != nil {
		return err
	}
	names := slices.Clone(set)
	if players != nil {
		names = append(names, "players="+strings.Join(players, ","))
	}
	st, err := newInquiry(l, "equilibrium", d, names)
	if err != nil {
		return err
	}
	p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
	r, err := study.Equilibrium(c.Context(), d.Subject, study.EquilibriumOptions{Players: players, Watch: p.Show})
	p.Clear()
	if errors.Is(err, study.ErrNoPlayers) {
		return usage("%s has %w", d.Scenario.Name, err)
	}
	if e, ok := errors.AsType[*study.MissingValuesError](err); ok {
		return usage("aims: %w", e)
	}
	if err != nil {
		return refused(unobserved(err, d.Subject), d.Subject, map[string]string{"Players": "--players"})
	}
	return st.leave(c, finding.Equilibrium(&output.Equilibrium{Study: &st.Study, EquilibriumResult: r}))
}
