package main

import (
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output/table"
	"sim/scenarios"
)

func newScoreCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "score CASE…",
		Short: "Compare theories with how resolved cases ended",
		Long: `Score sets what theories said beside how resolved cases ended. A case is a
scenario that says so under resolved, a folder of them, or CLASS=CASE with a
scenario or the folder of a run; CLASS is how it ended: settlement, ceasefire,
partial, stalemate, escalation or collapsed.

Of the terms that a case says it prints, theory by theory and over cases, the
continuous ranked probability score, the mean rank by it, the absolute error
and how often they lie in the middle of the draws, with 95% intervals, beside
plain guesses: the weighted mean, the median, the status quo and the middle of
the scale; and which theories differ in the ranked score, case by case. Of how
cases ended it prints Brier's score and the ranked probability score (0 is
best), the log score (nearer 0 is better), and what each theory's weight in
the pool becomes if it is moved by them: half as far as Bayes's rule goes, all
the way from twenty cases on. Weights that you take from here are set with
--weights.

Cases whose inputs are dated before the outcome stand apart, a record as far
as those dates hold. With them stand cases whose inputs others published, but
not before the outcome, marked as no record by themselves. What a case says of
itself (caveat) is printed. Weights follow from two cases at least whose
inputs are older than the outcome, and a few say next to nothing.
Illustration, not prediction.`,
		Example: `  sim score scenarios/resolved
  sim score settlement=wage-round
  sim score settlement=output/runs/mine stalemate=other.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name at least one resolved case, such as scenarios/resolved or settlement=wage-round")
			}
			return nil
		},
		RunE: score,
	}
	f := c.Flags()
	f.Var(settings.DrawsFlag(), "draws", "how many draws of a scenario (default: as it says, else 4096)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default: as the scenario says, else 1)")
	f.Var(settings.ListFlag(), "theories", "theories to play, separated by commas, or all")
	f.Var(settings.WeightsFlag(), "weights", "how much families of theories weigh before, such as complete_information=2,two_level=0.5")
	f.Var(settings.WorkersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	return c
}

func score(c *cobra.Command, args []string) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	groups := make([][]study.Case, 3) // published inputs, inputs written afterwards, and cases that do not say
	seen := counted{}
	for _, arg := range args {
		cases, err := casesOf(l, arg)
		if err != nil {
			return err
		}
		for _, x := range cases {
			if err := seen.add(arg, x); err != nil {
				return err
			}
			at := 2
			if r := x.Subject.Scenario.Bargain.Resolved; r != nil && r.Inputs != model.InputsAfterwards {
				at = 0
			} else if r != nil {
				at = 1
			}
			groups[at] = append(groups[at], x)
		}
	}
	apart := ""
	for i, what := range []string{"", " with inputs written afterwards, no record", " without a word on when inputs were written, no record"} {
		cases := groups[i]
		if cases == nil {
			continue
		}
		var subjects []*study.Subject
		for _, x := range cases {
			subjects = append(subjects, x.Subject)
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
		if i == 0 {
			what = table.PublishedInputs(found)
		}
		if _, err := io.WriteString(c.OutOrStdout(), apart); err != nil {
			return err
		}
		apart = "\n"
		if err := table.WriteScore(c.OutOrStdout(), found, what, styleOf(c.OutOrStdout())); err != nil {
			return err
		}
	}
	return nil
}

// counted are the cases that count already, by what they say, with the argument that
// named each.
type counted map[string]string

// add counts a case, and refuses one that counts already: twice it would narrow every
// interval and say nothing new.
func (c counted) add(arg string, x study.Case) error {
	s := x.Subject.Scenario
	if first, again := c[s.Digest]; again {
		return usage("%s: %s counts already (%s); a case counts once", arg, s.Name, first)
	}
	c[s.Digest] = arg
	return nil
}

// casesOf reads the cases that an argument names: one that says how it ended, or is
// said to have ended so, or all in a folder.
func casesOf(l *settings.Layers, arg string) ([]study.Case, error) {
	class, name, stated := strings.Cut(arg, "=")
	if stated {
		at := slices.Index(model.ClassNames[:], class)
		if at < 0 {
			return nil, usage("%s: %w", arg, &registry.UnknownError{What: "class of outcome", Name: class, Known: model.ClassNames[:]})
		}
		d, err := openDraws(l, name, nil)
		if err != nil {
			return nil, err
		}
		if r := d.Scenario.Bargain.Resolved; r != nil && r.Outcome != model.Class(at) {
			return nil, usage("%s: the scenario says that it ended as %s (resolved); write %s alone, or change its outcome there", arg, model.ClassNames[r.Outcome], name)
		}
		return []study.Case{{Subject: d.Subject, Ended: model.Class(at)}}, nil
	}
	names := []string{arg}
	switch {
	case path.Clean(filepath.ToSlash(arg)) == "scenarios/resolved" && !isDir(arg):
		names = scenarios.Names(scenarios.Resolved) // they ship with the program
	case isDir(arg) && !isRun(arg):
		if names, _ = filepath.Glob(filepath.Join(arg, "*.yaml")); names == nil { // the pattern is well formed
			return nil, usage("%s: no scenario (.yaml) in this folder", arg)
		}
	}
	var cases []study.Case
	for _, name := range names {
		d, err := openDraws(l, name, nil)
		if err != nil {
			return nil, err
		}
		r := d.Scenario.Bargain.Resolved
		if r == nil {
			return nil, usage("%s does not say how it ended: add resolved to it, or write CLASS=%s, such as settlement=%s", name, name, name)
		}
		cases = append(cases, study.Case{Subject: d.Subject, Ended: r.Outcome})
	}
	return cases, nil
}
