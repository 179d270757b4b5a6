package dist

import (
	"math"

	"sim/model"
)

// A table is a tabulated quantile function. Its cells get narrower toward both
// ends of (0, 1): every octave of the distance to the nearer end is divided
// into the same number of cells, so that a cell's index can be read off the
// bits of a float. A cell holds a cubic through four exact values. A cell in
// which the error of the cubic exceeds the tolerance, or which is not monotone,
// is divided into quarters; where that does not help (a jump), and in the far
// tails, the exact function is called.
type table struct {
	exact        model.Dist
	cells        []cell
	lower, upper float64 // support, which rounding must not leave
}

// A cell is a cubic in t ∈ [0, 1): c0 + t(c1 + t(c2 + t·c3)). If c0 is NaN the
// cell is divided into quarters that start at index c1, or, if c1 is 0, not
// tabulated.
type cell [4]float64

const (
	octaves   = 12 // from ½ down to 2^-13 on each side
	cellBits  = 4  // 16 cells per octave
	sideCells = octaves << cellBits
	firstBits = (1023 - 1 - octaves) << cellBits // bits of the smallest tabulated distance
	maxDepth  = 5                                // how many times a cell may be divided into quarters
	tolerance = 4e-8                             // relative to the interquartile range
)

// tabulate returns d with its quantiles tabulated: monotone, with an error
// below 1e-7 of the interquartile range.
func tabulate(d model.Dist) model.Dist {
	t := &table{exact: d, cells: make([]cell, 2*sideCells, 3*sideCells)}
	t.lower, t.upper = Support(d)
	scale := max(d.Quantile(0.75)-d.Quantile(0.25), (d.Quantile(0.99)-d.Quantile(0.01))/100)
	for side, at := range []func(v float64) float64{
		d.Quantile,
		func(v float64) float64 { return d.Quantile(1 - v) },
	} {
		end := math.NaN()
		for i := range sideCells {
			from := math.Float64frombits(uint64(firstBits+i) << (52 - cellBits))
			to := math.Float64frombits(uint64(firstBits+i+1) << (52 - cellBits))
			if i == 0 {
				end = at(from)
			}
			start := end
			end = at(to)
			t.fill(side*sideCells+i, at, from, to, start, end, float64(tolerance*scale), maxDepth)
		}
	}
	return t
}

// fill sets cell i to approximate at between from and to, where at is start and
// end.
func (t *table) fill(i int, at func(float64) float64, from, to, start, end, tol float64, depth int) {
	w := to - from
	d1, d2, d3 := at(from+w/3)-start, at(from+2*w/3)-start, end-start
	c := cell{start, float64(9*d1) - float64(4.5*d2) + d3, float64(4.5 * (4*d2 - float64(5*d1) - d3)), float64(4.5 * (float64(3*(d1-d2)) + d3))}
	ok := c.monotone() && math.Abs(c.at(0.125)-at(from+w/8)) <= tol && math.Abs(c.at(0.875)-at(from+7*w/8)) <= tol
	switch {
	case ok:
		t.cells[i] = c
	case depth == 0:
		t.cells[i] = cell{math.NaN()}
	default:
		first := len(t.cells)
		t.cells[i] = cell{math.NaN(), float64(first)}
		t.cells = append(t.cells, make([]cell, 4)...)
		for q := range 4 {
			a, b := from+w*float64(q)/4, from+w*float64(q+1)/4
			next := end
			if q < 3 {
				next = at(b)
			}
			t.fill(first+q, at, a, b, start, next, tol, depth-1)
			start = next
		}
	}
}

func (c *cell) at(t float64) float64 {
	return c[0] + float64(t*(c[1]+float64(t*(c[2]+float64(t*c[3])))))
}

// monotone reports whether the cubic does not change direction on [0, 1].
func (c *cell) monotone() bool {
	sign := c[1] + c[2] + c[3] // rise over the cell
	if sign == 0 {
		return c[1] == 0 && c[2] == 0
	}
	slope := func(t float64) float64 {
		return float64(math.Copysign(1, sign) * (c[1] + float64(t*(2*c[2]+float64(t*3*c[3])))))
	}
	if slope(0) < 0 || slope(1) < 0 {
		return false
	}
	t := -c[2] / (3 * c[3]) // extremum of the slope
	return !(t > 0 && t < 1) || slope(t) >= 0
}

// Quantile returns the tabulated quantile at u.
func (t *table) Quantile(u float64) float64 {
	x := [1]float64{u}
	t.Quantiles(x[:], x[:])
	return x[0]
}

// Quantiles sets x[j] to the quantile at u[j]. It avoids branches on whether u
// is above ½, half of which would be mispredicted.
func (t *table) Quantiles(x, u []float64) {
	x = x[:len(u)]
	cells, lower, upper := t.cells, t.lower, t.upper
	for j, v := range u {
		d := v - 0.5
		above := ^uint64(int64(math.Float64bits(d)) >> 63) // all ones or all zeros
		// The distance to the nearer end is 0.5 − |d|. Both candidates are
		// computed and one is selected by its bits, because computing |d| first
		// would lengthen the dependency chain.
		low, high := math.Float64bits(0.5+d), math.Float64bits(0.5-d)
		bits := low ^ (low^high)&above
		i := bits>>(52-cellBits) - firstBits
		if i >= sideCells {
			x[j] = t.exact.Quantile(v) // far tail, or u = ½
			continue
		}
		c := &cells[i+sideCells&above]
		// The bits below the cell's index give the position within the cell.
		s := math.Float64frombits(bits<<(12+cellBits)>>12|1023<<52) - 1
		y := c.at(s)
		if !(y >= lower && y <= upper) {
			y = t.within(c, s, v)
		}
		x[j] = y
	}
}

// within returns the value at position s of a cell that is divided into
// quarters.
func (t *table) within(c *cell, s, u float64) float64 {
	for math.IsNaN(c[0]) {
		first := int(c[1])
		if first == 0 {
			return t.exact.Quantile(u)
		}
		q := int(s * 4)
		c, s = &t.cells[first+q], s*4-float64(q)
	}
	return min(max(c.at(s), t.lower), t.upper)
}

// CDF returns the CDF of the exact distribution.
func (t *table) CDF(x float64) float64 { return CDF(t.exact, x) }
