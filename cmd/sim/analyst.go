package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/output"
)

// An analyst plays what the parts of a sensitivity analysis want.
type analyst struct {
	c     *cobra.Command
	st    *inquiry
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
	p := newProgress(a.c.ErrOrStderr(), a.st.quiet, a.draws.Subject)
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
	p := newProgress(a.c.ErrOrStderr(), a.st.quiet, a.draws.Subject)
	p.draws = cfg.Draws
	p.what = what
	cfg.Progress = p.legacy
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
	a.remark("Indices: two samples of %s draws (%s), and two more for each of %d groups: %s draws played.", output.FormatCount(i.Size), i.Sampler, len(groups), output.FormatCount(i.Plays))
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
