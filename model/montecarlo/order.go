package montecarlo

import (
	"math"
	"slices"
	"sort"
)

// ordered holds values in their order, from which quantiles are estimated. Equal
// values, and those of a bin, are one cell.
type ordered struct {
	cells      []cell
	ranks      []int // by cell: number of values up to its end
	replicated bool  // whether cells count by replicate, and every value belongs to one
}

// A cell counts values in [lo, hi].
type cell struct {
	lo, hi float64
	n      int
	by     [replicates]uint32
	// coarse means that the values in it are known to lie in [lo, hi] and no
	// better; they are taken as evenly spaced. Otherwise they are equal, or two
	// of them lie at its ends.
	coarse bool
}

// newOrdered takes cells in their order.
func newOrdered(cells []cell, replicated bool) *ordered {
	o := &ordered{cells, make([]int, len(cells)), replicated}
	n := 0
	for i := range cells {
		n += cells[i].n
		o.ranks[i] = n
	}
	return o
}

// orderedValues sorts values by draw; NaN means no value. With replicates, draw
// i belongs to replicate i mod replicates.
func orderedValues(xs []float64, replicated bool) *ordered {
	return newOrdered(appendCells(nil, 0, xs), replicated)
}

// appendCells appends the values of consecutive draws, in order, a cell per
// distinct value. The first draw is draw first.
func appendCells(cells []cell, first int, xs []float64) []cell {
	draws := make([]int, 0, len(xs))
	for i, x := range xs {
		if !math.IsNaN(x) {
			draws = append(draws, i)
		}
	}
	slices.SortFunc(draws, func(i, j int) int {
		switch {
		case xs[i] < xs[j]:
			return -1
		case xs[i] > xs[j]:
			return 1
		}
		return 0
	})
	for _, i := range draws {
		if last := len(cells) - 1; last < 0 || cells[last].lo != xs[i] {
			cells = append(cells, cell{lo: xs[i], hi: xs[i]})
		}
		c := &cells[len(cells)-1]
		c.n++
		c.by[(first+i)%replicates]++
	}
	return cells
}

// ordered returns the values of the bins that are not empty.
func (s *Distribution) ordered() *ordered {
	some := 0
	for i := range s.bins {
		if !s.bins[i].empty() {
			some++
		}
	}
	cells := make([]cell, 0, some)
	for i := range s.bins {
		if !s.bins[i].empty() {
			cells = append(cells, s.cell(i))
		}
	}
	_, replicated := s.byReplicate(func(int) float64 { return 0 })
	return newOrdered(cells, replicated)
}

// cell returns the values of bin i.
func (s *Distribution) cell(i int) cell {
	n, b := s.total(i), &s.bins[i]
	return cell{lo: b.lo, hi: b.hi, n: n, by: s.counts(i), coarse: n > 2 && b.lo < b.hi}
}

// empty reports whether the bin holds no value.
func (b *bin) empty() bool { return b.lo > b.hi }

func (o *ordered) n() int {
	if len(o.ranks) == 0 {
		return 0
	}
	return o.ranks[len(o.ranks)-1]
}

// cellOf returns the index of the cell with the k-th smallest value, 1 ≤ k ≤ n.
func (o *ordered) cellOf(k int) int { return sort.SearchInts(o.ranks, k) }

// kth returns the k-th smallest value, 1 ≤ k ≤ n.
func (o *ordered) kth(k int) float64 {
	i := o.cellOf(k)
	return o.cells[i].kth(k - o.ranks[i] + o.cells[i].n)
}

// kth returns the k-th smallest value of the cell, 1 ≤ k ≤ n.
func (c *cell) kth(k int) float64 {
	switch {
	case c.lo == c.hi:
		return c.lo
	case c.n == 1:
		return c.lo + (c.hi-c.lo)/2
	}
	t := float64(k-1) / float64(c.n-1)
	return min(c.lo+float64(t*(c.hi-c.lo)), c.hi)
}

// at returns the value at a rank between 1 and n, which need not be whole; a
// rank outside is clamped.
func (o *ordered) at(rank float64) float64 { return interpolate(o.n(), o.kth, rank) }

// interpolate returns the value of n at a rank, which need not be whole; kth
// returns the k-th smallest of them.
func interpolate(n int, kth func(k int) float64, rank float64) float64 {
	rank = min(max(rank, 1), float64(n))
	k := int(rank)
	x := kth(k)
	if t := rank - float64(k); t > 0 {
		x += float64(t * (kth(k+1) - x))
	}
	return x
}

// quantile7 returns the quantile at p of type 7 (Hyndman & Fan 1996) of n
// values; NaN without values.
func quantile7(n int, kth func(k int) float64, p float64) float64 {
	if n == 0 {
		return math.NaN()
	}
	return interpolate(n, kth, 1+float64(p*float64(n-1)))
}

// span returns the range in which the value at a rank certainly lies: wider
// than a point only where it is read from a coarse cell.
func (o *ordered) span(rank float64) (lower, upper float64) {
	rank = min(max(rank, 1), float64(o.n()))
	k := int(rank)
	lower = o.at(rank)
	upper = lower
	for j := k; j <= k+1 && float64(j-1) < rank; j++ {
		if c := &o.cells[o.cellOf(j)]; c.coarse {
			lower, upper = min(lower, c.lo), max(upper, c.hi)
		}
	}
	return lower, upper
}

// jump returns the largest distance between neighbouring values in a range of
// ranks, one of which repeats: a quantity with few values jumps from one to the
// next, however many draws there are. It is 0 if no value repeats.
func (o *ordered) jump(from, to float64) float64 {
	n := float64(o.n())
	first := o.cellOf(int(min(max(from, 1), n)))
	last := o.cellOf(int(math.Ceil(min(max(to, 1), n))))
	most := 0.0
	for i := first + 1; i <= last; i++ {
		if a, b := &o.cells[i-1], &o.cells[i]; a.repeats() || b.repeats() {
			most = max(most, b.lo-a.hi)
		}
	}
	return most
}

// repeats reports whether the cell holds one value several times.
func (c *cell) repeats() bool { return c.lo == c.hi && c.n > 1 }

// below returns how many values of each replicate lie below the quantile at p,
// minus p times all its values. Of the cell that holds the quantile, such a
// part counts as below that the sum over replicates is 0.
func (o *ordered) below(p float64) (out [replicates]float64) {
	rest, reached := float64(p*float64(o.n())), false
	for i := range o.cells {
		c := &o.cells[i]
		part := 1.0
		switch {
		case reached:
			part = 0
		case float64(c.n) >= rest:
			part, reached = rest/float64(c.n), true
		default:
			rest -= float64(c.n)
		}
		for r, k := range c.by {
			out[r] += float64((part - p) * float64(k))
		}
	}
	return out
}
