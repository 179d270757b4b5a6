package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/analysis"
	"sim/model/scenario"
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// sensitivityOptions are the flags of sensitivity that are not settings.
type sensitivityOptions struct {
	set                     []string
	of, by, top             string
	sobol, shapley, tornado bool
}

func newSensitivityCommand() *cobra.Command {
	var o sensitivityOptions
	c := &cobra.Command{
		Use:   "sensitivity SCENARIO",
		Short: "Show which inputs move an outcome, and how much",
		Long: `Sensitivity ranks the inputs of a scenario by how much of a measure's variance
goes with each alone (first-order Sobol indices, with rank correlations and
Chatterjee's ξ), from the draws of one run: played for it, or read from its
folder where it was played already; the folder may also stand for the scenario.
The measure is the share of draws that end in the first package's outcome, or --of:

  --of 'share("settlement")'   --of terms.territory   --of utility.russia

More can be asked for; it plays more draws:

  --sobol     what each group of inputs explains on its own, and together with
              all others (first-order and total indices), chance within draws
              included; groups whose inputs go together are measured as one
  --shapley   the variance shared out between at most 12 groups, also where
              inputs of different groups go together
  --tornado   the measure with each of the leading inputs at the 10 % and the
              90 % quantile of its range, and each lever off and full, on the
              same draws

Draws are made at random, whatever the scenario says, unless --sampler is given.
Groups are inputs, parts of the scenario (a party, a lever, a package, a
process) or whole sections: --by input, part, section.

What moves a measure here moves it in the scenario. Illustration, not prediction.`,
		Example: `  sim sensitivity alaska
  sim sensitivity output/runs/alaska --of terms.territory
  sim sensitivity alaska --protocols nash --sobol --tornado
  sim sensitivity alaska --protocols nash --of utility.russia --shapley`,
		Args:              exactly(1, "a scenario or the folder of a run"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return sensitivity(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringVar(&o.of, "of", "", `what is read off each draw (default: share of the first package's outcome)`)
	f.BoolVar(&o.sobol, "sobol", false, "first-order and total indices of groups of inputs")
	f.BoolVar(&o.shapley, "shapley", false, "Shapley effects of groups of inputs")
	f.BoolVar(&o.tornado, "tornado", false, "the measure with inputs and levers at either end")
	f.StringVar(&o.by, "by", "", "groups: input, part or section (default: input up to 24 inputs, else part; section for --shapley)")
	f.StringVar(&o.top, "top", "15", "how many inputs or groups to show, and inputs for --tornado to play")
	studyFlags(f, &o.set)
	return c
}

func sensitivity(c *cobra.Command, name string, o *sensitivityOptions) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	top, err := strconv.Atoi(o.top)
	if err != nil || top < 1 {
		return usage("--top=%s: expected a whole number from 1", o.top)
	}
	d, st, err := lookAt(l, "sensitivity", name, o.set, "of", o.of)
	if err != nil {
		return err
	}
	found := &output.Sensitivity{Study: &st.Study, Top: top}
	if found.Measure, err = measureOf(d.s, o.of); err != nil {
		return err
	}
	if err := st.leads(found.Measure.Protocol); err != nil {
		return usage("--of: %w", err)
	}
	groups, err := groupsFor(d.s.Bargain, o)
	if err != nil {
		return err
	}
	if err := roomFor(d, groups.most(o, top)*len(d.s.Bargain.Theories)); err != nil {
		return err
	}
	a := &analyst{c: c, st: st, draws: d, found: found}
	if err := a.rank(); err != nil {
		return err
	}
	if o.sobol {
		if err := a.sobol(groups.sobol); err != nil {
			return err
		}
	}
	if o.shapley {
		if err := a.shapley(groups.shapley); err != nil {
			return err
		}
	}
	if o.tornado {
		if err := a.tornado(); err != nil {
			return err
		}
	}
	return st.leave(c, sensed(found))
}

// measureOf is the measure that text means; by default the share of draws that
// end in the first package's outcome.
func measureOf(s *scenario.Scenario, text string) (scenario.Measure, error) {
	if text == "" {
		text = fmt.Sprintf("share(%q)", classShown(s.Bargain))
	}
	m, err := scenario.ParseMeasure(text, s.Bargain)
	if err != nil {
		return m, usage("--of: %w", err)
	}
	return m, nil
}

// leads has the named theory lead the study; empty: as it is.
func (st *inquiry) leads(protocol string) error {
	if protocol == "" {
		return nil
	}
	i := slices.IndexFunc(st.Theories, func(t model.Theory) bool { return t.Name == protocol })
	if i < 0 {
		return fmt.Errorf("%s is not among the theories played; name it with --protocols", protocol)
	}
	st.Lead = i
	return nil
}

// grouping is the groups that each method looks at.
type grouping struct{ sobol, shapley []analysis.Group }

// most is how many draws the largest of the plans that are asked for plays, for
// each of the run's.
func (g *grouping) most(o *sensitivityOptions, top int) int {
	n := 1
	if o.sobol {
		n = max(n, analysis.SwapsPerDraw(len(g.sobol)))
	}
	if o.shapley {
		n = max(n, analysis.OrdersPerDraw(len(g.shapley)))
	}
	if o.tornado {
		n = max(n, 1+2*top)
	}
	return n
}

func groupsFor(b *model.Bargain, o *sensitivityOptions) (g grouping, err error) {
	if g.sobol, err = analysis.GroupBy(b, o.by); err != nil {
		return g, usage("--by=%s: %w", o.by, err)
	}
	g.shapley = g.sobol
	if o.by == "" && len(g.shapley) > analysis.MostShapley {
		if g.shapley, err = analysis.GroupBy(b, "section"); err != nil {
			return g, err
		}
	}
	if n := len(g.shapley); o.shapley && n > analysis.MostShapley {
		return g, usage("--shapley: %d groups are too many, it takes at most %d; try --by section", n, analysis.MostShapley)
	}
	if o.sobol || o.shapley {
		if b.Columns == 0 {
			return g, usage("there is nothing to share out: every number of the scenario is known")
		}
	}
	return g, nil
}

// sensed turns a sensitivity analysis into what is left and printed.
func sensed(s *output.Sensitivity) *findings {
	out := &findings{
		title: fmt.Sprintf("%s: what moves the %s", s.Scenario.Bargain.Title, output.MeasureName(&s.Measure)),
		lead:  []string{table.MeasureLine(s)},
		files: dataset.Sensitivity(s), text: table.Sensitivity(s),
	}
	figures := map[string][]plot.Figure{}
	for _, f := range plot.Sensitivity(s) {
		figures[f.Name] = append(figures[f.Name], f)
	}
	add := func(id, heading string, words []string, tables ...*table.Table) {
		out.sections = append(out.sections, page.Section{ID: id, Heading: heading, Words: words, Figures: figures[id], Tables: tables})
	}
	add("ranking", "What it goes with, input by input", []string{
		"From the draws as they are: how much of the measure's variance goes with each input alone, over its whole range of belief, and which way. What several inputs do only together is not counted, and where inputs go together one stands in for the other. Chatterjee's ξ, in ranking.csv and for a measure that is no share in the table, says how far the measure is a function of the input: 0 not at all, 1 wholly.",
	}, table.Ranking(s))
	if s.Indices != nil {
		add("indices", "What groups of inputs explain", []string{
			"On its own: by how much the variance would shrink on average if the group were known. With all others: how much would be left if everything but the group were known. What lies between is what the group does only in company. Chance is what happens within a draw whatever its inputs.",
		}, table.Indices(s))
	}
	if s.Shapley != nil {
		add("shapley", "The variance shared out", []string{
			"Shapley effects share the whole variance out between the groups, also where inputs of different groups go together.", table.ShapleyCaveat,
		}, table.ShapleyEffects(s))
	}
	if s.Tornado != nil {
		add("tornado", "One thing at a time, at either end", []string{
			"Each bar runs from the measure with one input or lever at its low end to that at its high end; everything else varies as before, in the same draws.",
		}, table.Tornado(s)...)
	}
	if s.Remarks != nil {
		out.sections = append(out.sections, page.Section{ID: "remarks", Heading: "How it was played", Words: s.Remarks})
	}
	return out
}
