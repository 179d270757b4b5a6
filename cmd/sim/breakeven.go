package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/output/folder"
)

// breakevenOptions are the flags of breakeven that are not settings.
type breakevenOptions struct {
	set                []string
	outcome, of        string
	share, least, most *flagvalue.Value[float64]
	levers             []string
	resume             bool
}

func newBreakevenCommand() *cobra.Command {
	bound := func() *flagvalue.Value[float64] { return flagvalue.Of(new(float64), "number", flagvalue.Number) }
	o := breakevenOptions{share: bound(), least: bound(), most: bound()}
	c := &cobra.Command{
		Use:   "breakeven SCENARIO --for OUTCOME --share X",
		Short: "Find the smallest change of a lever that reaches a goal",
		Long: `Breakeven says what it would take: the smallest change of one lever's weight with
which an outcome reaches a share of draws, theory by theory; where no single
lever does, the smallest change of two; where no two do, a change of three that
does; or that none tried does, and how far each gets. Every weight plays the same draws.

Of up to six levers each weight is tried at quarters from 0 to 1, and the gap is
narrowed by halving where the goal is reached; where none does, every two are
searched together, in any mixture. Of more, a response surface, fitted to draws
in which all weights vary, estimates what levers and pairs do, and those that
seem to need least are followed: the first draws tell where to look, and all draws
what is reported. Three together are always read
off such a surface first. The range in brackets is what Monte Carlo error leaves
open; the size of a change of several is the sum of what their weights move.

--of asks for the mean of any measure instead of the share of an outcome. What an
interrupted breakeven has finished is kept; --resume goes on to the same result.`,
		Example: `  sim breakeven alaska --for settlement --share 0.5 --theories nash
  sim breakeven alaska --for settlement --share 0.3 --levers aid_cutoff,us_guarantee
  sim breakeven alaska --of terms.territory --at-most 0.6 --theories nash`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return breakeven(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.outcome, "for", "", "outcome that is to reach a share of draws: "+strings.Join(model.ClassNames[:], ", "))
	f.Var(o.share, "share", "that share, from 0 to 1")
	f.StringVar(&o.of, "of", "", "measure whose mean is to reach a value, such as utility.ukraine")
	f.Var(o.least, "at-least", "least value of the measure")
	f.Var(o.most, "at-most", "largest value of the measure, or with --for instead of --share")
	f.StringSliceVar(&o.levers, "levers", nil, "levers to look at (default: all)")
	f.BoolVar(&o.resume, "resume", false, "go on with an interrupted breakeven")
	studyFlags(f, &o.set)
	measureFlag(c)
	return c
}

func breakeven(c *cobra.Command, name string, o *breakevenOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	d, err := playedAnew(l, name, o.set)
	if err != nil {
		return err
	}
	goal, err := breakevenGoal(o)
	if err != nil {
		return err
	}
	st, err := newInquiry(l, "breakeven", d, goal.names(o))
	if err != nil {
		return err
	}
	var r *study.BreakevenResult
	ask := func(store study.WorkStore) (err error) {
		p := newProgress(c.ErrOrStderr(), st.quiet, d.Subject)
		r, err = study.Breakeven(c.Context(), d.Subject, study.BreakevenOptions{Of: goal.measure, Goal: goal.Goal, Levers: o.levers, Watch: p.Show, Store: store})
		p.Clear()
		return err
	}
	return st.keptWork(c, d.Subject, o.resume, goal.names(o), ask, func(err error) error { return breakevenError(l, d.Subject, goal, err) }, func() error {
		return st.leave(c, finding.Breakeven(&output.Breakeven{Study: &st.Study, BreakevenResult: r}))
	})
}

// A writtenGoal is what is to be reached, and which flag says how much.
type writtenGoal struct {
	study.Goal
	measure string
	flag    string
	bound   *flagvalue.Value[float64]
}

// breakevenGoal reads what is to be reached.
func breakevenGoal(o *breakevenOptions) (g writtenGoal, err error) {
	g.measure, g.bound, g.flag = o.of, o.least, "--at-least"
	switch {
	case (o.outcome == "") == (o.of == ""):
		return g, usage("name what is to be reached: --for OUTCOME --share X, or --of MEASURE --at-least X")
	case o.outcome != "" && o.least.Given():
		return g, usage("--at-least goes with --of; with --for it is --share")
	case o.of != "" && o.share.Given():
		return g, usage("--share goes with --for; with --of it is --at-least or --at-most")
	case o.outcome != "":
		if !slices.Contains(model.ClassNames[:], o.outcome) {
			return g, usage("--for=%s: %w", o.outcome, &registry.UnknownError{What: "outcome", Name: o.outcome, Known: model.ClassNames[:]})
		}
		g.measure, g.bound, g.flag = `share("`+o.outcome+`")`, o.share, "--share"
	}
	if o.most.Given() {
		if g.bound.Given() {
			return g, usage("%s and --at-most together: name one bound", g.flag)
		}
		g.bound, g.flag, g.AtMost = o.most, "--at-most", true
	}
	if !g.bound.Given() {
		return g, usage("how much is to be reached? add %s", g.flag)
	}
	g.Value = g.bound.Get()
	return g, nil
}

// names are the changes and the goal that name the folder.
func (g writtenGoal) names(o *breakevenOptions) []string {
	bound := "at-least"
	if g.AtMost {
		bound = "at-most"
	}
	names := append(slices.Clone(o.set), g.measure, bound+"="+output.Plain(g.Value))
	if o.levers != nil {
		names = append(names, "levers="+strings.Join(o.levers, ","))
	}
	return names
}

// breakevenError names the flag that an error of a breakeven is about.
func breakevenError(l *settings.Layers, s *study.Subject, g writtenGoal, err error) error {
	if e, ok := errors.AsType[*folder.PointsError](err); ok {
		return &usageError{e}
	}
	if errors.Is(err, study.ErrNoLevers) {
		return usage("%s has %w", s.Scenario.Name, err)
	}
	return l.Blame(refused(err, s, map[string]string{"Of": "--of", "Goal": g.flag + "=" + g.bound.String(), "Levers": "--levers"}))
}
