package study

import (
	"context"
	"slices"

	"sim/model/analysis"
)

// A trial is weights that a holder may move to.
type trial struct {
	holder int
	at     []float64
	lever  int // index in EquilibriumResult.Levers of the one that it moves; −1: several
}

// replies finds the best reply of each holder to the scenario as it is: what is best
// on a surface of its own levers, a corner of these or, if more is gained in the first
// draws, single levers moved as long as one gains there, to ends and then by small steps. What comes out is compared with the
// scenario as it is on all draws.
func (g *leverGame) replies(ctx context.Context) ([]Reply, error) {
	at := g.asIs
	list, err := g.surfaceReplies(ctx, at)
	if err != nil {
		return nil, err
	}
	if err := g.stay(ctx, list, at); err != nil {
		return nil, err
	}
	from := make([]*weightRun, len(list))
	trials := make([]trial, len(list))
	for h := range list {
		from[h], trials[h] = at, trial{h, list[h].Found, -1}
	}
	first, err := g.tryAll(ctx, from, trials, g.few)
	if err != nil {
		return nil, err
	}
	for h := range first {
		list[h].Real = first[h]
	}
	c := g.newClimb(from, func(_ trial, gain *Paired) bool { return leads(gain, 1) })
	c.back = true
	also := slices.Clone(trials)
	for h := range list {
		also = append(also, g.corners(h, at.x)...)
	}
	for range replyRounds {
		if moved, err := c.step(ctx, also); err != nil {
			return nil, err
		} else if !moved {
			break
		}
		also = nil
	}
	if err := c.sharpen(ctx); err != nil {
		return nil, err
	}
	for h := range list {
		list[h].Tried = c.tried[h]
	}
	from = slices.Repeat([]*weightRun{at}, len(list))
	for h := range trials {
		trials[h].at = c.from[h].x
	}
	whole, err := g.tryAll(ctx, from, trials, g.s.Config.Draws)
	if err != nil {
		return nil, err
	}
	for h := range list {
		r := &list[h]
		if whole[h].Difference.Value > r.Gain.Difference.Value {
			r.Weights, r.Gain = trials[h].at, whole[h]
		}
	}
	return list, nil
}

// surfaceReplies finds the replies that are best on surfaces of each holder's own
// levers around a run. Their Weights are those of the run.
func (g *leverGame) surfaceReplies(ctx context.Context, at *weightRun) ([]Reply, error) {
	list := make([]Reply, len(g.e.Holders))
	for h := range list {
		r := &list[h]
		r.Weights = at.x
		if err := g.bestOnSurface(ctx, r, h, at); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// stay sets the gain of replies that are to stay at a run: none, on all draws.
func (g *leverGame) stay(ctx context.Context, list []Reply, at *weightRun) (err error) {
	for h := range list {
		r := &list[h]
		if !slices.Equal(r.Weights, at.x) {
			continue
		}
		if r.Gain, err = g.gain(ctx, h, at, at, g.s.Config.Draws); err != nil {
			return err
		}
		if slices.Equal(r.Found, at.x) {
			r.Real = r.Gain
		}
	}
	return nil
}

// tryAll returns what each trial gains its holder in the first draws, from the run in
// from. The list of replies counts them.
func (g *leverGame) tryAll(ctx context.Context, from []*weightRun, trials []trial, draws int) ([]Paired, error) {
	if len(trials) == 0 {
		return nil, nil
	}
	for h, r := range from { // by all workers, before trials by one each
		if h == 0 || r != from[0] {
			if _, err := g.values(ctx, r, draws, g.s.Config.Workers); err != nil {
				return nil, err
			}
		}
	}
	gains := make([]Paired, len(trials))
	err := sideBySide(ctx, g.s.Config.Workers, len(trials), func(ctx context.Context, i int) (err error) {
		t := trials[i]
		gains[i], err = g.gain(ctx, t.holder, from[t.holder], g.run(t.at), draws)
		return err
	})
	return gains, err
}

// singles are a holder's moves of one lever from weights x: at none and at full, with
// few levers also at steps between.
func (g *leverGame) singles(holder int, x []float64) (list []trial) {
	steps := 1
	if len(g.now) <= fewLevers {
		steps = trialSteps
	}
	for _, j := range g.e.Holders[holder].Levers {
		for step := range steps + 1 {
			if w := float64(step) / float64(steps); w != x[j] {
				list = append(list, trial{holder, g.withLever(x, j, w), j})
			}
		}
	}
	return list
}

// withLever returns weights x with that of one lever replaced.
func (g *leverGame) withLever(x []float64, j int, weight float64) []float64 {
	y := slices.Clone(x)
	y[j] = weight
	return y
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
	own, from := make([]int, len(h.Levers)), make([]float64, len(h.Levers))
	for n, j := range h.Levers {
		own[n], from[n] = n, at.x[j]
	}
	best := r.Surface.Highest(from, own)
	if few := g.pruned(r.Surface, best, from, own); !slices.Equal(few, from) || g.coarse() {
		best = few // where it is as good to stay, a fine surface is believed all the same
	}
	r.Found = slices.Clone(at.x)
	for n, j := range h.Levers {
		r.Found[j] = best[n]
	}
	value, e := r.Surface.Change(from, best)
	r.Estimated = Estimate{N: r.Surface.N, Value: value, Error: e, Lower: value - analysis.SignZ*e, Upper: value + analysis.SignZ*e}
	return nil
}

// gain is what a holder gains between two runs in the first draws.
func (g *leverGame) gain(ctx context.Context, holder int, a, b *weightRun, draws int) (Paired, error) {
	one, err := g.compare(ctx, a, b, draws, []int{g.e.Holders[holder].measure})
	if err != nil {
		return Paired{}, err
	}
	return one[0], nil
}

// leads reports whether a gain is larger than so many of its errors, and one at all.
func leads(gain *Paired, errors float64) bool {
	return gain.Difference.Value > max(LeastGain, errors*gain.Difference.Error)
}

// loses reports whether a move loses more than so many of its errors.
func loses(gain *Paired, errors float64) bool {
	return gain.Difference.Value+float64(errors*gain.Difference.Error) < -LeastGain
}
