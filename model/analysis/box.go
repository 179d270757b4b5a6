package analysis

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// A Box is a set of draws given by limits on some inputs, all of which hold.
type Box struct {
	Limits []Limit // by column
	Inside int     // draws in it
	Hits   int     // of these, those of interest
}

// A Limit says between what values an input of a box lies: Low < x < High.
// Each stands halfway between the last value outside and the first inside.
type Limit struct {
	Column    int
	Low, High float64 // −∞ and +∞ where it is open
	// Chance is how often a limit that does nothing would leave as many draws
	// of interest, by the luck of the draws alone: the quasi-p-value of Bryant &
	// Lempert (2010), of a binomial with the density of the box without it.
	Chance float64
}

// Density is the share of the box's draws that are of interest.
func (b *Box) Density() float64 { return float64(b.Hits) / float64(b.Inside) }

// Holds reports whether draw i lies in the box.
func (b *Box) Holds(inputs [][]float64, i int) bool {
	for _, l := range b.Limits {
		if x := inputs[l.Column][i]; !(x > l.Low && x < l.High) {
			return false
		}
	}
	return true
}

// Count counts the draws that lie in the box, and those of interest among them.
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

// within is the box with its limits counted anew on the draws.
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

// judge sets the quasi-p-values of the box's limits.
func (p *prim) judge(b *Box) {
	for k := range b.Limits {
		without := p.within(slices.Delete(slices.Clone(b.Limits), k, k+1))
		b.Limits[k].Chance = atLeast(b.Hits, b.Inside, without.Density())
	}
}

// atLeast is the chance of at least k hits in n trials of chance q.
func atLeast(k, n int, q float64) float64 {
	switch {
	case k <= 0 || q >= 1:
		return 1
	case q <= 0:
		return 0
	}
	return mathext.RegIncBeta(float64(k), float64(n-k+1), q)
}

// prune takes off, worst first, limits that luck could explain: with as many
// inputs to choose from, some would always look useful.
func (p *prim) prune(b Box) Box {
	for {
		p.judge(&b)
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

// polish moves the ends of limits out or in, a hundredth of the box's draws at a
// time, for as long as that makes a better box. Outward it is the pasting of
// Friedman & Fisher (1999, section 8.2).
func (p *prim) polish(b Box, density float64) Box {
	for {
		best := p.at(b)
		for k := range b.Limits {
			for _, low := range []bool{true, false} {
				for _, out := range []bool{true, false} {
					if moved, ok := p.move(&b, k, low, out); ok {
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

// fine is which part of a box's draws an end of a limit is moved over at a time.
const fine = 0.01

// move is the box with one end of limit k moved over a hundredth of its draws;
// ok is false if there is nothing to move over.
func (p *prim) move(b *Box, k int, low, out bool) (moved Box, ok bool) {
	l := b.Limits[k]
	at := l.High
	if low {
		at = l.Low
	}
	if math.IsInf(at, 0) {
		return Box{}, false
	}
	// Of the draws that all other limits hold, those on the side that the end
	// moves to, nearest first.
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
		if crossed > 0 && float64(crossed) >= fine*float64(b.Inside) && x[i] != last {
			return p.within(withEnd(b.Limits, k, low, (x[i]+last)/2)), true
		}
		crossed, last = crossed+p.weight[i], x[i]
	}
	if crossed == 0 || !out {
		return Box{}, false
	}
	return p.within(withEnd(b.Limits, k, low, math.Inf(step))), true
}

// withEnd is the limits with an end of limit k at another value; a limit that
// is open at both ends goes.
func withEnd(limits []Limit, k int, low bool, at float64) []Limit {
	limits = slices.Clone(limits)
	limits[k].shift(low, at)
	if math.IsInf(limits[k].Low, -1) && math.IsInf(limits[k].High, 1) {
		limits = slices.Delete(limits, k, k+1)
	}
	return limits
}

func (l *Limit) shift(low bool, at float64) {
	if low {
		l.Low = at
	} else {
		l.High = at
	}
}
