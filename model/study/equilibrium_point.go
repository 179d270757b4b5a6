package study

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// try tries a point: the holders' best replies on surfaces around it and, if none of
// them gains, single moves and pairs of levers. Where one gains the point moves on by
// it, a few times; then it is reported as one that does not hold. settled
// says that it has moved on by what gains in the first draws.
func (g *leverGame) try(ctx context.Context, p *RestPoint, settled bool) error {
	for {
		if !settled {
			if err := g.settleFew(ctx, p); err != nil {
				return err
			}
		}
		settled = false
		at := g.run(p.Weights)
		moved, err := g.challenge(ctx, p, at)
		if err != nil {
			return err
		}
		if moved == nil || p.Moved >= movesMost {
			p.Holds = moved == nil
			return errors.Join(g.stay(ctx, p.Replies, at), g.outcome(ctx, p, at))
		}
		p.Weights = moved
		p.Moved++
	}
}

// settleFew moves a point on by moves that gain clearly in the first draws, or that
// gain there and in the best reply to the scenario as it is. Nothing is done where all
// moves are tried on all draws.
func (g *leverGame) settleFew(ctx context.Context, p *RestPoint) error {
	if g.few == g.s.Config.Draws {
		return nil
	}
	first := p.Moved == 0
	c := g.newClimb(nil, func(t trial, gain *Paired) bool {
		switch w := g.Replies[t.holder].To(g.now); {
		case leads(gain, quickErrors):
			return true
		case !first:
			return false
		case t.lever < 0:
			return leads(gain, 1) // at a point of indifference none does
		default:
			return w[t.lever] != g.now[t.lever] && w[t.lever] == t.at[t.lever] && leads(gain, 1)
		}
	})
	for round := 0; round < roundsMost && p.Moved < movesMost; round++ {
		c.from = slices.Repeat([]*weightRun{g.run(p.Weights)}, len(g.e.Holders))
		var moved bool
		var err error
		if first && round == 0 {
			var replies []trial
			for h := range g.Replies {
				if y := g.withOwn(h, p.Weights, g.Replies[h].To(g.now)); !slices.Equal(y, p.Weights) {
					replies = append(replies, trial{h, y, -1})
				}
			}
			moved, err = c.move(ctx, replies, make([]leverStep, len(c.from)))
		} else {
			moved, err = c.step(ctx, nil)
		}
		if err != nil {
			return err
		}
		if moved {
			next := p.Weights
			for h, r := range c.from {
				next = g.withOwn(h, next, r.x)
			}
			p.Weights = next
			p.Moved++
		} else if round > 0 || !first {
			return nil
		}
	}
	return nil
}

// withOwn returns weights x with those of a holder's levers as in y.
func (g *leverGame) withOwn(holder int, x, y []float64) []float64 {
	z := slices.Clone(x)
	for _, j := range g.e.Holders[holder].Levers {
		z[j] = y[j]
	}
	return z
}

// challenge tries a point by the best replies on surfaces around it, then by single
// moves, by moves next to its weights, and by pairs of levers. It returns the weights
// to which it moves because a holder gains; nil: none does.
func (g *leverGame) challenge(ctx context.Context, p *RestPoint, at *weightRun) (moved []float64, err error) {
	if p.Replies, err = g.surfaceReplies(ctx, at); err != nil {
		return nil, err
	}
	var trials []trial
	for h := range p.Replies {
		trials = append(trials, trial{h, p.Replies[h].Found, -1})
	}
	if moved, err = g.challengeBy(ctx, p, at, trials); err != nil || moved != nil {
		return moved, err
	}
	if moved, err = g.challengeBy(ctx, p, at, g.moves(at.x)); err != nil || moved != nil {
		return moved, err
	}
	if moved, err = g.challengeNear(ctx, p, at); err != nil || moved != nil {
		return moved, err
	}
	return g.challengePairs(ctx, p, at)
}

// challengeBy tries moves from a point, on ever more draws as long as they do not lose
// clearly. It returns the weights to which it moves
// because a holder gains; nil: none does.
func (g *leverGame) challengeBy(ctx context.Context, p *RestPoint, at *weightRun, trials []trial) ([]float64, error) {
	trials = slices.DeleteFunc(trials, func(t trial) bool { return slices.Equal(t.at, at.x) })
	for _, t := range trials {
		p.Replies[t.holder].Tried++
	}
	from := slices.Repeat([]*weightRun{at}, len(g.e.Holders))
	for n, draws := range g.steps {
		last := n == len(g.steps)-1
		gains, err := g.tryAll(ctx, from, trials, draws)
		if err != nil {
			return nil, err
		}
		best := make([]int, len(from))
		var rest []trial
		for h := range best {
			best[h] = -1
		}
		won, lost := float64(clearErrors), float64(clearErrors)
		switch {
		case last:
			won = 1
		case draws < g.few:
			won, lost = raceErrors, raceErrors
		case draws > g.few:
			lost = surerErrors
		}
		for i, t := range trials {
			r := &p.Replies[t.holder]
			if slices.Equal(t.at, r.Found) {
				r.Real = gains[i]
			}
			if last && gains[i].Difference.Value > r.Gain.Difference.Value {
				r.Weights, r.Gain = t.at, gains[i]
			}
			if k := best[t.holder]; leads(&gains[i], won) && (k < 0 || gains[i].Difference.Value > gains[k].Difference.Value) {
				best[t.holder] = i
			}
			out := !last && g.out(&gains[i], lost)
			if out {
				r.Lost++
			}
			if !last && !out {
				rest = append(rest, t)
			} else if r.NearBy == nil || gains[i].Difference.Value > r.Near.Difference.Value {
				r.Near, r.NearBy = gains[i], t.at
			}
		}
		next := at.x
		for h, i := range best {
			if i >= 0 {
				next = g.withOwn(h, next, trials[i].at)
			}
		}
		if !slices.Equal(next, at.x) && (last || p.Moved < movesMost) {
			return next, nil
		}
		trials = rest
	}
	return nil, nil
}

// moves are what is tried of the holders at weights x: single levers, all levers of
// each as the scenario has them, and corners.
func (g *leverGame) moves(x []float64) (list []trial) {
	for h := range g.e.Holders {
		list = append(append(list, g.singles(h, x)...), trial{h, g.withOwn(h, x, g.now), -1})
		list = append(list, g.corners(h, x)...)
	}
	return list
}

// name names the move: the lever and its weight.
func (t *trial) name() string { return fmt.Sprint(t.lever, t.at[t.lever]) }

// outcome compares a point with the scenario as it is.
func (g *leverGame) outcome(ctx context.Context, p *RestPoint, run *weightRun) error {
	b := g.s.Scenario.Bargain
	which := make([]int, len(b.Parties)+model.Classes)
	for i := range which {
		which[i] = i
	}
	all, err := g.compare(ctx, g.asIs, run, g.s.Config.Draws, which)
	if err != nil {
		return err
	}
	p.Payoffs = all[:len(b.Parties)]
	if !g.s.Theories[0].Predicts {
		p.Outcomes = all[len(b.Parties):][:model.Classes]
	}
	return nil
}
