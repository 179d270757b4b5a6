package cause

import (
	"math"
	"slices"

	"sim/model/portable"
)

// Belief is what a proposer holds about the type of a responder. The types lie
// between boundaries 0, 1, …, cells, from the least tough, which accepts most,
// to the toughest; a position such as 3.25 is a type between two of them.
// Within a cell all types are equally likely. A refusal cuts off the types that
// would have accepted, at any position; news weighs the cells anew.
//
// Begin must come first. Afterwards nothing allocates unless there are more
// cells than before.
type Belief struct {
	cells   int
	log     []float64 // of the weight of each cell, up to a constant
	weight  []float64 // of each whole cell, relative to the largest left
	low     float64   // position of the least tough type left
	total   float64   // weight left when the weights were last computed
	version int       // grows when the weights change
}

// rare is the share of the weight below which what is left is weighed anew, so
// that it keeps its digits.
const rare = 1e-9

// Begin makes the belief that of a proposer that has seen nothing: the weights
// of the cells, at least 0 and not all 0, of any sum; nil if all are alike.
// It panics without cells or if their number is not that of the weights.
func (b *Belief) Begin(cells int, prior []float64) {
	if cells < 1 || prior != nil && len(prior) != cells {
		panic("cause: a belief needs a weight for each of its cells")
	}
	b.cells, b.low = cells, 0
	b.log, b.weight = resize(b.log, cells), resize(b.weight, cells)
	for c := range b.log {
		b.log[c] = 0
		if prior != nil {
			b.log[c] = portable.Log(prior[c])
		}
	}
	b.weigh()
}

// Surprised reports whether every type would have accepted what was refused,
// which happens when payoffs have moved. The proposer then takes the responder
// to be of the toughest type, for certain.
func (b *Belief) Surprised() bool { return b.low >= float64(b.cells) }

// first is the first cell of which something is left.
func (b *Belief) first() int { return min(int(b.low), b.cells-1) }

// left is the weight of what is left of a cell, 0 below the first.
func (b *Belief) left(c int) float64 {
	switch first := b.first(); {
	case c < first:
		return 0
	case c == first:
		return float64(b.weight[c] * (float64(c+1) - b.low))
	}
	return b.weight[c]
}

// weigh computes the weights of the cells that are left from their logarithms.
func (b *Belief) weigh() {
	most := slices.Max(b.log[b.first():])
	if math.IsInf(most, -1) { // only types that were impossible from the start
		b.low = float64(b.cells)
	}
	b.version++
	b.total = 0
	if b.Surprised() {
		return
	}
	for c := b.first(); c < b.cells; c++ {
		b.log[c] -= most
		b.weight[c] = portable.Exp(b.log[c])
		b.total += b.left(c)
	}
}

// RuleOut cuts off the types up to a position, which would have accepted what was
// refused. One that lies below what is left changes nothing.
func (b *Belief) RuleOut(position float64) {
	if !(position > b.low) {
		return
	}
	b.low = min(position, float64(b.cells))
	if b.Surprised() {
		return
	}
	total := 0.0
	for c := b.first(); c < b.cells; c++ {
		total += b.left(c)
	}
	if total < float64(rare*b.total) {
		b.weigh()
	}
}

// News updates the belief by Bayes' rule after something was seen that is
// normally distributed: its mean for the type at each boundary, and its standard
// deviation, the same for all (a very small one singles out the types whose mean
// is nearest). The order of several pieces of news makes no difference, and
// means that are all the same say nothing. What was seen may be as unlikely as
// it likes.
func (b *Belief) News(seen float64, mean []float64, sd float64) {
	if b.Surprised() || slices.Min(mean) == slices.Max(mean) {
		return
	}
	sd = max(sd, 1e-9)
	for c := b.first(); c < b.cells; c++ {
		from := max(b.low, float64(c))
		z := (seen - at(mean, (from+float64(c+1))/2)) / sd
		b.log[c] -= float64(z*z) / 2
	}
	b.weigh()
}

// Mean is what the proposer expects of a quantity that has the given values for
// the types at the boundaries, and is linear between them.
func (b *Belief) Mean(values []float64) float64 {
	if b.Surprised() {
		return values[b.cells]
	}
	sum, total := 0.0, 0.0
	for c := b.first(); c < b.cells; c++ {
		w := b.left(c)
		sum += float64(w * at(values, (max(b.low, float64(c))+float64(c+1))/2))
		total += w
	}
	return sum / total
}

// at is the value at a position, linear between the boundaries.
func at(values []float64, position float64) float64 {
	c := min(int(position), len(values)-2)
	return values[c] + float64((position-float64(c))*(values[c+1]-values[c]))
}

// PositionOf is the position of a type among the types at the boundaries, whose
// values ascend or descend; at the nearer end if it lies beyond all of them. Of
// several positions with that value it is the lowest.
func PositionOf(boundaries []float64, value float64) float64 {
	last := len(boundaries) - 1
	sign := 1.0
	if boundaries[last] < boundaries[0] {
		sign = -1
	}
	for c, x := range boundaries {
		reached := float64(sign * (x - value))
		if reached < 0 {
			continue
		}
		if c == 0 {
			return 0
		}
		before := boundaries[c-1]
		return float64(c-1) + (value-before)/(x-before)
	}
	return float64(last)
}
