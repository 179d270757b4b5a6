package protocol

import (
	"math"

	"sim/model"
)

// Tolerances of a face: below noWeight a weight, and below flatSlope a slope of the
// weighted sum, count as 0.
const (
	noWeight  = 1e-7
	flatSlope = 1e-7
	keptLevel = 1e-8 // by how much a level may fall short where the rest is ordered
)

// A face is the part of the terms at which the smallest surplus is as large as
// possible, where preferences are straight: between kinks, those who bind at the
// level give up to each other along rows at fixed rates. Kept at the level as
// equations, they leave the rest to the others (Imai 1983). Its memory is reused.
type face struct {
	problem *model.Problem
	rule    *egalitarian
	rows    []model.Row
	coeffs  []float64
	offer   model.Offer
}

// orderOnFace makes the smallest surpluses of those who do not bind as large as
// possible, one after the other, while everybody who binds keeps the level. It
// reports false, having changed nothing, if it cannot.
func (s *solver) orderOnFace(level float64) bool {
	p := s.problem
	if p.Conditions > 0 || p.Floor != nil || len(p.Keeps)+len(p.Votes) > 0 {
		return false
	}
	for j := range s.parties {
		if s.unit[j] != 1 || s.risk[j] != 0 {
			return false
		}
	}
	f := s.faceOf(p)
	s.boundFace(f)
	if !s.bindFace(f) {
		return false
	}
	f.rule.Solve(f.problem, nil, &f.offer)
	if !f.offer.Status.Agreed() || f.offer.Flags&model.WeaklyEfficient != 0 || !(f.offer.Margin >= level-keptLevel) {
		return false
	}
	for _, j := range s.compared {
		if !(f.offer.Surplus[s.party[j]] >= level-keptLevel) {
			return false // the search on the face went astray
		}
	}
	for k := range s.issues {
		s.x[k] = f.offer.Terms[s.issue[k]]
	}
	return true
}

// faceOf returns the face with a copy of the problem.
func (s *solver) faceOf(p *model.Problem) *face {
	if s.face == nil {
		s.face = &face{rule: new(egalitarian)}
	}
	f := s.face
	if f.problem == nil || f.problem.Parties != p.Parties || f.problem.Issues != p.Issues {
		f.problem = roomFor(p, 0)
	}
	extend(f.problem, p)
	return f
}

// boundFace moves the bounds of each issue to the positions between kinks at which the
// weighted sum is largest.
func (s *solver) boundFace(f *face) {
	for k := range s.issues {
		f.problem.Lower[s.issue[k]], f.problem.Upper[s.issue[k]] = s.flat(k)
	}
}

// weighs reports whether member j binds with a weight that counts.
func (s *solver) weighs(j int) bool { return math.Abs(s.mu[j]) > noWeight }

// flat is the interval around x at which the sum of the members' worths of issue k, by
// their weights, is as large as it can be, and each is linear: a point, where somebody
// loses at a rising rate.
func (s *solver) flat(k int) (lo, hi float64) {
	row, x := k*s.members, s.x[k]
	lo, hi = s.lower[k], s.upper[k]
	most := 0.0
	for _, j := range s.carer[row : row+s.carers[k]] {
		if !s.weighs(j) || j >= s.duals {
			continue
		}
		st := &s.interest[row+j]
		most += math.Abs(float64(s.mu[j] * (st.loss + math.Abs(st.toll) + math.Abs(st.price))))
		if st.curvature > 1 && !s.isRow(j) {
			if from, to := st.best(); from < to && indifferent(st, x, min(max(x, from), to)) {
				lo, hi = max(lo, min(from, x)), min(hi, max(to, x))
				continue
			}
			return x, x
		}
	}
	if most == 0 {
		return lo, hi
	}
	below, above := lo, hi // the next kinks
	for _, j := range s.carer[row : row+s.carers[k]] {
		if !s.weighs(j) || j >= s.duals || s.isRow(j) {
			continue
		}
		st := &s.interest[row+j]
		for i, at := range [...]float64{st.ideal, st.quo, st.line, st.low, st.high} {
			switch {
			case i == 1 && st.toll == 0, i == 2 && st.price == 0, i > 2 && st.gain == st.loss, math.Abs(at-x) <= 1e-9:
			case at < x:
				below = max(below, at)
			case at > x:
				above = min(above, at)
			}
		}
	}
	if above <= x+1e-9 || math.Abs(s.slopeOf(k, x+(above-x)/2)) > float64(flatSlope*most) {
		above = x
	}
	if below >= x-1e-9 || math.Abs(s.slopeOf(k, x-(x-below)/2)) > float64(flatSlope*most) {
		below = x
	}
	if below < x && x < above && s.kinked(k, x) {
		below = x // of a weight that hardly counts: what is linear lies on one side
	}
	return below, above
}

// kinked reports whether a member that weighs has a kink at x on issue k.
func (s *solver) kinked(k int, x float64) bool {
	row := k * s.members
	for _, j := range s.carer[row : row+s.carers[k]] {
		if s.weighs(j) && j < s.duals && !s.isRow(j) {
			_, before := s.interest[row+j].at(x - 2e-9)
			if _, after := s.interest[row+j].at(x + 2e-9); before != after {
				return true
			}
		}
	}
	return false
}

// slopeOf is the slope of the weighted sum at a position between kinks.
func (s *solver) slopeOf(k int, x float64) (slope float64) {
	row := k * s.members
	for _, j := range s.carer[row : row+s.carers[k]] {
		if s.weighs(j) && j < s.duals {
			_, each := s.interest[row+j].at(x)
			slope += float64(s.mu[j] * each)
		}
	}
	return slope
}

// bindFace lets those who do not bind bargain alone, and adds what the others keep as
// equations. One of these follows from the rest. It reports false if everybody binds.
func (s *solver) bindFace(f *face) bool {
	p, q := s.problem, f.problem
	f.rows, f.coeffs = f.rows[:0], f.coeffs[:0]
	for r := range p.Rows {
		row := p.Rows[r]
		row.Equal = row.Equal || s.weighs(s.parties+r)
		f.rows = append(f.rows, row)
	}
	heaviest, free := -1, 0
	for j := range s.parties {
		q.Consent[s.party[j]] = false
	}
	for _, j := range s.compared {
		if !s.held[j] || !s.weighs(j) {
			q.Consent[s.party[j]], free = true, free+1
			continue
		}
		if heaviest < 0 || s.mu[j] > s.mu[heaviest] {
			heaviest = j
		}
	}
	if free == 0 || heaviest < 0 {
		return false
	}
	need := len(s.compared) * p.Issues
	if cap(f.coeffs) < need {
		f.coeffs = make([]float64, 0, need)
	}
	for _, j := range s.compared {
		if j == heaviest || q.Consent[s.party[j]] {
			continue
		}
		from, largest, sum := len(f.coeffs), 0.0, 0.0
		f.coeffs = f.coeffs[:from+p.Issues]
		coefficient := f.coeffs[from:]
		clear(coefficient)
		for k := range s.issues {
			lo, hi := q.Lower[s.issue[k]], q.Upper[s.issue[k]]
			if lo >= hi {
				continue
			}
			_, slope := s.interest[k*s.members+j].at(lo + (hi-lo)/2)
			coefficient[s.issue[k]] = slope
			largest = max(largest, math.Abs(slope))
		}
		if largest == 0 {
			continue // nothing on the face matters to it
		}
		for k := range s.issues {
			at := s.issue[k]
			coefficient[at] /= largest
			sum += float64(coefficient[at] * s.x[k])
		}
		f.rows = append(f.rows, model.Row{Coefficient: coefficient, AtLeast: sum, Equal: true})
	}
	q.Rows = f.rows
	return true
}
