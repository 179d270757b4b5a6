package analysis

import (
	"math"
	"slices"
)

// peelShare is the largest share of a box's draws that one step peels off.
const peelShare = 0.05

// A PeelStep is a box on the peeling trajectory.
type PeelStep struct {
	Box
	Coverage float64 // share of the draws of interest that are in the box, 0 to 1
	Mass     float64 // share of all draws that are in the box, 0 to 1
}

// prim finds boxes by the patient rule induction method (Friedman & Fisher
// 1999): starting with all draws, it repeatedly peels off the end of one input
// that increases the density most, relative to the draws given up.
type prim struct {
	inputs [][]float64
	hits   []bool
	weight []int     // how often each draw counts; 0: not at all
	order  [][]int32 // by input: the draws sorted by its value

	total, totalHits int // number of draws, and of draws of interest
	fewest           int // minimum number of draws in a box
}

func newPrim(inputs [][]float64, order [][]int32, hits []bool, weight []int) *prim {
	p := &prim{inputs: inputs, hits: hits, weight: weight, order: order}
	for i, w := range weight {
		p.total += w
		if hits[i] {
			p.totalHits += w
		}
	}
	p.fewest = max(30, p.total/100)
	return p
}

// A peeled is the box after peeling off one end of an input.
type peeled struct {
	column       int
	low          bool
	limit        float64
	inside, hits int // draws that remain
	gain         float64
}

// peel peels until it cannot continue, using the inputs in the given columns,
// and returns the boxes in order, starting with all draws.
func (p *prim) peel(columns []int) []PeelStep {
	order := make([][]int32, len(p.order))
	for _, c := range columns {
		for _, i := range p.order[c] {
			if p.weight[i] > 0 {
				order[c] = append(order[c], i)
			}
		}
	}
	box := Box{Inside: p.total, Hits: p.totalHits}
	trajectory := []PeelStep{p.at(box)}
	for box.Hits < box.Inside {
		best, found := peeled{}, false
		for _, c := range columns {
			for _, low := range []bool{true, false} {
				if s, ok := p.peelEnd(&box, c, order[c], low); ok && (!found || s.gain > best.gain) {
					best, found = s, true
				}
			}
		}
		if !found {
			break
		}
		box = Box{Limits: restrict(box.Limits, best), Inside: best.inside, Hits: best.hits}
		trajectory = append(trajectory, p.at(box))
		x := p.inputs[best.column]
		for _, c := range columns {
			order[c] = slices.DeleteFunc(order[c], func(i int32) bool { return best.low == (x[i] < best.limit) })
		}
	}
	return trajectory
}

// at adds coverage and mass to a box.
func (p *prim) at(b Box) PeelStep {
	return PeelStep{b, float64(b.Hits) / float64(max(1, p.totalHits)), float64(b.Inside) / float64(max(1, p.total))}
}

// peelEnd peels one end of an input: as many sets of ties as make up at most a
// twentieth of the draws, or one set if it is larger. ok is false if too few
// draws would remain. The gain is the increase in density per share of draws
// given up (Kwakkel & Jaxa-Rozen 2016).
func (p *prim) peelEnd(box *Box, column int, order []int32, low bool) (s peeled, ok bool) {
	x, n := p.inputs[column], len(order)
	at := func(j int) int32 {
		if low {
			return order[j]
		}
		return order[n-1-j]
	}
	most := float64(peelShare * float64(box.Inside))
	gone, lost := 0, 0 // in complete sets of ties
	for j := 0; j < n; {
		v, w, h := x[at(j)], 0, 0
		for ; j < n && x[at(j)] == v; j++ {
			i := at(j)
			w += p.weight[i]
			if p.hits[i] {
				h += p.weight[i]
			}
			if gone > 0 && float64(gone+w) > most {
				break
			}
		}
		if gone > 0 && float64(gone+w) > most || j >= n {
			break
		}
		gone, lost = gone+w, lost+h
		s.limit = (v + x[at(j)]) / 2
	}
	s.column, s.low = column, low
	s.inside, s.hits = box.Inside-gone, box.Hits-lost
	if gone == 0 || s.inside < p.fewest {
		return s, false
	}
	s.gain = (float64(s.hits)/float64(s.inside) - box.Density()) / float64(gone)
	return s, true
}

// restrict returns the limits with another end peeled off.
func restrict(limits []Limit, s peeled) []Limit {
	limits = slices.Clone(limits)
	k, found := slices.BinarySearchFunc(limits, s.column, func(l Limit, c int) int { return l.Column - c })
	if !found {
		limits = slices.Insert(limits, k, Limit{Column: s.column, Low: math.Inf(-1), High: math.Inf(1)})
	}
	limits[k].shift(s.low, s.limit)
	return limits
}

// better compares boxes. With a minimum density it first compares density up to
// that minimum, then coverage; otherwise it compares the harmonic mean of the
// two.
func better(a, b *PeelStep, density float64) bool {
	if density > 0 {
		da, db := min(a.Density(), density), min(b.Density(), density)
		return da > db || da == db && a.Coverage > b.Coverage
	}
	return fScore(a) > fScore(b)
}

// fScore is the harmonic mean of coverage and density.
func fScore(p *PeelStep) float64 {
	if p.Hits == 0 {
		return 0
	}
	return 2 * p.Coverage * p.Density() / (p.Coverage + p.Density())
}

// search peels by all inputs and prunes the best box to find the significant
// inputs. It then peels again by these inputs only, and prunes and polishes the
// best box. If no input is significant it returns the first trajectory and an
// empty box.
func (p *prim) search(density float64) (trajectory []PeelStep, step int, box Box) {
	columns := make([]int, len(p.inputs))
	for c := range columns {
		columns[c] = c
	}
	trajectory, step = p.best(columns, density)
	columns = columns[:0]
	for _, l := range p.prune(trajectory[step].Box).Limits {
		columns = append(columns, l.Column)
	}
	if len(columns) == 0 {
		return trajectory, step, Box{}
	}
	trajectory, step = p.best(columns, density)
	box = p.polish(p.prune(trajectory[step].Box), density)
	p.setChances(&box)
	return trajectory, step, box
}

// best peels and returns the index of the best box on the trajectory.
func (p *prim) best(columns []int, density float64) (trajectory []PeelStep, step int) {
	trajectory = p.peel(columns)
	for k := range trajectory {
		if better(&trajectory[k], &trajectory[step], density) {
			step = k
		}
	}
	return trajectory, step
}
