package protocol

import (
	"math"
	"math/bits"

	"sim/model"
)

// isRow reports whether member j is a row.
func (s *solver) isRow(j int) bool { return j >= s.parties && j < s.duals }

// setRow loads the row that is member j. Its surplus is by how much the sum
// exceeds what the row asks for.
func (s *solver) setRow(j int) {
	p := s.problem
	row := &p.Rows[j-s.parties]
	s.scale[j], s.risk[j], s.alpha[j], s.voice[j] = 1, 0, 0, 0
	s.need[j], s.floor[j] = row.AtLeast, -row.AtLeast
	s.binding[j], s.equal[j] = row.Equal, row.Equal
	base, most := 0.0, 0.0
	for k, a := range row.Coefficient {
		lo, hi := p.Lower[k], p.Upper[k]
		if lo >= hi {
			base += float64(a * s.terms[k])
			continue
		}
		base += float64(a * p.StatusQuo[k])
		most += max(float64(a*(lo-p.StatusQuo[k])), float64(a*(hi-p.StatusQuo[k])))
	}
	s.base[j], s.best[j] = base, base+most
	s.brink[j] = s.best[j] <= row.AtLeast+rowSlack
}

// setCoefficient loads what an issue adds to a row: a per position, counted from
// the status quo. It is a preference without curvature for one end.
func (st *interest) setCoefficient(a, quo float64) {
	*st = interest{quo: quo}
	if a == 0 {
		return
	}
	st.curvature, st.straight = 1, 1
	st.gain, st.loss = math.Abs(a), math.Abs(a)
	if a > 0 {
		st.ideal, st.below = 1, 1
		st.low, st.high = min(quo, 1), math.Inf(1)
	} else {
		st.above = 1
		st.low, st.high = math.Inf(-1), max(quo, 0)
	}
	st.held = st.distance(quo)
}

// signless reports whether member j is a row whose price may have either sign: an
// equation, or a sum that all terms that meet it just meet.
func (s *solver) signless(j int) bool { return s.isRow(j) && (s.equal[j] || s.brink[j]) }

// startPrice sets the price at which a path starts.
func (s *solver) startPrice(j int) {
	if s.mu[j] = 1; s.signless(j) {
		s.mu[j] = 0
	}
}

// withRows is the set with all rows that can still move.
func (s *solver) withRows(set []int) []int {
	if s.duals == s.parties {
		return set
	}
	s.ruled = append(s.ruled[:0], set...)
	for j := s.parties; j < s.duals; j++ {
		for k := range s.issues {
			if s.lower[k] < s.upper[k] && s.interest[k*s.members+j].loss != 0 {
				s.ruled = append(s.ruled, j)
				break
			}
		}
	}
	return s.ruled
}

// coefficient is what the issue adds to the row per position.
func (st *interest) coefficient() float64 {
	if st.below > 0 {
		return st.loss
	}
	return -st.loss
}

// rowTolerance is by how much a sum may miss what a row asks for.
const rowTolerance = 1e-11

// rowRounding is by how much a sum may miss its row by rounding alone. Terms that
// are agreed meet their rows to the last digit (meetRows).
const rowRounding = 1e-13

// priceRows is maximiseProductFrom with rows. Rows that will bind are bound on
// the way; if none of these binds in the end, the search is done again without
// that, so that rows that do not bind change nothing.
func (s *solver) priceRows() (v verdict, gap float64) {
	if !s.resumed && !s.given {
		copy(s.topWeight, s.mu)
		s.eager, s.tempted = true, false
		if v, gap = s.activeRows(); !s.tempted || v == found && s.someBound() {
			return v, gap
		}
		copy(s.mu, s.topWeight)
	}
	return s.activeRows()
}

// activeRows is priceRows by an active set: rows that bind are solved as equations
// with prices of either sign, one whose price is negative is let go, one that is
// violated is bound. Where that fails, because rows leave the terms little or no
// room, every set of rows that may bind is tried, small ones first.
func (s *solver) activeRows() (v verdict, gap float64) {
	for j := s.parties; j < s.duals; j++ {
		s.bind(j, s.equal[j] || s.mu[j] > 0)
	}
	if s.resumed {
		s.evaluate(s.mu, false)
		if at, _ := s.wrongRow(); at >= 0 {
			s.bind(at, true)
		}
	}
	for range 4*(s.duals-s.parties) + 3 {
		v, gap = s.maximiseProductAsBound()
		early := s.eager && s.tempted
		if s.eager = false; v == empty || v == stalled && early {
			return v, gap
		}
		if v == stalled {
			break
		}
		at, held := s.wrongRow()
		if at < 0 {
			if v == nearby && gap > flatGap {
				if exact, ok := s.polishProduct(flatGap, nearKinks[:]); ok {
					return found, exact
				}
			}
			return v, gap
		}
		s.bind(at, !held)
	}
	rows := s.duals - s.parties
	if rows > mostTried {
		return stalled, gap
	}
	for size := 0; size <= rows; size++ {
		for set := range 1 << rows {
			if bits.OnesCount(uint(set)) != size || !s.bindSet(set) {
				continue
			}
			if !s.given {
				s.startWeights()
			}
			if v, gap = s.maximiseProductAsBound(); v == empty {
				return v, gap
			}
			if at, _ := s.wrongRow(); v != stalled && at < 0 {
				return v, gap
			}
			copy(s.topTerms, s.x[:s.issues])
			if gap, ok := s.settle(flatGap); ok {
				return found, gap
			}
			copy(s.x, s.topTerms[:s.issues])
			if gap, ok := s.polishProduct(flatGap, nearKinks[:]); ok {
				return found, gap
			}
		}
	}
	return stalled, gap
}

// someBound reports whether some inequality binds.
func (s *solver) someBound() bool {
	for j := s.parties; j < s.duals; j++ {
		if s.binding[j] && !s.equal[j] {
			return true
		}
	}
	return false
}

// anyBound reports whether some row, or equation, binds.
func (s *solver) anyBound() bool {
	for j := s.parties; j < s.duals; j++ {
		if s.binding[j] {
			return true
		}
	}
	return false
}

// bindEarly binds the rows that the terms miss and whose price Newton's step
// raises: to first order the terms after a step without them would miss them, too.
// It reports whether step holds Newton's step.
func (s *solver) bindEarly() (done bool) {
	missed := false
	for j := s.parties; j < s.duals; j++ {
		if miss := s.value[j] - s.need[j]; !s.binding[j] && miss < -rowTolerance {
			s.bind(j, true)
			s.early[j], s.grad[j], missed = true, miss, true
		}
	}
	if !missed {
		return false
	}
	s.dualStep()
	done = true
	for j := s.parties; j < s.duals; j++ {
		if !s.early[j] {
			continue
		}
		if s.early[j] = false; s.step[j] > 0 {
			s.tempted = true
		} else {
			s.bind(j, false)
			done = false
		}
	}
	return done
}

// resume makes the next problem begin at the weights of the last one, which it is
// but for the rows.
func (s *solver) resume() {
	s.resumes = true
	s.last = append(s.last[:0], s.mu[:s.parties]...)
	s.lastTerms = append(s.lastTerms[:0], s.terms...)
	for k, of := range s.issue[:s.issues] {
		s.lastTerms[of] = s.x[k]
	}
}

// mostTried is the largest number of rows of which all sets are tried.
const mostTried = 6

// bind makes member j, a row, an equation, or leaves it out.
func (s *solver) bind(j int, binding bool) {
	if s.binding[j] = binding; !binding {
		s.mu[j] = 0
		return
	}
	s.far[j] = s.farthestPrice(j) / 10
}

// bindAll binds the rows that the terms meet just so.
func (s *solver) bindAll() {
	for j := s.parties; j < s.duals; j++ {
		s.bind(j, s.equal[j] || s.value[j]-s.need[j] < 1e-7)
	}
}

// bindSet binds the rows of the set, whose bits they are, with prices that start
// anew; it reports false if the set lacks an equation.
func (s *solver) bindSet(set int) bool {
	for j := s.parties; j < s.duals; j++ {
		in := set>>(j-s.parties)&1 == 1
		if s.equal[j] && !in {
			return false
		}
		s.bind(j, in)
		s.mu[j] = 0
	}
	return true
}

// wrongRow is the row whose price is most negative, or else the one that the
// terms miss by most, and whether it is bound; −1 if there is none.
func (s *solver) wrongRow() (at int, bound bool) {
	worst, at := -1e-12, -1
	for j := s.parties; j < s.duals; j++ {
		if s.binding[j] && !s.equal[j] && s.mu[j] < worst {
			worst, at = s.mu[j], j
		}
	}
	if at >= 0 {
		return at, true
	}
	worst = -rowTolerance
	for j := s.parties; j < s.duals; j++ {
		if miss := s.value[j] - s.need[j]; !s.binding[j] && miss < worst {
			worst, at = miss, j
		}
	}
	return at, false
}

// rowsGap writes the part of the dual's gradient that belongs to the rows, and
// returns what they add to the duality gap. A sum that misses its row counts, for
// terms that the row forbids prove nothing.
func (s *solver) rowsGap(mu []float64) (gap float64) {
	for j := s.parties; j < s.duals; j++ {
		s.grad[j], s.diag[j] = 0, 0
		if !s.binding[j] {
			continue
		}
		miss := s.value[j] - s.need[j]
		s.grad[j] = miss
		if math.Abs(miss) > rowRounding {
			gap += float64(math.Abs(miss) * max(1, math.Abs(mu[j])))
		}
	}
	return gap
}

// fixPrices takes the prices of rows that are not bound out of the Newton step,
// and the weights of parties if they are given.
func (s *solver) fixPrices() {
	n := s.duals
	if s.given {
		for j := range s.parties {
			s.still(j)
		}
	}
	for r := s.parties; r < n; r++ {
		if !s.binding[r] {
			s.still(r)
			continue
		}
		s.hess[r*n+r] += priceRidge
	}
}

// still keeps the weight of a member as it is.
func (s *solver) still(j int) {
	n := s.duals
	for i := range j {
		s.hess[j*n+i] = 0
	}
	for i := j + 1; i < n; i++ {
		s.hess[i*n+j] = 0
	}
	s.hess[j*n+j], s.grad[j], s.step[j] = 1, 0, 0
}

// pricesHold reports whether the prices can prove anything: those of rows that
// ask for a least sum are not negative.
func (s *solver) pricesHold() bool {
	for j := s.parties; j < s.duals; j++ {
		if !s.equal[j] && s.mu[j] < 0 {
			return false
		}
	}
	return true
}

// writePrices copies the prices of the rows to out.
func (s *solver) writePrices(out *model.Offer) {
	out.Price = append(out.Price[:0], s.mu[s.parties:s.duals]...)
	for r := range out.Price {
		if !s.equal[s.parties+r] {
			out.Price[r] = max(0, out.Price[r])
		}
	}
}
