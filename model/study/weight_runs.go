package study

import (
	"context"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// weightRuns simulates a scenario under one theory at chosen weights of some of its
// levers, always on the same draws. It keeps what the scenario as it is gives in
// each draw, and of every other run only how it differs.
type weightRuns struct {
	s        *Subject
	levers   []int     // indices in Bargain.Levers
	now      []float64 // their weights, or the midpoints of their ranges
	measures []runMeasure
	count    *pointCount
	asIs     [][]float64 // by measure, by draw
}

// A runMeasure is a number of a draw, or whether something holds in it.
type runMeasure struct {
	of    func(*model.Outcome) float64
	share bool
}

// newWeightRuns simulates the scenario as it is under a theory.
func newWeightRuns(ctx context.Context, s *Subject, theory int, levers []int, now []float64, measures []runMeasure, count *pointCount) (*weightRuns, error) {
	of := *s
	of.Scenario = s.Scenario.Only([]int{theory})
	of.chosen()
	w := &weightRuns{s: &of, levers: levers, now: now, measures: measures, count: count}
	var err error
	w.asIs, err = w.simulate(ctx, &of, of.Config.engine(of.tables))
	return w, err
}

// set returns the subject at weights x. Those that are what they are in the
// scenario stay as it writes them.
func (w *weightRuns) set(x []float64) *Subject {
	of := w.s
	for j, k := range w.levers {
		if x[j] != w.now[j] {
			of = of.withWeight(k, x[j])
		}
	}
	same := *of
	return &same
}

// at returns the measures of every draw at weights x. Several are simulated in
// parallel.
func (w *weightRuns) at(ctx context.Context, x []float64) ([][]float64, error) {
	if slices.Equal(x, w.now) {
		return w.asIs, nil
	}
	of := w.set(x)
	of.Config.Workers = 1
	return w.simulate(ctx, of, of.Config.engine(of.tables))
}

func (w *weightRuns) simulate(ctx context.Context, of *Subject, cfg montecarlo.Config) ([][]float64, error) {
	columns := make([]func(*model.Outcome) float64, len(w.measures))
	for i := range columns {
		columns[i] = w.measures[i].of
	}
	kept, err := of.Config.kept(false, columns...)
	if err != nil {
		return nil, err
	}
	w.count.add(0, 1)
	progress, end := w.count.begin(of.Config.Draws)
	err = of.pass(ctx, cfg, progress, kept)
	end()
	if err != nil {
		return nil, err
	}
	w.count.add(1, 0)
	return kept.Values[0], nil
}

// compare returns how the measures differ between two runs.
func (w *weightRuns) compare(a, b [][]float64) ([]Paired, error) {
	replicates, err := w.s.Config.Replicates()
	if err != nil {
		return nil, err
	}
	out := make([]Paired, len(w.measures))
	for i := range out {
		h := analysis.Headline{Share: w.measures[i].share}
		out[i] = h.Pair(a[i], b[i], replicates)
	}
	return out, nil
}

// responses spreads some of the weights, the others being as in x, and fits how
// each measure responds: to its difference from the run at x, or, where some draws
// have none, to itself. least is the smallest number of draws of a design.
func (w *weightRuns) responses(ctx context.Context, x []float64, atX [][]float64, movable []int, least int) ([]*analysis.Response, error) {
	levers, centre := make([]int, len(movable)), make([]float64, len(movable))
	for n, j := range movable {
		levers[n], centre[n] = w.levers[j], x[j]
	}
	of := w.set(x)
	points, whole := designPoints(leverCost(of.Scenario.Bargain), of.Config.Draws, len(levers), least)
	design, err := analysis.NewWeightDesign(of.Scenario.Bargain, of.Config.engine(of.tables), levers, centre, points, whole)
	if err != nil {
		return nil, err
	}
	sc := *of.Scenario
	sc.Bargain = design.Bargain
	of.Scenario, of.Config.Draws = &sc, design.Draws()
	cfg := of.Config.engine(of.tables)
	cfg.Plan = design
	values, err := w.simulate(ctx, of, cfg)
	if err != nil {
		return nil, err
	}
	for i, ys := range values {
		if !slices.ContainsFunc(ys, math.IsNaN) && !slices.ContainsFunc(atX[i], math.IsNaN) {
			for d := range ys {
				ys[d] -= atX[i][d%len(atX[i])]
			}
		}
		values[i] = design.Means(ys)
	}
	perTerm := 20.0
	if whole {
		perTerm = 1.8
	}
	return analysis.FitResponses(design.Weights(), values, perTerm), nil
}

const (
	pointsPerTerm = 4           // of a quadratic, in a whole design
	drawsPerTerm  = 32          // likewise, where each draw has weights of its own
	leastDesign   = 256         // draws
	mostDesign    = 65536       // draws, whose terms are all kept in memory
	wholeBudget   = 400_000_000 // what a whole design may cost, in the unit of leverCost
)

// designPoints is how many points a design of so many levers has, and whether each
// is all draws of the run: if that costs little. Then what the surface misses is
// the polynomial alone. Otherwise each draw has weights of its own, as many as a
// quadratic takes. The number is one that the sampler sobol can spread.
func designPoints(cost, run, levers, least int) (points int, whole bool) {
	quadratic := (levers+1)*(levers+2)/2 + levers
	for points = 32; points < pointsPerTerm*quadratic; points *= 2 {
	}
	if float64(cost)*float64(run)*float64(points) <= wholeBudget {
		return points, true
	}
	for points = leastDesign; points < max(least, drawsPerTerm*quadratic) && points < mostDesign; points *= 2 {
	}
	return points, false
}
