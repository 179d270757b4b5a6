package protocol

import (
	"math"

	"sim/model"
)

// floors keeps terms above the least surplus that parties need (Problem.Floor).
// Where the terms without them give everybody enough they are the solution, as
// the Nash solution does not depend on terms that are left out. Else the parties
// that would get less are held to what they need, and the others divide the rest.
type floors struct {
	held        []bool
	reservation []float64 // of the problem
	power       []float64
}

// change marks the parties that get less than they need, and frees those that by
// their own power would get more than they are held to: their weight in the
// terms is below what it would be then. It reports whether anything changed.
func (f *floors) change(p *model.Problem, out *model.Offer) (changed bool) {
	for i, least := range p.Floor {
		if least > 0 && p.Consent[i] && !f.held[i] && out.Payoff[i]-f.reservation[i] < least {
			f.held[i], changed = true, true
		}
	}
	if changed {
		return true
	}
	scale := 0.0
	for i, asked := range p.Consent {
		if asked && !f.held[i] && out.Certificate[i] > 0 {
			scale = f.power[i] / ((out.Payoff[i] - f.reservation[i]) * out.Certificate[i])
		}
	}
	for i, held := range f.held {
		if held && float64(scale*out.Certificate[i]*(out.Payoff[i]-f.reservation[i])) < f.power[i]*(1-1e-3) {
			f.held[i], changed = false, true
		}
	}
	return changed
}

// keepFloors replaces the terms in out where they give a party less than it
// needs.
func (e *eachLevel) keepFloors(p *model.Problem, s *model.Stream, out *model.Offer) {
	e.floored = false
	f := &e.floors
	if p.Floor == nil || !out.Status.Agreed() {
		return
	}
	grow(&f.held, p.Parties)
	clear(f.held)
	f.reservation, f.power = append(f.reservation[:0], p.Reservation...), append(f.power[:0], p.Power...)
	for n := 0; n < 4*p.Parties && f.change(p, out); n++ {
		e.floored = true
		free := 0.0
		for i, held := range f.held {
			if !held {
				free += f.power[i]
			}
		}
		for i, held := range f.held {
			switch {
			case held:
				p.Reservation[i], p.Power[i] = f.reservation[i]+p.Floor[i], heldPower
			case free > 0:
				p.Reservation[i], p.Power[i] = f.reservation[i], f.power[i]/free
			}
		}
		e.atOnce(p, s, out)
		if !out.Status.Agreed() {
			break
		}
	}
	if !e.floored {
		return
	}
	copy(p.Reservation, f.reservation)
	copy(p.Power, f.power)
	if out.Status.Agreed() {
		setPayoffs(p, out)
		out.LogProduct = logProduct(p, out)
	}
}

// byPower reports whether the theory takes the largest product of surpluses.
func (e *eachLevel) byPower() bool {
	switch e.levelTheory.(type) {
	case *egalitarian, *kalaiSmorodinsky, *ownBest:
		return false
	}
	return true
}

// isNash reports whether scores with and without floors, promises and votes are one
// measure: the largest product of surpluses and chances, less of which is left the more
// there is to heed.
func (e *eachLevel) isNash() bool {
	_, is := e.levelTheory.(*nashSolution)
	return is
}

// scoreOf is the score of the terms in out. Terms at which floors bind are
// compared by what they bring at the parties' own powers.
func (e *eachLevel) scoreOf(p *model.Problem, out *model.Offer) float64 {
	if !e.floored && !e.voted || !e.byPower() {
		return e.score(out)
	}
	if !out.Status.Agreed() {
		return math.NaN()
	}
	sum := out.LogProduct + logChance(p, out.Terms)
	for i, voice := range p.Voice {
		if !p.Consent[i] && voice > 0 {
			sum += float64(voice * out.Payoff[i])
		}
	}
	return sum
}
