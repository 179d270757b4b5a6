package analysis

import (
	"math"
	"slices"

	"sim/model/portable"
)

// A Box is a set of draws defined by limits on some inputs: the draws that meet
// all of them.
type Box struct {
	Limits []Limit // by column
	Inside int     // number of draws in the box
	Hits   int     // number of these that are of interest
}

// A Limit is the range of an input within a box: Low < x < High. Each end is
// halfway between the nearest values outside and inside.
type Limit struct {
	Column    int
	Low, High float64 // −∞ and +∞ if there is no bound on that side
	// Chance is the quasi-p-value of Bryant & Lempert (2010): the probability
	// of at least as many draws of interest if the limit had no effect, under a
	// binomial with the density of the box without it.
	Chance float64
}

// Density is the share of the box's draws that are of interest, 0 to 1; NaN for
// an empty box.
func (b *Box) Density() float64 { return float64(b.Hits) / float64(b.Inside) }

// Holds reports whether draw i is in the box. inputs[c][i] is input c of draw
// i.
func (b *Box) Holds(inputs [][]float64, i int) bool {
	for _, l := range b.Limits {
		if x := inputs[l.Column][i]; !(x > l.Low && x < l.High) {
			return false
		}
	}
	return true
}

// Count counts the draws in the box (inside) and those of interest among them
// (hit).
func (b *Box) Count(inputs [][]float64, hits []bool) (inside, hit int) {
	for i, of := range hits {
		if b.Holds(inputs, i) {
			inside++
			if of {
				hit++
			}
		}
	}
	return inside, hit
}

// within returns the box of the limits, with its draws counted again.
func (p *prim) within(limits []Limit) Box {
	b := Box{Limits: limits}
	for i, w := range p.weight {
		if w > 0 && b.Holds(p.inputs, i) {
			b.Inside += w
			if p.hits[i] {
				b.Hits += w
			}
		}
	}
	return b
}

// setChances sets the quasi-p-values of the box's limits.
func (p *prim) setChances(b *Box) {
	for k := range b.Limits {
		without := p.within(slices.Delete(slices.Clone(b.Limits), k, k+1))
		b.Limits[k].Chance = atLeast(b.Hits, b.Inside, without.Density())
	}
}

// atLeast is the probability of at least k successes in n trials of probability
// q.
func atLeast(k, n int, q float64) float64 {
	switch {
	case k <= 0 || q >= 1:
		return 1
	case q <= 0:
		return 0
	}
	return portable.BetaCDF(float64(k), float64(n-k+1), q)
}

// prune removes limits that chance could explain, the least significant first.
// It adjusts for the number of inputs (Bonferroni): among many inputs some
// always look useful.
func (p *prim) prune(b Box) Box {
	for {
		p.setChances(&b)
		worst := 0
		for k := range b.Limits {
			if b.Limits[k].Chance > b.Limits[worst].Chance {
				worst = k
			}
		}
		if len(b.Limits) == 0 || b.Limits[worst].Chance*float64(len(p.inputs)) < 0.05 {
			return b
		}
		b = p.within(slices.Delete(slices.Clone(b.Limits), worst, worst+1))
	}
}

// polish moves the ends of limits out or in, by a hundredth of the box's draws
// at a time, as long as the box improves. The outward moves are the pasting of
// Friedman & Fisher (1999, section 8.2).
func (p *prim) polish(b Box, density float64) Box {
	for {
		best := p.at(b)
		for k := range b.Limits {
			for _, low := range []bool{true, false} {
				for _, out := range []bool{true, false} {
					if moved, ok := p.moveEnd(&b, k, low, out); ok {
						if at := p.at(moved); at.Inside >= p.fewest && better(&at, &best, density) {
							best = at
						}
					}
				}
			}
		}
		if slices.Equal(best.Limits, b.Limits) {
			return b
		}
		b = best.Box
	}
}

// polishShare is the share of a box's draws that one move of an end crosses.
const polishShare = 0.01

// moveEnd returns the box with one end of limit k moved across a hundredth of its
// draws; ok is false if there are none to cross.
func (p *prim) moveEnd(b *Box, k int, low, out bool) (moved Box, ok bool) {
	l := b.Limits[k]
	at := l.High
	if low {
		at = l.Low
	}
	if math.IsInf(at, 0) {
		return Box{}, false
	}
	// The draws within all other limits, on the side that the end moves to,
	// nearest first.
	others := Box{Limits: slices.Delete(slices.Clone(b.Limits), k, k+1)}
	x, order := p.inputs[l.Column], p.order[l.Column]
	upward := low != out
	first, _ := slices.BinarySearchFunc(order, at, func(i int32, v float64) int {
		if x[i] < v {
			return -1
		}
		return 1
	})
	step := 1
	if !upward {
		first, step = first-1, -1
	}
	crossed, last := 0, at
	for j := first; j >= 0 && j < len(order); j += step {
		i := order[j]
		if p.weight[i] == 0 || !others.Holds(p.inputs, int(i)) {
			continue
		}
		if crossed > 0 && float64(crossed) >= polishShare*float64(b.Inside) && x[i] != last {
			return p.within(withEnd(b.Limits, k, low, (x[i]+last)/2)), true
		}
		crossed, last = crossed+p.weight[i], x[i]
	}
	if crossed == 0 || !out {
		return Box{}, false
	}
	return p.within(withEnd(b.Limits, k, low, math.Inf(step))), true
}

// withEnd returns the limits with one end of limit k changed. A limit without
// any bound is removed.
func withEnd(limits []Limit, k int, low bool, at float64) []Limit {
	limits = slices.Clone(limits)
	limits[k].shift(low, at)
	if math.IsInf(limits[k].Low, -1) && math.IsInf(limits[k].High, 1) {
		limits = slices.Delete(limits, k, k+1)
	}
	return limits
}

// shift changes one end of the limit.
func (l *Limit) shift(low bool, at float64) {
	if low {
		l.Low = at
	} else {
		l.High = at
	}
}
