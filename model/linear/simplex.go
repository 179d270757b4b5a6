package linear

import "math"

// simplex is the simplex method for terms within bounds (Dantzig 1955), in two
// phases: first what the rows miss is made as small as possible, then the least by
// which they are exceeded as large as possible.
//
// Its columns are the terms, counted from their lower bounds; the room, by which
// every row with a least sum is exceeded, at most 1; the excess of each row; and
// what each row misses.
type simplex struct {
	of      *System
	terms   int // how many terms; the column of the room
	columns int
	table   []float64 // rows × columns, in terms of the basic columns
	basic   []int     // per row: its basic column
	at      []float64 // per row: where that stands
	upper   []float64 // per column
	cost    []float64 // per column
	isBasic []bool
	isHigh  []bool    // per column that is not basic: it stands at its upper bound
	price   []float64 // per column: by how much a unit of it changes what is minimised
	dual    []float64 // per row
	sign    []float64 // per row: of what it misses
}

// start poses the first phase.
func (x *simplex) start(s *System) {
	n := len(s.Lower)
	x.of, x.terms, x.columns = s, n, n+1+2*s.rows
	grow(&x.table, s.rows*x.columns)
	grow(&x.basic, s.rows)
	grow(&x.at, s.rows)
	grow(&x.dual, s.rows)
	grow(&x.sign, s.rows)
	grow(&x.upper, x.columns)
	grow(&x.cost, x.columns)
	grow(&x.price, x.columns)
	grow(&x.isBasic, x.columns)
	grow(&x.isHigh, x.columns)
	clear(x.table)
	clear(x.cost)
	clear(x.isBasic)
	clear(x.isHigh)
	for k, lo := range s.Lower {
		x.upper[k] = max(0, s.Upper[k]-lo)
	}
	x.upper[n] = 1
	for r := range s.rows {
		row, least := x.row(r), s.least[r]
		copy(row, s.row(r))
		for k, a := range s.row(r) {
			least -= float64(a * s.Lower[k])
		}
		excess, miss := n+1+r, n+1+s.rows+r
		x.upper[excess], x.upper[miss], x.cost[miss] = math.Inf(1), math.Inf(1), 1
		if s.equal[r] {
			x.upper[excess] = 0
		} else {
			row[n] = -1
		}
		row[excess], row[miss] = -1, 1
		if x.sign[r] = 1; least < 0 {
			x.sign[r] = -1
			row[miss] = -1
		}
		at := miss
		if !s.equal[r] && least < 0 {
			at = excess
		}
		x.basic[r], x.at[r], x.isBasic[at] = at, math.Abs(least), true
		if row[at] < 0 {
			for c := range row {
				row[c] = -row[c]
			}
		}
	}
}

// row is row r of the table.
func (x *simplex) row(r int) []float64 { return x.table[r*x.columns : (r+1)*x.columns] }

// missed is what the rows miss together.
func (x *simplex) missed() float64 {
	sum := 0.0
	for r, c := range x.basic {
		if c > x.terms+x.of.rows {
			sum += x.at[r]
		}
	}
	return sum
}

// room is by how much every row with a least sum is exceeded.
func (x *simplex) room() float64 {
	for r, c := range x.basic {
		if c == x.terms {
			return x.at[r]
		}
	}
	if x.isHigh[x.terms] {
		return x.upper[x.terms]
	}
	return 0
}

// closeGaps poses the second phase: rows miss nothing any more.
func (x *simplex) closeGaps() {
	for r := range x.of.rows {
		miss := x.terms + 1 + x.of.rows + r
		x.upper[miss], x.cost[miss] = 0, 0
	}
	x.cost[x.terms] = -1
}

// minimise takes steps until none makes the cost smaller, and writes the prices. It
// reports false if that takes too long.
func (x *simplex) minimise() bool {
	for step := range 60 * (x.of.rows + 2) {
		x.setPrices()
		in := x.entering(step > 20*(x.of.rows+2))
		if in < 0 {
			for r := range x.of.rows { // the excess has the column −1 in its row
				x.dual[r] = x.price[x.terms+1+r]
			}
			return true
		}
		x.enter(in)
	}
	return false
}

// setPrices works out the prices anew from the table.
func (x *simplex) setPrices() {
	copy(x.price, x.cost)
	for r, c := range x.basic {
		if of := x.cost[c]; of != 0 {
			for c, a := range x.row(r) {
				x.price[c] -= float64(of * a)
			}
		}
	}
}

// entering is the column that makes the cost smaller at the highest rate, or, so
// that no circle of steps without effect can arise, the first that does (Bland
// 1977); −1: none does.
func (x *simplex) entering(first bool) (in int) {
	in = -1
	best := tiny
	for c, rate := range x.price {
		if x.isBasic[c] || x.upper[c] == 0 {
			continue
		}
		if !x.isHigh[c] {
			rate = -rate
		}
		if rate > best {
			in = c
			if best = rate; first {
				return in
			}
		}
	}
	return in
}

// enter moves column in as far as it can, and makes it basic unless it reaches its
// other bound.
func (x *simplex) enter(in int) {
	direction := 1.0
	if x.isHigh[in] {
		direction = -1
	}
	far, out, outHigh, pivot := x.upper[in], -1, false, 0.0
	for r, c := range x.basic {
		a := float64(direction * x.row(r)[in])
		if math.Abs(a) <= tiny {
			continue
		}
		reach, high := x.at[r]/a, false
		if a < 0 {
			reach, high = (x.at[r]-x.upper[c])/a, true
		}
		reach = max(reach, 0)
		// Of rows that stop it at the same place, the largest pivot rounds least.
		if reach < far-tiny || reach < far+tiny && math.Abs(a) > pivot {
			far, out, outHigh, pivot = min(far, reach), r, high, math.Abs(a)
		}
	}
	for r := range x.basic {
		x.at[r] -= float64(float64(direction*far) * x.row(r)[in])
	}
	if out < 0 {
		x.isHigh[in] = !x.isHigh[in]
		return
	}
	stands := far
	if x.isHigh[in] {
		stands = x.upper[in] - far
	}
	left := x.basic[out]
	x.isBasic[left], x.isHigh[left] = false, outHigh && x.upper[left] > 0
	x.isBasic[in], x.isHigh[in] = true, false
	x.basic[out], x.at[out] = in, stands
	row := x.row(out)
	by := row[in]
	for c := range row {
		row[c] /= by
	}
	for r := range x.basic {
		other := x.row(r)
		factor := other[in]
		if r == out || factor == 0 {
			continue
		}
		for c, a := range row {
			if a != 0 {
				other[c] -= float64(factor * a)
			}
		}
		other[in] = 0
	}
}
