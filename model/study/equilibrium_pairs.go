package study

import (
	"context"
	"slices"
)

// pairs are moves of two levers of a holder to ends, of a holder that has more levers
// than those of which all corners are tried.
func (g *leverGame) pairs(holder int, x []float64) (list []trial) {
	own := g.e.Holders[holder].Levers
	if len(own) <= cornerLevers {
		return nil
	}
	for n, j := range own {
		for _, i := range own[:n] {
			for _, ends := range [][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}} {
				if x[i] == ends[0] || x[j] == ends[1] {
					continue
				}
				list = append(list, trial{holder, g.withLever(g.withLever(x, i, ends[0]), j, ends[1]), -1})
			}
		}
	}
	return list
}

// challengePairs tries a point by pairs of levers that may bring something together and
// nothing alone. Those that do not gain in the first draws are tried on no more. It
// returns the weights to which the point moves because a holder gains; nil: none does.
func (g *leverGame) challengePairs(ctx context.Context, p *RestPoint, at *weightRun) ([]float64, error) {
	var trials []trial
	for h := range g.e.Holders {
		trials = append(trials, g.pairs(h, at.x)...)
	}
	p.Pairs = len(trials)
	steps := g.steps
	if len(steps) > 1 {
		steps = append([]int{steps[0] / 2}, steps...)
	}
	from := slices.Repeat([]*weightRun{at}, len(g.e.Holders))
	for _, draws := range steps {
		gains, err := g.tryAll(ctx, from, trials, draws)
		if err != nil {
			return nil, err
		}
		last := draws == g.s.Config.Draws
		best := slices.Repeat([]int{-1}, len(from))
		var rest []trial
		for i, t := range trials {
			r := &p.Replies[t.holder]
			switch k := best[t.holder]; {
			case last && leads(&gains[i], 1):
				if gains[i].Difference.Value > r.Gain.Difference.Value {
					r.Weights, r.Gain = t.at, gains[i]
				}
				if k < 0 || gains[i].Difference.Value > gains[k].Difference.Value {
					best[t.holder] = i
				}
			case draws < g.few && !g.out(&gains[i], quickErrors), leads(&gains[i], 1):
				rest = append(rest, t)
			}
		}
		next := at.x
		for h, i := range best {
			if i >= 0 {
				next = g.withOwn(h, next, trials[i].at)
			}
		}
		if !slices.Equal(next, at.x) {
			return next, nil
		}
		trials = rest
	}
	return nil, nil
}
