package study

import (
	"context"
	"math"
	"slices"
)

// A leverClimb moves holders from runs on by single levers that gain in the first
// draws.
type leverClimb struct {
	*leverGame
	from   []*weightRun                     // by holder
	good   func(t trial, gain *Paired) bool // whether a move is good enough
	back   bool                             // whether levers are also tried as the scenario has them
	around bool                             // whether levers are tried next to their weights instead
	tried  []int                            // moves, by holder
	worse  map[string]bool                  // moves that lose clearly, by name: not tried again
}

func (g *leverGame) newClimb(from []*weightRun, good func(trial, *Paired) bool) *leverClimb {
	return &leverClimb{leverGame: g, from: from, good: good, tried: make([]int, len(g.e.Holders)), worse: map[string]bool{}}
}

// A leverStep is the best move of a holder in a round of a climb.
type leverStep struct {
	trial
	gain Paired
}

// step moves each holder by its single levers that are good: by all of them at once
// or, if that gains less, by the best of them or one of the moves in also. Where a
// weight is between none and full and both lose, what a parabola through the three has
// best is tried along.
func (c *leverClimb) step(ctx context.Context, also []trial) (moved bool, err error) {
	var trials []trial
	for h := range c.from {
		x := c.from[h].x
		list := c.singles(h, x)
		if c.around {
			list = c.near(h, x)
		}
		for _, j := range c.e.Holders[h].Levers {
			if c.back && !c.around && x[j] != c.now[j] {
				list = append(list, trial{h, c.withLever(x, j, c.now[j]), j})
			}
		}
		for _, t := range list {
			if !c.worse[t.name()] {
				trials = append(trials, t)
			}
		}
	}
	gains, err := c.race(ctx, c.from, trials)
	if err != nil {
		return false, err
	}
	steps := make([]leverStep, len(c.from)) // by holder
	for i, t := range trials {
		if loses(&gains[i], gaveUpErrors) {
			c.worse[t.name()] = true
		}
	}
	for h := range c.from {
		if all, ok := c.together(h, trials, gains, &steps[h]); ok {
			also = append(also, trial{h, all, -1})
		}
	}
	for _, t := range trials {
		c.tried[t.holder]++
	}
	return c.move(ctx, also, steps)
}

// race returns what each trial gains its holder in the draws on which replies are
// looked for or, in a game of many levers, in fewer if it gains or loses clearly in
// these.
func (g *leverGame) race(ctx context.Context, from []*weightRun, trials []trial) ([]Paired, error) {
	gains := make([]Paired, len(trials))
	left := make([]int, len(trials))
	for i := range left {
		left[i] = i
	}
	for _, draws := range append(g.steps[:len(g.steps)-1:len(g.steps)-1], g.few) {
		if draws > g.few || draws < g.few && !g.coarse() {
			continue
		}
		list := make([]trial, len(left))
		for n, i := range left {
			list[n] = trials[i]
		}
		found, err := g.tryAll(ctx, from, list, draws)
		if err != nil {
			return nil, err
		}
		var rest []int
		for n, i := range left {
			gains[i] = found[n]
			if !g.out(&gains[i], gaveUpErrors) && !leads(&gains[i], gaveUpErrors) {
				rest = append(rest, i)
			}
		}
		left = rest
	}
	return gains, nil
}

// out reports whether a move loses by more than so many errors in enough draws to say so.
func (g *leverGame) out(gain *Paired, errors float64) bool {
	return gain.Difference.N >= raceLeast/4 && loses(gain, errors)
}

// move moves each holder by the best of some moves of several levers that are good, or
// by its step if that gains more.
func (c *leverClimb) move(ctx context.Context, joint []trial, steps []leverStep) (moved bool, err error) {
	together, err := c.race(ctx, c.from, joint)
	if err != nil {
		return false, err
	}
	for i, t := range joint {
		c.tried[t.holder]++
		gain, best := together[i], &steps[t.holder]
		if c.good(t, &gain) && (best.at == nil || gain.Difference.Value > best.gain.Difference.Value) {
			*best = leverStep{t, gain}
		}
	}
	for h := range steps {
		if s := &steps[h]; s.at != nil {
			c.from[h], moved = c.run(s.at), true
		}
	}
	return moved, nil
}

// together returns the weights with all levers of a holder moved that are good, and
// sets the best move of one; false if no two are.
func (c *leverClimb) together(holder int, trials []trial, gains []Paired, best *leverStep) (all []float64, ok bool) {
	x := c.from[holder].x
	all = slices.Clone(x)
	n, curved := 0, false
	for _, j := range c.e.Holders[holder].Levers {
		top := -1
		for i, t := range trials {
			if t.lever == j && c.good(t, &gains[i]) && (top < 0 || gains[i].Difference.Value > gains[top].Difference.Value) {
				top = i
			}
		}
		if top < 0 {
			if w, ok := between(x[j], j, trials, gains); ok {
				all[j], curved = c.round(w), true
				n++
			}
			continue
		}
		all[j] = trials[top].at[j]
		n++
		if best.at == nil || gains[top].Difference.Value > best.gain.Difference.Value {
			*best = leverStep{trials[top], gains[top]}
		}
		if leads(&gains[top], gaveUpErrors) {
			back := trial{lever: j, at: x}
			c.worse[back.name()] = true
		}
	}
	return all, n > 1 || curved
}

// between returns where a parabola through the gains of a lever at none and at full,
// and none at its weight now between these, is highest, if that is between too and not
// just where it is.
func between(now float64, j int, trials []trial, gains []Paired) (at float64, ok bool) {
	var low, high *Paired
	for i, t := range trials {
		switch {
		case t.lever != j:
		case t.at[j] == 0:
			low = &gains[i]
		case t.at[j] == 1:
			high = &gains[i]
		}
	}
	if low == nil || high == nil || now < snapDistance || now > 1-snapDistance {
		return 0, false
	}
	// f(w) = (w − now)·(a + b·w) with f(0) = low, f(1) = high
	a := -low.Difference.Value / now
	b := high.Difference.Value/(1-now) - a
	if !(b < 0) {
		return 0, false
	}
	at = (float64(b*now) - a) / (2 * b)
	return at, at > snapDistance && at < 1-snapDistance && math.Abs(at-now) > 2*snapDistance
}
