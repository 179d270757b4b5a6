package protocol

import (
	"math"

	"sim/model"
)

// A polish solves the first-order conditions of a problem with rows by Newton's
// method in positions, weights and prices at once, from terms that a search left
// close to the solution. Issues at a bound or a kink stay there. It gives the last
// digits where weights and prices alone do not determine the terms, because rows
// leave them next to no room.
type polish struct {
	free   []int   // issues that move
	stay   []int   // issues that moved in the sweep before
	rows   []int   // rows that bind
	equals []int   // parties whose weights move
	even   bool    // their surpluses are equal, per unit; else they have the largest product
	weight float64 // the sum of their weights, if so
	brisk  bool    // a search goes on if it fails, so it gives up early

	matrix, step []float64
	worth        []float64 // of each issue to each member
	x, value, mu []float64 // before
}

// nearKinks are the distances from a bound or a kink within which an issue counts
// as at it; they are tried in turn. At last all issues move, as where rows alone
// fix the terms.
var nearKinks = [...]float64{1e-9, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, -1}

// polishProduct moves x to the terms with the largest product next to it, with the
// rows that are bound, and reports whether the dual proves them, but for gap. If
// not it leaves everything as it is.
func (s *solver) polishProduct(within float64, nears []float64) (gap float64, ok bool) {
	q := &s.polish
	q.even, q.equals, q.rows = false, q.equals[:0], q.rows[:0]
	for j := range s.duals {
		switch {
		case s.isRow(j) && s.binding[j]:
			q.rows = append(q.rows, j)
		case s.isRow(j):
			s.mu[j] = 0
		case !s.given:
			q.equals = append(q.equals, j)
		}
	}
	copy(s.mu[s.duals:s.members], s.voice[s.duals:])
	q.keep(s)
	for _, near := range nears {
		if !s.setFree(near) {
			continue
		}
		s.updateValue()
		if s.solveConditions(nil) {
			if gap, ok = s.settle(within); ok {
				return gap, true
			}
		}
		q.restore(s)
	}
	return 0, false
}

// polishLevel does the same for terms that maximise the smallest surplus/unit of
// the parties in set. It returns the level and its bound, at best as they are.
func (s *solver) polishLevel(set []int, unit []float64, level, bound float64) (float64, float64) {
	q := &s.polish
	q.even, q.equals, q.rows, q.weight = true, q.equals[:0], q.rows[:0], 0
	q.keep(s)
	for _, j := range set {
		least := model.RiskInverse((float64(level*unit[j])-s.floor[j])/s.scale[j], s.risk[j])
		if s.value[j]-least < s.mu[j] {
			q.equals = append(q.equals, j)
			q.weight += s.mu[j]
		}
	}
	if len(q.equals) == 0 {
		return level, bound // the terms miss a row by so much that no level is known
	}
	for j := s.parties; j < s.duals; j++ {
		if s.binding[j] = s.equal[j] || s.value[j]-s.need[j] < s.mu[j]; s.binding[j] {
			q.rows = append(q.rows, j)
		}
	}
	for _, near := range nearKinks {
		if !s.setFree(near) {
			continue
		}
		clear(s.mu[:s.duals])
		for _, of := range [][]int{q.equals, q.rows} {
			for _, j := range of {
				s.mu[j] = q.mu[j]
			}
		}
		if s.updateValue(); s.solveConditions(unit) {
			if l, b, ok := s.provenLevel(set, unit); ok && b-l < bound-level {
				return l, b
			}
		}
		q.restore(s)
	}
	return level, bound
}

func (q *polish) keep(s *solver) {
	q.free = q.free[:0]
	q.x, q.value, q.mu = append(q.x[:0], s.x...), append(q.value[:0], s.value...), append(q.mu[:0], s.mu...)
}

func (q *polish) restore(s *solver) {
	copy(s.x, q.x)
	copy(s.value, q.value)
	copy(s.mu, q.mu)
}

// setFree lists the issues that are not near a bound or a kink, and moves the
// others there. It reports false if they are those that it listed last.
func (s *solver) setFree(near float64) bool {
	q, before := &s.polish, len(s.polish.free)
	first := before == 0
	q.free = q.free[:0]
	for k := range s.issues {
		at := s.lower[k]
		if s.upper[k]-s.x[k] < s.x[k]-at {
			at = s.upper[k]
		}
		for _, e := range s.kinksOf(k) {
			if math.Abs(e.at-s.x[k]) < math.Abs(at-s.x[k]) {
				at = e.at
			}
		}
		if math.Abs(at-s.x[k]) <= near {
			s.x[k] = at
		} else {
			q.free = append(q.free, k)
		}
	}
	return first || len(q.free) != before
}

// weighBySurplus sets the weights of the parties as the first-order condition of the
// product asks for at the values. If some party has no surplus it reports false.
func (s *solver) weighBySurplus() bool {
	if !(s.smallestSurplus() > 0) {
		return false
	}
	for j := range s.parties {
		s.mu[j] = s.alpha[j] * s.marginal(j, s.value[j]) / s.surplus(j, s.value[j])
	}
	return true
}

// solveConditions solves the conditions with the free issues, the weights of equals
// and the prices of rows as unknowns; and, if surpluses are to be equal, per unit,
// the level. It reports whether it came to an end.
func (s *solver) solveConditions(unit []float64) bool {
	q := &s.polish
	n := len(q.free) + len(q.equals) + len(q.rows)
	if q.even {
		n++
	}
	grow(&q.matrix, n*n)
	grow(&q.step, n)
	level, last := 0.0, math.Inf(1)
	if q.even {
		level = s.surplus(q.equals[0], s.value[q.equals[0]]) / unit[q.equals[0]]
	}
	weighed := q.even || s.given
	if !weighed {
		s.startWeights()
	}
	s.setWorths()
	for range 20 {
		weighed = weighed || s.weighBySurplus()
		s.conditions(n, level, unit)
		if !solveDense(q.matrix, q.step, n) {
			return false
		}
		size, m := 0.0, s.members
		for i, k := range q.free {
			step := q.step[i]
			size = max(size, math.Abs(step))
			s.x[k] = min(max(s.x[k]+step, s.lower[k]), s.upper[k])
			for _, j := range s.carer[k*m : k*m+s.carers[k]] {
				q.worth[k*m+j] = s.worth(j, k, s.x[k])
			}
		}
		at := len(q.free)
		for _, of := range [][]int{q.equals, q.rows} {
			for _, j := range of {
				s.mu[j] += q.step[at]
				at++
			}
		}
		if q.even {
			level += q.step[at]
		}
		s.addWorths()
		switch {
		case size <= 1e-15, size <= 1e-12 && size > 0.5*last, q.brisk && size <= 1e-8:
			return true
		case size > 10, q.brisk && size > last:
			return false // far beyond the ends of every issue, or to where others leave their kinks
		}
		last = size
	}
	return true
}

// setWorths notes what the terms in x are worth to the members, issue by issue.
func (s *solver) setWorths() {
	q, m := &s.polish, s.members
	grow(&q.worth, s.issues*m)
	for k := range s.issues {
		for _, j := range s.carer[k*m : k*m+s.carers[k]] {
			q.worth[k*m+j] = s.worth(j, k, s.x[k])
		}
	}
}

// addWorths is updateValue by these worths, which are brought up to date where an
// issue moves.
func (s *solver) addWorths() {
	q, m := &s.polish, s.members
	copy(s.value, s.base)
	for k := range s.issues {
		for _, j := range s.carer[k*m : k*m+s.carers[k]] {
			s.value[j] += q.worth[k*m+j]
		}
	}
}

// conditions fills in the linear equations of Newton's step.
func (s *solver) conditions(n int, level float64, unit []float64) {
	q, m := &s.polish, s.members
	clear(q.matrix)
	clear(q.step)
	moving := len(q.free)
	for i, k := range q.free {
		row := q.matrix[i*n : (i+1)*n]
		clear(s.slope)
		for _, j := range s.carer[k*m : k*m+s.carers[k]] {
			slope, fall := s.interest[k*m+j].slopeAbove(s.x[k])
			s.slope[j] = slope
			q.step[i] -= float64(s.mu[j] * slope)
			row[i] -= float64(s.mu[j] * fall)
		}
		row[i] -= 1e-8 // linear preferences say nothing about a position
		for a, j := range q.equals {
			if slope := s.slope[j]; slope != 0 {
				at := moving + a
				row[at] = slope
				rate := s.marginal(j, s.value[j])
				if !q.even {
					rate = float64(s.alpha[j]*s.bendOf(j)) - float64(s.mu[j]*rate)
				}
				q.matrix[at*n+i] = float64(rate * slope)
			}
		}
		for b, j := range q.rows {
			at := moving + len(q.equals) + b
			row[at] = s.slope[j]
			q.matrix[at*n+i] = row[at]
		}
	}
	for a, j := range q.equals {
		at, surplus := moving+a, s.surplus(j, s.value[j])
		if q.even {
			q.step[at] = float64(level*unit[j]) - surplus
			q.matrix[at*n+n-1] = -unit[j]
			q.matrix[(n-1)*n+at] = 1 // the weights keep their sum
			continue
		}
		q.step[at] = float64(s.mu[j]*surplus) - float64(s.alpha[j]*s.marginal(j, s.value[j]))
		q.matrix[at*n+at] = -surplus
	}
	for b, j := range q.rows {
		at := moving + len(q.equals) + b
		q.step[at] = s.need[j] - s.value[j]
		q.matrix[at*n+at] = -1e-13 // of rows that say the same the prices stay
	}
}

// bendOf is the second derivative of member j's surplus by its value.
func (s *solver) bendOf(j int) float64 {
	if s.value[j] <= 0 {
		return 0
	}
	return float64(-2 * s.scale[j] * s.risk[j])
}

// settle moves the terms in x by the last digits so that they meet all rows, takes
// negative prices for 0, and reports whether the dual proves that no terms have a
// larger product by more than flatGap. Where a row binds just so, or where the
// search ends at a kink, neither the terms with the row bound nor those without it
// are right to the last digit, and yet either are good enough.
func (s *solver) settle(within float64) (gap float64, ok bool) {
	gap, ok = s.settleRows()
	if !ok || !s.given && !s.weighBySurplus() {
		return 0, false
	}
	gap += s.excess()
	return gap, math.Abs(gap) <= within
}

// provenLevel is the smallest surplus/unit of the parties in set at x, and the bound
// of it that the weights and prices prove; it reports false if they prove none.
func (s *solver) provenLevel(set []int, unit []float64) (level, bound float64, ok bool) {
	bound, ok = s.settleRows()
	if !ok {
		return 0, 0, false
	}
	level = math.Inf(1)
	weight := 0.0
	for _, j := range set {
		if s.mu[j] < 0 {
			return 0, 0, false
		}
		surplus, nu := s.surplus(j, s.value[j]), s.mu[j]/s.marginal(j, s.value[j])
		level = min(level, surplus/unit[j])
		bound += float64(nu * surplus)
		weight += float64(nu * unit[j])
	}
	return level, max(level, (bound+s.excess())/weight), weight > 0
}

// settleRows moves the terms so that they meet all rows, and returns what is left of
// these, priced.
func (s *solver) settleRows() (priced float64, ok bool) {
	s.meetRows()
	s.updateValue()
	for j := s.parties; j < s.duals; j++ {
		if !s.equal[j] {
			s.mu[j] = max(0, s.mu[j])
		}
		miss := s.value[j] - s.need[j]
		if miss < -rowTolerance || s.equal[j] && miss > rowTolerance {
			return 0, false
		}
		priced += float64(s.mu[j] * miss)
	}
	return priced, true
}

// excess is by how much the weighted value of the best terms exceeds that of x.
func (s *solver) excess() (sum float64) {
	for k := range s.issues {
		x, _ := s.bestPosition(k, s.mu, 0)
		sum += max(0, s.weightedValue(k, s.mu, x)-s.weightedValue(k, s.mu, s.x[k]))
	}
	return sum
}

// solveDense replaces b by the solution x of a·x = b, with partial pivoting. It
// changes a, and reports false if a is singular.
func solveDense(a, b []float64, n int) bool {
	for i := range n {
		pivot := i
		for r := i + 1; r < n; r++ {
			if math.Abs(a[r*n+i]) > math.Abs(a[pivot*n+i]) {
				pivot = r
			}
		}
		if a[pivot*n+i] == 0 || math.IsNaN(a[pivot*n+i]) {
			return false
		}
		if pivot != i {
			for c := range n {
				a[i*n+c], a[pivot*n+c] = a[pivot*n+c], a[i*n+c]
			}
			b[i], b[pivot] = b[pivot], b[i]
		}
		top := a[i*n+i : i*n+n]
		for r := i + 1; r < n; r++ {
			row := a[r*n+i:][:len(top)]
			f := row[0] / top[0]
			if f == 0 {
				continue
			}
			for c, t := range top {
				row[c] -= float64(f * t)
			}
			b[r] -= float64(f * b[i])
		}
	}
	for i := n - 1; i >= 0; i-- {
		for c := i + 1; c < n; c++ {
			b[i] -= float64(a[i*n+c] * b[c])
		}
		b[i] /= a[i*n+i]
	}
	return true
}
