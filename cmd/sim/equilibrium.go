package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/output/folder"
)

func newEquilibriumCommand() *cobra.Command {
	var set, players []string
	var resume bool
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
gains more than the error of its gain by any single move tried; a point moves on, a
few times, where one does. Of a holder of four levers or more every two are moved to
ends together as well.

Moves from a point are tried in the first draws, and on ever more as long as they do
not lose clearly; the answer says how many do. It is played under one theory of each
cause, or under those of --theories. What an interrupted equilibrium has finished is
kept; --resume goes on to the same result.`,
		Example: `  sim equilibrium alaska --theories nash
  sim equilibrium alaska --players us,russia --theories nash`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return equilibrium(c, args[0], set, players, resume) },
	}
	f := c.Flags()
	f.StringSliceVar(&players, "players", nil, "holders that choose; the levers of others stay as they are (default: all holders)")
	f.BoolVar(&resume, "resume", false, "go on with an interrupted equilibrium")
	studyFlags(f, &set)
	return c
}

func equilibrium(c *cobra.Command, name string, set, players []string, resume bool) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	d, err := playedAnew(l, name, set)
	if err != nil {
		return err
	}
	if players != nil && len(players) == 0 {
		return usage("--players names nobody: name a holder, or leave it out for all")
	}
	names := slices.Clone(set)
	if players != nil {
		names = append(names, "players="+strings.Join(players, ","))
	}
	st, err := newInquiry(l, "equilibrium", d, names)
	if err != nil {
		return err
	}
	var r *study.EquilibriumResult
	ask := func(store study.WorkStore) (err error) {
		p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
		r, err = study.Equilibrium(c.Context(), d.Subject, study.EquilibriumOptions{Players: players, Watch: p.Show, Store: store})
		p.Clear()
		return err
	}
	return st.keptWork(c, d.Subject, resume, players, ask, func(err error) error { return equilibriumError(d.Subject, err) }, func() error {
		return st.leave(c, finding.Equilibrium(&output.Equilibrium{Study: &st.Study, EquilibriumResult: r}))
	})
}

// equilibriumError says what is wrong with the question.
func equilibriumError(s *study.Subject, err error) error {
	if e, ok := errors.AsType[*folder.PointsError](err); ok {
		return &usageError{e}
	}
	if errors.Is(err, study.ErrNoPlayers) {
		return usage("%s has %w", s.Scenario.Name, study.ErrNoPlayers)
	}
	if e, ok := errors.AsType[*study.MissingValuesError](err); ok {
		return usage("aims: %w", e)
	}
	return refused(unobserved(err, s), s, map[string]string{"Players": "--players"})
}
