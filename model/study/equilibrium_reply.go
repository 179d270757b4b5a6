package study

import (
	"context"
	"slices"

	"sim/model"
	"sim/model/analysis"
)

// replies finds the best reply of each holder to a run: what is best on a surface of
// its own levers around its weights, compared with it on all draws. Where few, the
// run on few draws, is given, only these are asked, and what does not gain clearly in
// them is no reply.
func (g *leverGame) replies(ctx context.Context, at, few *weightRun) ([]Reply, error) {
	list := make([]Reply, len(g.e.Holders))
	var trials []trial
	for h := range list {
		r := &list[h]
		r.Weights = at.x
		var err error
		if r.Gain, err = g.gain(h, g.weightRuns, at, at); err != nil {
			return nil, err
		}
		if err := g.bestOnSurface(ctx, r, h, at); err != nil {
			return nil, err
		}
		r.Real = r.Gain
		trials = append(trials, trial{h, r.Found})
	}
	if few != nil {
		return list, g.compareFew(ctx, list, trials, few)
	}
	return list, g.compareAll(ctx, list, trials, at, nil)
}

// compareFew compares trials with the run on few draws and keeps in the replies those
// that gain clearly.
func (g *leverGame) compareFew(ctx context.Context, list []Reply, trials []trial, few *weightRun) error {
	return sideBySide(ctx, g.e.Subject.Config.Workers, len(trials), func(ctx context.Context, i int) error {
		t := trials[i] // one per holder
		if slices.Equal(t.at, few.x) {
			return nil
		}
		gain, err := g.gain(t.holder, g.few, few, g.few.run(ctx, t.at))
		if err == nil && gain.Difference.Value > max(LeastGain, clearErrors*gain.Difference.Error) {
			list[t.holder].Weights, list[t.holder].Gain = t.at, gain
		}
		return err
	})
}

// A trial is weights that a holder may move to.
type trial struct {
	holder int
	at     []float64
}

// compareAll compares trials with a run on all draws and keeps in the replies those
// that gain most. Where few, the run on few draws, is given, trials that lose clearly
// in these are not simulated on all.
func (g *leverGame) compareAll(ctx context.Context, list []Reply, trials []trial, at, few *weightRun) error {
	trials = slices.DeleteFunc(trials, func(t trial) bool { return slices.Equal(t.at, at.x) })
	gains, lost := make([]Paired, len(trials)), make([]bool, len(trials))
	err := sideBySide(ctx, g.e.Subject.Config.Workers, len(trials), func(ctx context.Context, i int) (err error) {
		t := trials[i]
		if few != nil && g.losesOnSurface(&list[t.holder], t, at.x) {
			first, err := g.gain(t.holder, g.few, few, g.few.run(ctx, t.at))
			if err != nil {
				return err
			}
			if lost[i] = first.Difference.Value+float64(clearErrors*first.Difference.Error) < -LeastGain; lost[i] {
				return nil
			}
		}
		gains[i], err = g.gain(t.holder, g.weightRuns, at, g.run(ctx, t.at))
		return err
	})
	if err != nil {
		return err
	}
	for i, t := range trials {
		r := &list[t.holder]
		r.Tried++
		if lost[i] {
			r.Lost++
			continue
		}
		if slices.Equal(t.at, r.Found) {
			r.Real = gains[i]
		}
		if gains[i].Difference.Value > r.Gain.Difference.Value {
			r.Weights, r.Gain = t.at, gains[i]
		}
	}
	return nil
}

// losesOnSurface reports whether a trial loses by more than the error of the surface
// of its holder's own levers around weights x.
func (g *leverGame) losesOnSurface(r *Reply, t trial, x []float64) bool {
	from, to := g.own(t.holder, x), g.own(t.holder, t.at)
	v, e := r.Surface.Change(from, to)
	return v+float64(analysis.SignZ*e) < -LeastGain
}

// own lists the weights of a holder's levers among all.
func (g *leverGame) own(holder int, x []float64) []float64 {
	ws := make([]float64, len(g.e.Holders[holder].Levers))
	for n, j := range g.e.Holders[holder].Levers {
		ws[n] = x[j]
	}
	return ws
}

// bestOnSurface sets the reply that is best on a surface of the holder's own levers
// around a run.
func (g *leverGame) bestOnSurface(ctx context.Context, r *Reply, holder int, at *weightRun) error {
	h := &g.e.Holders[holder]
	all, err := g.responses(ctx, at, h.Levers, g.least(), []int{h.measure})
	if err != nil {
		return err
	}
	r.Surface = all[h.measure]
	own, from := make([]int, len(h.Levers)), g.own(holder, at.x)
	for n := range own {
		own[n] = n
	}
	best := r.Surface.Highest(from, own)
	if few := g.pruned(r.Surface, best, from, own); !slices.Equal(few, from) {
		best = few
	}
	r.Found = slices.Clone(at.x)
	for n, j := range h.Levers {
		r.Found[j] = best[n]
	}
	value, e := r.Surface.Change(from, best)
	r.Estimated = Estimate{N: r.Surface.N, Value: value, Error: e, Lower: value - analysis.SignZ*e, Upper: value + analysis.SignZ*e}
	return nil
}

// moves are what else is tried of the holders at weights x: the levers of each as
// the scenario has them, and each lever alone at none and at full; with few levers
// also at steps between.
func (g *leverGame) moves(x []float64) (list []trial) {
	steps := 1
	if len(g.now) <= fewLevers {
		steps = trialSteps
	}
	for h, holder := range g.e.Holders {
		back := slices.Clone(x)
		for _, j := range holder.Levers {
			back[j] = g.now[j]
			for step := range steps + 1 {
				y := slices.Clone(x)
				y[j] = float64(step) / float64(steps)
				list = append(list, trial{h, y})
			}
		}
		list = append(list, trial{h, back})
	}
	return list
}

// gain is what a holder gains between two of some runs.
func (g *leverGame) gain(holder int, runs *weightRuns, a, b *weightRun) (Paired, error) {
	one, err := runs.compare(a, b, []int{g.e.Holders[holder].measure})
	if err != nil {
		return Paired{}, err
	}
	return one[0], nil
}

// try tries a point on all draws: the replies of the holders and, if none of them
// gains, all moves. Where one gains, the point moves on by it, a few times; then it
// is reported as one that does not hold. The first moves are those that gain clearly
// on few draws.
func (g *leverGame) try(ctx context.Context, p *RestPoint) error {
	for ; ; p.Moved++ {
		run := g.run(ctx, p.Weights)
		var few *weightRun
		if g.few != nil {
			few = g.few.run(ctx, p.Weights)
		}
		if few != nil && p.Moved < quickMost {
			replies, err := g.replies(ctx, run, few)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(replies, gains) {
				p.Weights = g.moved(p.Weights, replies)
				continue
			}
		}
		var err error
		if p.Replies, err = g.replies(ctx, run, nil); err != nil {
			return err
		}
		if !slices.ContainsFunc(p.Replies, gains) {
			if err := g.compareAll(ctx, p.Replies, g.moves(p.Weights), run, few); err != nil {
				return err
			}
		}
		p.Holds = !slices.ContainsFunc(p.Replies, gains)
		if p.Holds || p.Moved == movesMost {
			return g.outcome(p, run)
		}
		p.Weights = g.moved(p.Weights, p.Replies)
	}
}

// moved is weights x with the levers of those that gain as in their replies.
func (g *leverGame) moved(x []float64, replies []Reply) []float64 {
	next := slices.Clone(x)
	for h := range replies {
		if r := &replies[h]; r.Gains() {
			for _, j := range g.e.Holders[h].Levers {
				next[j] = r.Weights[j]
			}
		}
	}
	return next
}

func gains(r Reply) bool { return r.Gains() }

// outcome compares a point with the scenario as it is.
func (g *leverGame) outcome(p *RestPoint, run *weightRun) error {
	b := g.s.Scenario.Bargain
	which := make([]int, len(b.Parties)+model.Classes)
	for i := range which {
		which[i] = i
	}
	all, err := g.compare(g.base, run, which)
	if err != nil {
		return err
	}
	p.Payoffs = all[:len(b.Parties)]
	if !g.s.Theories[0].Predicts {
		p.Outcomes = all[len(b.Parties):][:model.Classes]
	}
	return nil
}
