package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output/table"
)

func newScoreCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "score CLASS=CASE…",
		Short: "Compare theories with how resolved cases ended",
		Long: `Score sets each theory's shares of draws beside how resolved cases ended. A case
is a scenario or the folder of a run; CLASS is how it ended: settlement,
ceasefire, partial, stalemate, escalation or collapsed.

It prints Brier's score and the ranked probability score (0 is best), the log
score (nearer 0 is better), and what each theory's weight in the pool becomes if
it is moved by them: half as far as Bayes's rule goes, all the way from twenty
cases on. A scenario that was written when its end was known proves nothing, and
a few cases say next to nothing. Runs are pooled uncalibrated; weights that you
take from here are set with --weights. Illustration, not prediction.`,
		Example: `  sim score settlement=wage-round
  sim score settlement=output/runs/mine stalemate=other.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name at least one resolved case and how it ended, such as settlement=wage-round")
			}
			return nil
		},
		RunE: score,
	}
	f := c.Flags()
	f.Var(drawsFlag(), "draws", "how many draws of a scenario (default: as it says, else 4096)")
	f.Var(seedFlag(), "seed", "seed of the random numbers (default: as the scenario says, else 1)")
	f.Var(listFlag(), "theories", "theories to play, separated by commas, or all")
	f.Var(weightsFlag(), "weights", "how much families of theories weigh before, such as complete_information=2,two_level=0.5")
	f.Var(workersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	return c
}

func score(c *cobra.Command, args []string) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	cases, subjects := make([]study.Case, len(args)), make([]*study.Subject, len(args))
	for i, arg := range args {
		class, name, ok := strings.Cut(arg, "=")
		if !ok {
			return usage("%s: expected how it ended and the case, such as settlement=%s", arg, arg)
		}
		at := slices.Index(model.ClassNames[:], class)
		if at < 0 {
			return usage("%s: %w", arg, &registry.UnknownError{What: "class of outcome", Name: class, Known: model.ClassNames[:]})
		}
		d, err := openDraws(l, name, nil)
		if err != nil {
			return err
		}
		cases[i], subjects[i] = study.Case{Subject: d.Subject, Ended: model.Class(at)}, d.Subject
	}
	p := newProgress(c.ErrOrStderr(), false, subjects[0])
	found, err := study.ScoreTheories(c.Context(), cases, p.Parts(subjects))
	p.Clear()
	if e, ok := errors.AsType[*study.NoOutcomesError](err); ok {
		return usage("%w", e)
	}
	if err != nil {
		return err
	}
	return table.WriteScore(c.OutOrStdout(), found, styleOf(c.OutOrStdout()))
}
