package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// posedRows are the rows of a problem that have to be asked for: neither rows that
// all terms within the bounds meet, nor rows that follow from others, which leave
// weights and prices undetermined. Two rows that leave a sum no room are one
// equation.
type posedRows struct {
	rows []model.Row
	of   []int // per row that is posed: its number in the problem
	all  []model.Row

	issues int
	sum    []float64 // per row of the problem: coefficients of the issues that can move, without those on which equations are solved; then of which rows it is the sum
	least  []float64 // per row: the least of that sum
	kind   []rowKind
	shift  []float64 // per row that is bound from both sides: what a price below 0 moves to each row
	joined []int     // these rows, in the order in which they were found
	price  []float64
}

// rowKind says what becomes of a row.
type rowKind uint8

const (
	leastSum  rowKind = iota
	equation          // not yet solved for an issue
	solvedFor         // an equation that is
	leftOut
)

// rowZero is how small a coefficient is one of arithmetic, where the largest of a
// row is 1.
const rowZero = 1e-9

// pose replaces the rows of p by those that have to be asked for. It reports false,
// and changes nothing, if rows contradict each other.
func (r *posedRows) pose(p *model.Problem) bool {
	r.all, r.rows, r.of, r.joined, r.issues = p.Rows, r.rows[:0], r.of[:0], r.joined[:0], p.Issues
	n, width := len(p.Rows), p.Issues+len(p.Rows)
	grow(&r.sum, n*width)
	grow(&r.least, n)
	grow(&r.kind, n)
	grow(&r.shift, n*n)
	for i := range p.Rows {
		r.load(p, i)
	}
	if n > 1 && !r.eliminate() {
		return false
	}
	for i := range p.Rows {
		if r.kind[i] == leftOut {
			continue
		}
		row := p.Rows[i]
		row.Equal = r.kind[i] != leastSum
		r.rows, r.of = append(r.rows, row), append(r.of, i)
	}
	p.Rows = r.rows
	return true
}

// load takes row i of the problem; one that all terms meet is left out.
func (r *posedRows) load(p *model.Problem, i int) {
	row, sum := &p.Rows[i], r.row(i)
	clear(sum)
	sum[p.Issues+i] = 1
	r.kind[i], r.least[i] = leastSum, row.AtLeast
	if row.Equal {
		r.kind[i] = equation
	}
	lowest, moves := -row.AtLeast, false
	for k, a := range row.Coefficient {
		lo, hi := p.Lower[k], p.Upper[k]
		if lo >= hi {
			lo = min(max(p.StatusQuo[k], lo), hi)
			hi = lo
			r.least[i] -= float64(a * lo)
		} else if sum[k] = a; a != 0 {
			moves = true
		}
		lowest += min(float64(a*lo), float64(a*hi))
	}
	if !row.Equal && lowest >= 0 || !moves && r.least[i] <= rowSlack && (!row.Equal || r.least[i] >= -rowSlack) {
		r.kind[i] = leftOut
	}
}

// row is the sum that row i of the problem is by now.
func (r *posedRows) row(i int) []float64 {
	width := r.issues + len(r.all)
	return r.sum[i*width : (i+1)*width]
}

// eliminate solves the equations, each for an issue, and puts them into the other
// rows. It leaves out rows that follow from others, and reports false if some
// contradict each other.
func (r *posedRows) eliminate() bool {
	for again := true; again; {
		for i := range r.all {
			if r.kind[i] == equation && !r.solveFor(i) {
				return false
			}
		}
		for i := range r.all {
			if r.kind[i] == leastSum && !r.normalise(i) {
				return false
			}
		}
		again = false
		for j := range r.all {
			for i := range j {
				if r.kind[i] != leastSum || r.kind[j] != leastSum {
					continue
				}
				switch r.sign(i, j) {
				case 1:
					if r.least[i] >= r.least[j] {
						r.kind[j] = leftOut
					} else {
						r.kind[i] = leftOut
					}
				case -1:
					room := -r.least[j] - r.least[i]
					if room < -rowSlack {
						return false
					}
					if room <= rowSlack {
						r.join(i, j)
						again = true
					}
				}
			}
		}
	}
	return true
}

// solveFor solves equation i for the issue that moves it most, and takes that issue
// out of all other rows.
func (r *posedRows) solveFor(i int) bool {
	if meets := r.normalise(i); r.kind[i] == leftOut {
		return meets
	}
	r.kind[i] = solvedFor
	at, pivot := r.row(i), r.largest(i)
	for j := range r.all {
		if j == i || r.kind[j] == leftOut {
			continue
		}
		sum := r.row(j)
		factor := sum[pivot] / at[pivot]
		if factor == 0 {
			continue
		}
		for k, a := range at {
			sum[k] -= float64(factor * a)
		}
		sum[pivot] = 0
		r.least[j] -= float64(factor * r.least[i])
	}
	return true
}

// normalise scales row i so that its largest coefficient is 1. A row without one is
// left out; it reports false if nothing meets that.
func (r *posedRows) normalise(i int) bool {
	sum := r.row(i)
	size := math.Abs(sum[r.largest(i)])
	if size <= rowZero {
		off := r.least[i]
		if r.kind[i] == equation {
			off = math.Abs(off)
		}
		r.kind[i] = leftOut
		return off <= rowSlack
	}
	for k := range sum {
		sum[k] /= size
	}
	r.least[i] /= size
	return true
}

// largest is the issue that moves row i most.
func (r *posedRows) largest(i int) (at int) {
	sum := r.row(i)[:r.issues]
	for k, a := range sum {
		if math.Abs(a) > math.Abs(sum[at]) {
			at = k
		}
	}
	return at
}

// sign is 1 if rows i and j are of the same sum, −1 if one is of the sum turned
// round, and 0 otherwise.
func (r *posedRows) sign(i, j int) float64 {
	a, b := r.row(i)[:r.issues], r.row(j)[:r.issues]
	sign := math.Copysign(1, float64(a[r.largest(i)]*b[r.largest(i)]))
	for k := range a {
		if math.Abs(a[k]-float64(sign*b[k])) > rowZero {
			return 0
		}
	}
	return sign
}

// join makes rows i and j, which leave their sum no room, an equation. A price below
// 0 of it is one of row j: row i is row j turned round, but for equations.
func (r *posedRows) join(i, j int) {
	n := len(r.all)
	a, b, shift := r.row(i)[r.issues:], r.row(j)[r.issues:], r.shift[i*n:(i+1)*n]
	for q := range shift {
		shift[q] = -float64(a[q]+b[q]) / a[i]
	}
	shift[i] = -1
	r.kind[i], r.kind[j] = equation, leftOut
	r.joined = append(r.joined, i)
}

// restore gives p its rows back and the offer a price for each of them: 0 for one
// that was left out.
func (r *posedRows) restore(p *model.Problem, out *model.Offer) {
	p.Rows = r.all
	if len(out.Price) != len(r.rows) || len(r.rows) == len(r.all) {
		return
	}
	n := len(r.all)
	grow(&r.price, n)
	clear(r.price)
	for q, i := range r.of {
		r.price[i] = out.Price[q]
	}
	for _, i := range slices.Backward(r.joined) {
		nu := r.price[i]
		if nu >= 0 {
			continue
		}
		for to, by := range r.shift[i*n : (i+1)*n] {
			r.price[to] += float64(nu * by)
		}
		r.price[i] = 0
	}
	out.Price = append(out.Price[:0], r.price...)
}
