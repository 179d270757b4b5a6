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
	"sim/model/montecarlo"
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
goes with each alone, from the draws of one run: played for it, or read from its
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
	d, err := openDraws(l, name, o.set)
	if err != nil {
		return err
	}
	independent(l, d)
	d.reuse(o.set)
	if err := keepable(d); err != nil {
		return err
	}
	st, err := newStudy(l, "sensitivity", d, asked(o.set, "of", o.of))
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

// independent has draws that are yet to be played drawn at random unless a
// sampler is named: what is read off neighbouring draws wants them independent.
func independent(l *layers, d *draws) {
	if d.dir == "" && !l.said("sampler") {
		d.cfg.Sampler = montecarlo.Random.Name
	}
}

// mostKept is how many numbers an analysis keeps at most of all draws together:
// 4 GB of them.
const mostKept = 500_000_000

// keepable refuses more draws than can be kept with all their inputs.
func keepable(d *draws) error { return roomFor(d, d.s.Bargain.Columns+len(d.s.Bargain.Theories)) }

// roomFor refuses more draws than can be kept with so many numbers of each.
func roomFor(d *draws, each int) error {
	if most := mostKept / max(1, each); d.cfg.Draws > most {
		return usage("%s draws are too many: this keeps %d numbers of each; expected at most %s", output.FormatCount(d.cfg.Draws), each, output.FormatCount(most))
	}
	return nil
}

// uneven remarks on draws that are not independent; empty if they are.
func uneven(d *draws) string {
	if d.cfg.Sampler == montecarlo.Random.Name {
		return ""
	}
	return fmt.Sprintf("These draws are spread by %s, not drawn at random: with many inputs, one can look a little as if it did what another does. Name the scenario, or --sampler random, to check.", d.cfg.Sampler)
}

// asked are the changes that name a study's folder, and what it was asked about,
// so that another question does not take the place of its answer.
func asked(set []string, flag, text string) []string {
	if text == "" {
		return set
	}
	return append(slices.Clone(set), flag+"="+text)
}

// leads has the named theory lead the study; empty: as it is.
func (st *study) leads(protocol string) error {
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

// An analyst plays what the parts of a sensitivity analysis want.
type analyst struct {
	c     *cobra.Command
	st    *study
	draws *draws
	found *output.Sensitivity
	kept  *montecarlo.Kept // the run's own draws

	tables montecarlo.Tables
}

// rank reads the ranking off the run's draws.
func (a *analyst) rank() error {
	var err error
	if a.kept, err = montecarlo.NewKept(a.draws.cfg, true, a.found.Measure.Of); err != nil {
		return err
	}
	a.draws.cfg.Tables = &a.tables
	p := newProgress(a.c.ErrOrStderr(), a.st.quiet, a.draws.s, a.draws.cfg)
	if err := a.draws.deliver(a.c.Context(), p, a.kept); err != nil {
		return err
	}
	a.together()
	if words := uneven(a.draws); words != "" {
		a.remark("%s", words)
	}
	ys := a.measures(a.kept)
	a.found.Ranking = analysis.Rank(a.kept.Inputs, ys)
	for _, y := range ys {
		if a.found.Measure.Share {
			a.found.Means = append(a.found.Means, analysis.PairShare(y, y, a.kept.Replicates).A)
		} else {
			a.found.Means = append(a.found.Means, analysis.PairMean(y, y, a.kept.Replicates).A)
		}
	}
	return nil
}

// together remarks which inputs go together: what goes with one of them goes
// with the others too, whatever it is that does something.
func (a *analyst) together() {
	b := a.draws.s.Bargain
	if b.Coupling == nil || len(b.Coupling.Pairs) == 0 {
		return
	}
	inputs := b.Varying()
	var names []string
	for _, p := range b.Coupling.Pairs {
		names = append(names, inputs[p.Columns[0]].Path+" with "+inputs[p.Columns[1]].Path)
	}
	more := ""
	if n := len(names) - 3; n > 0 {
		names, more = names[:3], fmt.Sprintf(" and %d more", n)
	}
	a.remark("Inputs that go together: %s%s. What goes with one goes with the other too; --shapley shares out between them.", strings.Join(names, ", "), more)
}

// measures is the measure by theory.
func (a *analyst) measures(k *montecarlo.Kept) [][]float64 {
	ys := make([][]float64, len(k.Values))
	for t := range ys {
		ys[t] = k.Values[t][0]
	}
	return ys
}

// whole refuses a method that needs the measure in every draw.
func (a *analyst) whole(method string) error {
	y, have := a.kept.Values[a.found.Lead][0], 0
	for _, v := range y {
		if !math.IsNaN(v) {
			have++
		}
	}
	if have == len(y) {
		return nil
	}
	return usage("%s: %s has a value in %s of %s draws under %s, and this needs one in every draw; ask --of a share or a party's utility, or leave %s out",
		method, a.found.Measure.Text, output.FormatCount(have), output.FormatCount(len(y)), output.TheoryTitle(&a.found.Theories[a.found.Lead]), method)
}

// play plays a plan and returns the measure by theory.
func (a *analyst) play(b *model.Bargain, plan montecarlo.Plan, what string) ([][]float64, error) {
	cfg := a.draws.cfg
	cfg.Tables, cfg.Plan, cfg.Draws = &a.tables, plan, plan.Draws()
	kept, err := montecarlo.NewKept(a.draws.cfg, false, a.found.Measure.Of)
	if err != nil {
		return nil, err
	}
	p := newProgress(a.c.ErrOrStderr(), a.st.quiet, a.draws.s, cfg)
	p.what = what
	cfg.Progress = p.show
	defer p.clear()
	_, err = montecarlo.Run(a.c.Context(), b, cfg, kept)
	if err != nil {
		return nil, err
	}
	return a.measures(kept), nil
}

// sobol plays the samples that indices need.
func (a *analyst) sobol(groups []analysis.Group) error {
	if err := a.whole("--sobol"); err != nil {
		return err
	}
	b := a.draws.s.Bargain
	groups, joined := analysis.Independent(b, groups)
	cfg := a.draws.cfg
	cfg.Sampler = montecarlo.Sobol.Name
	if n := cfg.Draws; suits(cfg.Sampler, n) != nil {
		for cfg.Draws = 8; cfg.Draws < n; cfg.Draws *= 2 {
		}
	}
	plan, err := analysis.NewSwaps(b, cfg, groups)
	if err != nil { // twice the inputs are more than it has dimensions
		cfg.Sampler = montecarlo.Random.Name
		if plan, err = analysis.NewSwaps(b, cfg, groups); err != nil {
			return err
		}
	}
	ys, err := a.play(b, plan, "indices")
	if err != nil {
		return err
	}
	i := &output.Influence{Groups: groups, Joined: joined, Plays: plan.Draws(), Size: plan.Size, Sampler: cfg.Sampler}
	for _, y := range ys {
		i.Indices = append(i.Indices, plan.Indices(y))
	}
	a.found.Indices = i
	a.remark("Indices: two samples of %s draws (%s), and one more for each of %d groups: %s draws played.", output.FormatCount(i.Size), i.Sampler, len(groups), output.FormatCount(i.Plays))
	if joined > 0 {
		a.remark("Groups whose inputs go together are measured as one, named with a +.")
	}
	return nil
}

// shapley plays the orders that Shapley effects need.
func (a *analyst) shapley(groups []analysis.Group) error {
	if err := a.whole("--shapley"); err != nil {
		return err
	}
	b := a.draws.s.Bargain
	plan, err := analysis.NewOrders(b, a.draws.cfg, groups)
	if err != nil {
		return usage("--shapley: %w", err)
	}
	ys, err := a.play(b, plan, "Shapley effects")
	if err != nil {
		return err
	}
	i := &output.Influence{Groups: groups, Plays: plan.Draws(), Size: plan.Size, Sampler: montecarlo.Random.Name}
	for _, y := range ys {
		i.Effects = append(i.Effects, plan.Shapley(y))
	}
	a.found.Shapley = i
	a.remark("Shapley effects: %s orders of %d groups, %s draws played.", output.FormatCount(plan.Orders()), len(groups), output.FormatCount(i.Plays))
	return nil
}

func (a *analyst) remark(format string, args ...any) {
	a.found.Remarks = append(a.found.Remarks, fmt.Sprintf(format, args...))
}

// tornado plays the leading inputs and all levers at either end.
func (a *analyst) tornado() error {
	b := a.draws.s.Bargain
	columns := a.found.RankedInputs(a.found.Lead)
	columns = columns[:min(a.found.Top, len(columns))]
	plan, err := analysis.NewEnds(b, a.draws.cfg, columns)
	if err != nil {
		return err
	}
	ys, err := a.play(b, plan, "inputs at either end")
	if err != nil {
		return err
	}
	a.found.Tornado = &output.Tornado{Plays: plan.Draws()}
	inputs := b.Varying()
	for k, column := range columns {
		e := output.End{Name: inputs[column].Path, Low: inputs[column].Dist.Quantile(analysis.Low), High: inputs[column].Dist.Quantile(analysis.High)}
		for _, y := range ys {
			low, high := plan.At(y, k)
			e.Paired = append(e.Paired, a.pair(low, high))
		}
		a.found.Tornado.Inputs = append(a.found.Tornado.Inputs, e)
	}
	for k := range b.Levers {
		e := output.End{Name: b.Levers[k].ID, Low: 0, High: 1}
		var sides [2][][]float64
		for side, weight := range []float64{e.Low, e.High} {
			as, err := analysis.NewEnds(b, a.draws.cfg, nil)
			if err != nil {
				return err
			}
			what := fmt.Sprintf("lever %d of %d", k+1, len(b.Levers))
			if sides[side], err = a.play(leaning(b, k, weight), as, what); err != nil {
				return err
			}
			a.found.Tornado.Plays += as.Draws()
		}
		for t := range b.Theories {
			e.Paired = append(e.Paired, a.pair(sides[0][t], sides[1][t]))
		}
		a.found.Tornado.Levers = append(a.found.Tornado.Levers, e)
	}
	a.remark("Either end: %s draws played; the inputs are the %d that the measure goes with most.", output.FormatCount(a.found.Tornado.Plays), len(columns))
	return nil
}

func (a *analyst) pair(low, high []float64) analysis.Paired {
	if a.found.Measure.Share {
		return analysis.PairShare(low, high, a.kept.Replicates)
	}
	return analysis.PairMean(low, high, a.kept.Replicates)
}

// leaning is the bargain with lever k at a known weight.
func leaning(b *model.Bargain, k int, weight float64) *model.Bargain {
	c := *b
	c.Levers = slices.Clone(b.Levers)
	c.Levers[k].Weight = model.Known(weight)
	return &c
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
		"From the draws as they are: how much of the measure's variance goes with each input alone, over its whole range of belief, and which way. What several inputs do only together is not counted, and where inputs go together one stands in for the other.",
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
