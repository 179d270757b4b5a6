package protocol

import (
	"math"

	"sim/model"
)

// What cannot be split can be drawn lots for or paid for. Over lotteries payoffs
// are those of the levels and everything in between, so that two parties divide
// on the upper edge of the convex hull of what the levels bring (Fearon 1995,
// n. 40; Powell 2006; model 2.23).

// A WayRound says what would open the zone of a problem that has only a few
// levels, none of which suits everybody.
type WayRound struct {
	// Lots says whether a lottery over two levels does; with chance Odds the one
	// that is better for the first of the two parties. Only for two parties that
	// must consent.
	Lots bool
	Odds float64
	// LotsSurplus is what the lottery of the Nash solution brings the parties that
	// must consent, in their order, in stake units.
	LotsSurplus [2]float64
	// Pay says whether a payment does that is worth as much to who makes as to who
	// receives it, and PaySurplus what everybody who must consent has then, in
	// their order, in stake units: the Nash solution.
	Pay        bool
	PaySurplus []float64
}

// FindWayRound works out what would open the zone. It allocates.
func FindWayRound(p *model.Problem) (w WayRound) {
	if nothingToTable(p) {
		return w
	}
	h := &hull{problem: p}
	h.solver.withoutVoices = true
	h.solver.setProblem(p)
	n := h.solver.parties
	if n == 0 || len(p.Rows) > 0 {
		return w // totals tie the levels together
	}
	even := make([]float64, n)
	for j := range even {
		even[j] = 1
	}
	total := 0.0
	for _, s := range h.best(even) {
		total += s
	}
	if w.Pay = total > consentTolerance; w.Pay {
		for j := range n {
			w.PaySurplus = append(w.PaySurplus, float64(total*p.Power[h.solver.party[j]]))
		}
	}
	if n == 2 {
		w.Odds, w.LotsSurplus, w.Lots = h.lots()
	}
	return w
}

// A hull is the upper edge of what the levels of a problem bring two parties.
type hull struct {
	problem *model.Problem
	solver  solver
}

// best returns the surpluses at the level and the terms at which their weighted
// sum is largest.
func (h *hull) best(weights []float64) []float64 {
	s, most := &h.solver, math.Inf(-1)
	var at []float64
	for l := range h.problem.Levels() {
		h.problem.AtLevel(l)
		s.setProblem(h.problem)
		for j := range s.parties {
			s.mu[j] = max(weights[j], 1e-12) // of equals for one, the better for the other
		}
		s.evaluate(s.mu, false)
		sum := 0.0
		for j := range s.parties {
			sum += float64(s.mu[j] * (s.value[j] - s.need[j]))
		}
		if sum > most {
			most, at = sum, at[:0]
			for j := range s.parties {
				at = append(at, s.value[j]-s.need[j])
			}
		}
	}
	return at
}

// lots is the Nash solution over lotteries: on the edge of the hull from which on
// the first party's weight is too large for its share.
func (h *hull) lots() (odds float64, surplus [2]float64, ok bool) {
	power := [2]float64{h.problem.Power[h.solver.party[0]], h.problem.Power[h.solver.party[1]]}
	// Along the hull the first party's weight rises from 0 to 1, what it has rises,
	// and what the other has falls.
	tooFar := func(lambda float64, s []float64) bool {
		switch {
		case s[0] <= 0:
			return false
		case s[1] <= 0:
			return true
		}
		return float64(lambda*power[1]*s[0]) > float64((1-lambda)*power[0]*s[1])
	}
	lo, hi := 0.0, 1.0
	left, right := h.best([]float64{lo, 1 - lo}), h.best([]float64{hi, 1 - hi})
	for range 100 {
		mid := lo + (hi-lo)/2
		s := h.best([]float64{mid, 1 - mid})
		if tooFar(mid, s) {
			hi, right = mid, s
		} else {
			lo, left = mid, s
		}
	}
	return onEdge([2]float64(left), [2]float64(right), power)
}

// onEdge is the Nash solution on the edge from one pair of surpluses to another:
// the share of the second, and what it brings. ok is false if somebody gains
// nothing anywhere on it.
func onEdge(from, to, power [2]float64) (share float64, surplus [2]float64, ok bool) {
	d0, d1 := to[0]-from[0], to[1]-from[1]
	if d0 > 0 && d1 < 0 {
		share = -(float64(power[0]*d0*from[1]) + float64(power[1]*d1*from[0])) / (float64(d0*d1) * (power[0] + power[1]))
		share = min(max(share, 0), 1)
	}
	surplus = [2]float64{from[0] + float64(share*d0), from[1] + float64(share*d1)}
	return share, surplus, surplus[0] > consentTolerance && surplus[1] > consentTolerance
}
