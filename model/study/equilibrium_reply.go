package study

import (
	"context"
	"slices"

	"sim/model"
	"sim/model/analysis"
)

// replies finds the best reply of each holder to weights x: what is best on a
// surface of its own levers around x, compared with x on all draws.
func (g *leverGame) replies(ctx context.Context, x []float64, atX [][]float64) ([]Reply, error) {
	list := make([]Reply, len(g.e.Holders))
	var trials []trial
	for h := range list {
		r := &list[h]
		r.Weights = x
		var err error
		if r.Gain, err = g.gain(h, atX, atX); err != nil {
			return nil, err
		}
		if err := g.bestOnSurface(ctx, r, h, x, atX); err != nil {
			return nil, err
		}
		r.Real = r.Gain
		trials = append(trials, trial{h, r.Found})
	}
	return list, g.compareAll(ctx, list, trials, x, atX)
}

// A trial is weights that a holder may move to.
type trial struct {
	holder int
	at     []float64
}

// compareAll compares trials with weights x on all draws and keeps in the replies
// those that gain most.
func (g *leverGame) compareAll(ctx context.Context, list []Reply, trials []trial, x []float64, atX [][]float64) error {
	trials = slices.DeleteFunc(trials, func(t trial) bool { return slices.Equal(t.at, x) })
	gains := make([]Paired, len(trials))
	err := sideBySide(ctx, g.e.Subject.Config.Workers, len(trials), func(ctx context.Context, i int) error {
		run, err := g.at(ctx, trials[i].at)
		if err == nil {
			gains[i], err = g.gain(trials[i].holder, atX, run)
		}
		return err
	})
	if err != nil {
		return err
	}
	for i, t := range trials {
		r := &list[t.holder]
		r.Tried++
		if slices.Equal(t.at, r.Found) {
			r.Real = gains[i]
		}
		if gains[i].Difference.Value > r.Gain.Difference.Value {
			r.Weights, r.Gain = t.at, gains[i]
		}
	}
	return nil
}

// bestOnSurface sets the reply that is best on a surface of the holder's own levers
// around x.
func (g *leverGame) bestOnSurface(ctx context.Context, r *Reply, holder int, x []float64, atX [][]float64) error {
	h := &g.e.Holders[holder]
	all, err := g.responses(ctx, x, atX, h.Levers, g.least())
	if err != nil {
		return err
	}
	r.Surface = all[h.measure]
	own, from := make([]int, len(h.Levers)), make([]float64, len(h.Levers))
	for n, j := range h.Levers {
		own[n], from[n] = n, x[j]
	}
	best := r.Surface.Highest(from, own)
	if few := g.pruned(r.Surface, best, from, own); !slices.Equal(few, from) {
		best = few
	}
	r.Found = slices.Clone(x)
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

// gain is what a holder gains between two runs.
func (g *leverGame) gain(holder int, a, b [][]float64) (Paired, error) {
	all, err := g.compare(a, b)
	if err != nil {
		return Paired{}, err
	}
	return all[g.e.Holders[holder].measure], nil
}

// try tries a point on all draws: the replies of the holders and, if none of them
// gains, all moves. Where one gains, the point moves on by it, a few times; then it
// is reported as one that does not hold.
func (g *leverGame) try(ctx context.Context, p *RestPoint) error {
	for {
		run, err := g.at(ctx, p.Weights)
		if err != nil {
			return err
		}
		if p.Replies, err = g.replies(ctx, p.Weights, run); err != nil {
			return err
		}
		if !slices.ContainsFunc(p.Replies, gains) {
			if err := g.compareAll(ctx, p.Replies, g.moves(p.Weights), p.Weights, run); err != nil {
				return err
			}
		}
		p.Holds = !slices.ContainsFunc(p.Replies, gains)
		if p.Holds || p.Moved == movesMost {
			return g.outcome(p, run)
		}
		next := slices.Clone(p.Weights)
		for h := range p.Replies {
			if r := &p.Replies[h]; r.Gains() {
				for _, j := range g.e.Holders[h].Levers {
					next[j] = r.Weights[j]
				}
			}
		}
		p.Weights = next
		p.Moved++
	}
}

func gains(r Reply) bool { return r.Gains() }

// outcome compares a point with the scenario as it is.
func (g *leverGame) outcome(p *RestPoint, run [][]float64) error {
	all, err := g.compare(g.asIs, run)
	if err != nil {
		return err
	}
	b := g.s.Scenario.Bargain
	p.Payoffs = all[:len(b.Parties)]
	if !g.s.Theories[0].Predicts {
		p.Outcomes = all[len(b.Parties):][:model.Classes]
	}
	return nil
}
