package study

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// weightRuns simulates a scenario under one theory at chosen weights of some of its
// levers, always on the same draws. It keeps what the scenario as it is gives in
// each draw, and of the last other runs what they give in those that were asked for.
type weightRuns struct {
	s        *Subject
	work     *keptWork // finished pieces, of all theories
	levers   []int     // indices in Bargain.Levers
	now      []float64 // their weights, or the midpoints of their ranges
	measures []runMeasure
	count    *pointCount
	asIs     *weightRun

	mu   sync.Mutex
	runs map[string]*weightRun // by weights
	kept int                   // numbers of the runs
}

// runNumbers is about how many numbers of runs are kept, in case they are asked for
// again or on more draws.
const runNumbers = 1 << 22

// A runMeasure is a number of a draw, or whether something holds in it.
type runMeasure struct {
	of    func(*model.Outcome) float64
	share bool
}

// newWeightRuns prepares runs under a theory. asIs is what the scenario as it is gives
// in each draw; nil: it is simulated.
func newWeightRuns(ctx context.Context, s *Subject, theory int, levers []int, now []float64, measures []runMeasure, count *pointCount, work *keptWork, asIs [][]float64) (*weightRuns, error) {
	of := *s
	of.Scenario = s.Scenario.Only([]int{theory})
	of.chosen()
	w := &weightRuns{s: &of, levers: levers, now: now, measures: measures, count: count, work: work, runs: map[string]*weightRun{}}
	w.asIs = &weightRun{x: now, values: asIs}
	_, err := w.values(ctx, w.asIs, of.Config.Draws, of.Config.Workers)
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

// keep counts numbers of runs that are kept.
func (w *weightRuns) keep(numbers int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept += numbers
}

// A weightRun is a run at some weights, simulated as far as anybody asks.
type weightRun struct {
	x      []float64
	mu     sync.Mutex
	values [][]float64 // by measure, by draw
}

// run is the run at weights x.
func (w *weightRuns) run(x []float64) *weightRun {
	if slices.Equal(x, w.now) {
		return w.asIs
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	key := fmt.Sprint(x)
	if r := w.runs[key]; r != nil {
		return r
	}
	if w.kept > runNumbers {
		clear(w.runs)
		w.kept = 0
	}
	r := &weightRun{x: x}
	w.runs[key] = r
	return r
}

// values returns the measures of a run in the first draws.
func (w *weightRuns) values(ctx context.Context, r *weightRun, draws, workers int) ([][]float64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	have := 0
	if r.values != nil {
		have = len(r.values[0])
	}
	if have < draws {
		of := w.set(r.x)
		of.Config.Draws, of.Config.Workers = draws, workers
		cfg := of.Config.engine(of.tables)
		if have > 0 {
			var err error
			if cfg.Plan, err = montecarlo.Later(of.Scenario.Bargain, cfg, have); err != nil {
				return nil, err
			}
			of.Config.Draws -= have
		} else {
			r.values = make([][]float64, len(w.measures))
		}
		more, err := w.simulate(ctx, of, cfg)
		if err != nil {
			return nil, err
		}
		for i, xs := range more {
			r.values[i] = slices.Concat(r.values[i], xs)
		}
		w.keep((draws - have) * len(w.measures))
	}
	out := make([][]float64, len(r.values))
	for i, xs := range r.values {
		out[i] = xs[:draws]
	}
	return out, nil
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

// piece names a piece of the work on these runs.
func (w *weightRuns) piece(what string, of ...any) string {
	return fmt.Sprintln(append([]any{what, w.s.TheoryNames(), w.s.Config.Draws}, of...)...)
}

// compare returns how the measures with the given indices differ between two runs,
// on the first draws.
func (w *weightRuns) compare(ctx context.Context, a, b *weightRun, draws int, which []int) ([]Paired, error) {
	xs, err := w.work.do(w.piece("difference", draws, a.x, b.x, which), func() ([]float64, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		replicates, err := w.s.Config.Replicates()
		if err != nil {
			return nil, err
		}
		before, err := w.values(ctx, a, draws, 1)
		if err != nil {
			return nil, err
		}
		after, err := w.values(ctx, b, draws, 1)
		if err != nil {
			return nil, err
		}
		var xs []float64
		for _, i := range which {
			h := analysis.Headline{Share: w.measures[i].share}
			p := h.Pair(before[i], after[i], replicates)
			xs = appendPaired(xs, &p)
		}
		return xs, nil
	})
	if err != nil {
		return nil, err
	}
	if len(xs) != pairedNumbers*len(which) {
		return nil, ErrDamaged
	}
	out := make([]Paired, len(which))
	for n := range out {
		out[n] = pairedOf(xs[pairedNumbers*n:])
	}
	return out, nil
}

// responses spreads some of the weights, the others being as in a run, and fits how
// the measures with the given indices respond: to their differences from the run
// or, where some draws have none, to themselves. least is the smallest number of
// draws of a design. The list is by measure, and nil for the others.
func (w *weightRuns) responses(ctx context.Context, at *weightRun, movable []int, least int, which []int) ([]*analysis.Response, error) {
	levers, centre := make([]int, len(movable)), make([]float64, len(movable))
	for n, j := range movable {
		levers[n], centre[n] = w.levers[j], at.x[j]
	}
	of := w.set(at.x)
	points, whole := designPoints(leverCost(of.Scenario.Bargain), of.Config.Draws, len(levers), least)
	design, err := analysis.NewWeightDesign(of.Scenario.Bargain, of.Config.engine(of.tables), levers, centre, points, whole)
	if err != nil {
		return nil, err
	}
	xs, err := w.work.do(w.piece("design", at.x, movable, points, whole, which), func() ([]float64, error) {
		return w.spread(ctx, of, design, at, which)
	})
	if err != nil {
		return nil, err
	}
	if len(xs) != points*len(which) {
		return nil, ErrDamaged
	}
	values := make([][]float64, len(which))
	for n := range values {
		values[n] = xs[n*points:][:points]
	}
	perTerm := 20.0
	if whole {
		perTerm = 1.8
	}
	out := make([]*analysis.Response, len(w.measures))
	for n, r := range analysis.FitResponses(design.Weights(), values, perTerm) {
		out[which[n]] = r
	}
	return out, nil
}

// spread simulates a design around a run and returns the values of its points,
// measure by measure.
func (w *weightRuns) spread(ctx context.Context, of *Subject, design *analysis.WeightDesign, around *weightRun, which []int) ([]float64, error) {
	before, err := w.values(ctx, around, min(w.s.Config.Draws, design.Draws()), w.s.Config.Workers)
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
	var xs []float64
	for _, i := range which {
		ys, atX := values[i], before[i]
		if !slices.ContainsFunc(ys, math.IsNaN) && !slices.ContainsFunc(atX, math.IsNaN) {
			for d := range ys {
				ys[d] -= atX[d%len(atX)]
			}
		}
		xs = append(xs, design.Means(ys)...)
	}
	return xs, nil
}

const (
	pointsPerTerm = 4           // of a quadratic, in a whole design
	drawsPerTerm  = 16          // likewise, where each draw has weights of its own
	leastDesign   = 256         // draws
	mostDesign    = 65536       // draws, whose terms are all kept in memory
	wholeBudget   = 400_000_000 // what a whole design may cost, in the unit of leverCost
)

// designPoints is how many points a design of so many levers has, and whether each
// is all draws of the run: if that costs little. Then what the surface misses is
// the polynomial alone. Otherwise each draw has weights of its own, as many as a
// quadratic takes, and always with a least of 0. The number is one that the sampler sobol can spread.
func designPoints(cost, run, levers, least int) (points int, whole bool) {
	quadratic := (levers+1)*(levers+2)/2 + levers
	for points = 32; points < pointsPerTerm*quadratic; points *= 2 {
	}
	if least > 0 && float64(cost)*float64(run)*float64(points) <= wholeBudget {
		return points, true
	}
	for points = leastDesign; points < max(least, drawsPerTerm*quadratic) && points < mostDesign; points *= 2 {
	}
	return points, false
}
