package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/analysis"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// breakevenOptions are the flags of breakeven that are not settings.
type breakevenOptions struct {
	set                             []string
	outcome, share, of, least, most string
	levers                          []string
}

func newBreakevenCommand() *cobra.Command {
	var o breakevenOptions
	c := &cobra.Command{
		Use:   "breakeven SCENARIO --for OUTCOME --share X",
		Short: "Find the smallest change of a lever that reaches a goal",
		Long: `Breakeven says what it would take: the smallest change of one lever's weight with
which an outcome reaches a share of draws, theory by theory; where no single
lever does, the smallest change of two; or that no lever does, and how far each
gets. Every weight plays the same draws.

It looks at each lever's weight from 0 to 1 in steps, so that a figure that rises
and falls is not taken for one that does neither, and narrows the gap by halving
where the goal is reached. The range in brackets is what Monte Carlo error leaves
open.

Where no single lever does, every two are searched together, in any mixture. The
size of a change of two is the sum of what their weights move. Weights none, half
and full of both are read on fewer draws, quarters where that comes near the goal;
the pairs that seem to need least are then followed with all draws, as far as it
takes to tell which needs least: at most twelve of them under a theory.

--of asks for the mean of any measure instead of the share of an outcome.`,
		Example: `  sim breakeven alaska --for settlement --share 0.5 --protocols nash
  sim breakeven alaska --for settlement --share 0.3 --levers aid_cutoff,us_guarantee
  sim breakeven alaska --of terms.territory --at-most 0.6 --protocols nash`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return breakeven(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.outcome, "for", "", "outcome that is to reach a share of draws: "+strings.Join(model.ClassNames[:], ", "))
	f.StringVar(&o.share, "share", "", "that share, from 0 to 1")
	f.StringVar(&o.of, "of", "", "measure whose mean is to reach a value, such as utility.ukraine")
	f.StringVar(&o.least, "at-least", "", "least value of the measure")
	f.StringVar(&o.most, "at-most", "", "largest value of the measure, or with --for instead of --share")
	f.StringSliceVar(&o.levers, "levers", nil, "levers to look at (default: all)")
	studyFlags(f, &o.set)
	return c
}

func breakeven(c *cobra.Command, name string, o *breakevenOptions) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	if isRun(name) {
		return usage("%s: breakeven plays its scenario anew; name the scenario", name)
	}
	d, err := playable(l, name, o.set)
	if err != nil {
		return err
	}
	measure, goal, err := breakevenGoal(o, d.s)
	if err != nil {
		return err
	}
	knobs, err := knobsOf(d.s, o.levers)
	if err != nil {
		return err
	}
	if err := roomFor(d, len(d.s.Bargain.Theories)*(scanSteps+1)*(len(knobs)+1)); err != nil {
		return err
	}
	st, err := newInquiry(l, "breakeven", d, goalNames(o, &measure, goal))
	if err != nil {
		return err
	}
	b := &output.Breakeven{Study: &st.Study, Measure: measure, Goal: goal, Levers: knobs}
	search := newSearch(l, name, o.set, d, b, newPointProgress(c.ErrOrStderr(), st.quiet, 0, 0))
	err = search.run(c.Context())
	search.shown.clear()
	if err != nil {
		return err
	}
	return st.leave(c, brokenEven(b))
}

// breakevenGoal reads what is to be reached.
func breakevenGoal(o *breakevenOptions, s *scenario.Scenario) (m scenario.Measure, g analysis.Goal, err error) {
	fail := func(format string, args ...any) (scenario.Measure, analysis.Goal, error) {
		return m, g, usage(format, args...)
	}
	text, bound, flag := o.of, o.least, "--at-least"
	switch {
	case (o.outcome == "") == (o.of == ""):
		return fail("name what is to be reached: --for OUTCOME --share X, or --of MEASURE --at-least X")
	case o.outcome != "" && o.least != "":
		return fail("--at-least goes with --of; with --for it is --share")
	case o.of != "" && o.share != "":
		return fail("--share goes with --for; with --of it is --at-least or --at-most")
	case o.outcome != "":
		if !slices.Contains(model.ClassNames[:], o.outcome) {
			return fail("--for=%s: %w", o.outcome, &registry.UnknownError{What: "outcome", Name: o.outcome, Known: model.ClassNames[:]})
		}
		text, bound, flag = `share("`+o.outcome+`")`, o.share, "--share"
	}
	if o.most != "" {
		if bound != "" {
			return fail("%s and --at-most together: name one bound", flag)
		}
		bound, flag, g.AtMost = o.most, "--at-most", true
	}
	if bound == "" {
		return fail("how much is to be reached? add %s", flag)
	}
	if m, err = scenario.ParseMeasure(text, s.Bargain); err != nil {
		return fail("--of: %w", err)
	}
	if m.Protocol != "" {
		return fail("--of: every theory is shown; choose theories with --protocols, not with %q in the measure", m.Protocol)
	}
	if g.Value, err = strconv.ParseFloat(bound, 64); err != nil || math.IsNaN(g.Value) || math.IsInf(g.Value, 0) {
		return fail("%s=%s: expected a number", flag, bound)
	}
	if m.Share && (g.Value < 0 || g.Value > 1) {
		return fail("%s=%s: a share of draws lies from 0 to 1", flag, bound)
	}
	return m, g, nil
}

// goalNames are the changes and the goal that name the folder.
func goalNames(o *breakevenOptions, m *scenario.Measure, g analysis.Goal) []string {
	bound := "at-least"
	if g.AtMost {
		bound = "at-most"
	}
	names := append(slices.Clone(o.set), m.Text, fmt.Sprintf("%s=%g", bound, g.Value))
	if o.levers != nil {
		names = append(names, "levers="+strings.Join(o.levers, ","))
	}
	return names
}

// knobsOf lists the weights of the levers asked for, or of all.
func knobsOf(s *scenario.Scenario, names []string) ([]output.Knob, error) {
	var known []string
	for i := range s.Bargain.Levers {
		known = append(known, s.Bargain.Levers[i].ID)
	}
	if len(known) == 0 {
		return nil, usage("%s has no levers to move", s.Name)
	}
	for _, name := range names {
		if !slices.Contains(known, name) {
			return nil, usage("--levers: %w", &registry.UnknownError{What: "lever", Name: name, Known: known})
		}
	}
	var knobs []output.Knob
	for _, id := range known {
		if names != nil && !slices.Contains(names, id) {
			continue
		}
		k := output.Knob{Lever: id, Path: "levers." + id + ".weight", Now: 1, Written: "1"} // left out, a weight is 1
		for i := range s.Bargain.Inputs {
			if in := &s.Bargain.Inputs[i]; in.Path == k.Path {
				k.Now, k.Written = in.Value, in.Written
			}
		}
		knobs = append(knobs, k)
	}
	return knobs, nil
}

// brokenEven turns what was found into what is left and printed.
func brokenEven(b *output.Breakeven) *findings {
	out := &findings{title: b.Scenario.Bargain.Title + ": what it would take", files: dataset.Breakeven(b), text: table.Breakeven(b)}
	out.lead = []string{"What it would take for " + b.GoalText() + ", on the same draws throughout. A weight is how hard a lever's holder leans on it, from 0 to 1; whether anybody could or should is not a question that draws answer."}
	words := make([]string, len(b.Theories))
	for m := range b.Theories {
		words[m] = fmt.Sprintf("%s, now %s: %s.", output.TheoryName(&b.Theories[m]), b.Figure(b.Now[m]), b.Verdict(m))
	}
	if pairs := b.PairsText(); pairs != "" {
		words = append(words, pairs)
	}
	out.sections = []page.Section{
		{ID: "theories", Heading: "Theory by theory", Words: words},
		{ID: "levers", Heading: "Lever by lever", Figures: plot.Breakeven(b), Tables: table.BreakevenTables(b)},
	}
	return out
}
