package montecarlo

import "sync"

// Values holds the values of a quantity by draw in bounded memory, from which
// quantiles are estimated. Up to a number of distinct values they are exact;
// beyond it, neighbours share cells of which only the ends, the counts and the
// replicates are known, and estimates say how little is known within a cell.
// They depend only on the values and on the pieces in which they were added.
type Values struct {
	replicated bool
	most       int // cells; 0: no bound
	cells      []compactCell
	by         [][replicates]uint32 // by cell: values per replicate; nil unless replicated
}

// A compactCell is a cell without its counts per replicate.
type compactCell struct {
	lo, hi float64
	n      uint32
	coarse bool
}

// boundedCells is the largest number of cells of bounded Values. If there are
// more, they are thinned, to half as many or a few more.
const boundedCells = 4096

// NewValues returns Values in bounded memory. If replicated, draw i belongs to
// replicate i mod 8, otherwise draws are independent.
func NewValues(replicated bool) *Values { return &Values{replicated: replicated, most: boundedCells} }

// Add adds the values of consecutive draws, the first of which is draw first.
// NaN means that a draw has no value.
func (v *Values) Add(first int, xs []float64) {
	part := parts.Get().(*[]cell)
	*part = appendCells((*part)[:0], first, xs)
	v.merge(*part)
	parts.Put(part)
	if v.most > 0 && len(v.cells) > v.most {
		v.thin()
	}
}

// parts are buffers for the cells of added values.
var parts = sync.Pool{New: func() any { return new([]cell) }}

// merge merges cells, which it may change, into those of v. A value between the
// ends of a cell joins it.
func (v *Values) merge(part []cell) {
	rest, i := part[:0], 0
	for _, c := range part {
		for i < len(v.cells) && v.cells[i].hi < c.lo {
			i++
		}
		if i < len(v.cells) && v.cells[i].lo <= c.lo {
			v.join(i, uint32(c.n), &c.by)
			v.cells[i].coarse = v.cells[i].lo < v.cells[i].hi
		} else {
			rest = append(rest, c)
		}
	}
	// From the largest value down, so that every cell moves at most once.
	i = len(v.cells) - 1
	v.resize(len(v.cells) + len(rest))
	for to := len(v.cells) - 1; len(rest) > 0; to-- {
		if last := &rest[len(rest)-1]; i < 0 || v.cells[i].hi < last.lo {
			v.cells[to] = compactCell{last.lo, last.hi, uint32(last.n), last.coarse}
			if v.replicated {
				v.by[to] = last.by
			}
			rest = rest[:len(rest)-1]
			continue
		}
		v.move(to, i)
		i--
	}
}

// join adds counts to cell i.
func (v *Values) join(i int, n uint32, by *[replicates]uint32) {
	v.cells[i].n += n
	if v.replicated {
		for r, k := range by {
			v.by[i][r] += k
		}
	}
}

// move copies cell i to another place.
func (v *Values) move(to, i int) {
	v.cells[to] = v.cells[i]
	if v.replicated {
		v.by[to] = v.by[i]
	}
}

// resize changes the number of cells.
func (v *Values) resize(n int) {
	v.cells = append(v.cells, make([]compactCell, max(0, n-len(v.cells)))...)[:n]
	if v.replicated {
		v.by = append(v.by, make([][replicates]uint32, max(0, n-len(v.by)))...)[:n]
	}
}

// thin joins neighbouring cells that together hold no more than their share of
// the values.
func (v *Values) thin() {
	total := 0
	for i := range v.cells {
		total += int(v.cells[i].n)
	}
	share := uint32(total/(v.most/2) + 1)
	last := 0
	for i := 1; i < len(v.cells); i++ {
		if v.cells[last].n+v.cells[i].n > share {
			last++
			v.move(last, i)
			continue
		}
		v.cells[last].coarse = v.cells[last].n+v.cells[i].n > 2
		v.cells[last].hi = v.cells[i].hi
		var by [replicates]uint32
		if v.replicated {
			by = v.by[i]
		}
		v.join(last, v.cells[i].n, &by)
	}
	v.resize(last + 1)
}

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1, as the function Quantile
// does.
func (v *Values) Quantile(p float64) Estimate { return v.ordered().quantile(p).Estimate }

func (v *Values) ordered() *ordered {
	cells := make([]cell, len(v.cells))
	for i, c := range v.cells {
		cells[i] = cell{lo: c.lo, hi: c.hi, n: int(c.n), coarse: c.coarse}
		if v.replicated {
			cells[i].by = v.by[i]
		}
	}
	return newOrdered(cells, v.replicated)
}
