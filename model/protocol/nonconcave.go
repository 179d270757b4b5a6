package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// Parties that seek risk (R < 0) have payoffs that are convex in their value,
// so the product of surpluses need not be concave in the terms (model 2.7). But
// values are concave in the terms, and a convex payoff is above its tangent.
// Replacing payoffs by their tangents at the current values gives a problem
// with risk-neutral parties, whose solution is at least as good. Iteration
// converges to a point that no small change improves (a minorise-maximise
// method; Hunter and Lange 2004).
//
// If ln surplus is concave in value wherever a risk-seeking party has a
// surplus, 2|R|·surplus/a ≤ g′² (model 2.5), that point is the solution.
// Otherwise the search starts from several tangents.

// anyRiskSeeker reports whether a party that must consent seeks risk.
func (s *solver) anyRiskSeeker() bool {
	for j := range s.parties {
		if s.risk[j] < 0 {
			return true
		}
	}
	return false
}

// nonconcaveSearch is the scratch memory of the search.
type nonconcaveSearch struct {
	scale, floor, risk, need []float64 // the members' original payoffs
	at                       []float64 // values at which tangents are taken
	bestTerms, bestValue     []float64
	mixedOffers
}

func (k *nonconcaveSearch) saveMembers(s *solver) {
	for _, v := range []*[]float64{&k.scale, &k.floor, &k.risk, &k.need, &k.at, &k.bestValue} {
		grow(v, s.members)
	}
	grow(&k.bestTerms, len(s.x))
	copy(k.scale, s.scale)
	copy(k.floor, s.floor)
	copy(k.risk, s.risk)
	copy(k.need, s.need)
}

// restore restores the members' original payoffs.
func (k *nonconcaveSearch) restore(s *solver) {
	copy(s.scale, k.scale)
	copy(s.floor, k.floor)
	copy(s.risk, k.risk)
	copy(s.need, k.need)
}

// surplus is member j's original surplus at value v.
func (k *nonconcaveSearch) surplus(j int, v float64) float64 {
	return float64(k.scale[j]*model.RiskUtility(v, k.risk[j])) + k.floor[j]
}

// slope is the derivative of surplus.
func (k *nonconcaveSearch) slope(j int, v float64) float64 {
	v = max(v, 0)
	return float64(k.scale[j] * (1 + float64(k.risk[j]*(1-2*v))))
}

// tangent replaces member j's payoff by its tangent at value v.
func (k *nonconcaveSearch) tangent(s *solver, j int, v float64) {
	slope := max(k.slope(j, v), leastSlope)
	s.makeNeutral(j, slope, k.surplus(j, v)-float64(slope*v))
}

// leastSlope is the smallest slope of a tangent, which would be 0 at R = −1 and
// value 0.
const leastSlope = 1e-6

// makeNeutral makes member j risk neutral, with a surplus of scale × value +
// floor.
func (s *solver) makeNeutral(j int, scale, floor float64) {
	s.risk[j], s.scale[j], s.floor[j], s.need[j] = 0, scale, floor, -floor/scale
}

// search fills out with the largest product of surpluses if some party seeks
// risk.
func (k *nonconcaveSearch) search(s *solver, out *model.Offer) {
	k.saveMembers(s)
	status := k.neutralZone(s, 0)
	if status != model.Agreement {
		status = k.neutralZone(s, math.Inf(-1))
	}
	k.restore(s)
	if status != model.Agreement {
		s.writeByStatus(out, status)
		out.Flags |= model.NonConvex
		if status == model.None && k.lotteryBenefitsAll(s) {
			out.Reason = model.LotteryOnly
		}
		return
	}
	copy(k.bestTerms, s.x)
	copy(k.bestValue, s.value)
	best := k.product(s, s.value)
	copy(k.at, s.value)
	best = k.iterateTangents(s, best)
	if !k.concave(s) {
		k.restart(s, best)
	}
	k.restore(s)
	copy(s.x, k.bestTerms)
	copy(s.value, k.bestValue)
	s.setProductWeights()
	s.writeAgreement(out, model.Agreement)
	out.Flags |= model.NonConvex
}

// neutralZone looks for terms from which every party gains: whether there are
// any depends only on the value that each needs. A party with R = −1, to which
// all values below 0 are alike, needs at least the given value.
func (k *nonconcaveSearch) neutralZone(s *solver, least float64) model.Status {
	for j := range s.parties {
		need := k.need[j]
		if k.risk[j] == -1 {
			need = max(need, least)
		}
		if k.risk[j] < 0 {
			s.makeNeutral(j, 1, -need)
		}
	}
	status, _ := s.zone()
	return status
}

// concave reports whether ln surplus is concave in every party's value wherever
// the surplus is positive.
func (k *nonconcaveSearch) concave(s *solver) bool {
	for j := range s.parties {
		if k.partlyConvex(j) {
			return false
		}
	}
	return true
}

// partlyConvex reports whether member j's ln surplus is convex somewhere. It
// suffices to check value 0, from which 2|R|·surplus/a − g′² only falls, and
// only if the surplus is positive there.
func (k *nonconcaveSearch) partlyConvex(j int) bool {
	r := k.risk[j]
	return r < 0 && -2*r*k.floor[j]/k.scale[j] > (1+r)*(1+r)
}

// product is Σ α ln surplus + Σ ω V at the members' values v.
func (k *nonconcaveSearch) product(s *solver, v []float64) float64 {
	sum := 0.0
	for j := range s.members {
		if j < s.parties {
			sum += float64(s.alpha[j] * portable.Log(max(0, k.surplus(j, v[j]))))
		} else {
			sum += float64(s.voice[j] * v[j])
		}
	}
	return sum
}

// iterateTangents iterates from the tangents at the values in at to a fixed
// point, and keeps the best terms found.
func (k *nonconcaveSearch) iterateTangents(s *solver, best float64) float64 {
	for range 200 {
		for j := range s.parties {
			if k.risk[j] < 0 {
				k.tangent(s, j, k.at[j])
			}
		}
		if !s.maximiseConcave() {
			break
		}
		if p := k.product(s, s.value); p > best {
			best = p
			copy(k.bestTerms, s.x)
			copy(k.bestValue, s.value)
		}
		moved := 0.0
		for j := range s.parties {
			moved = max(moved, math.Abs(s.value[j]-k.at[j]))
		}
		copy(k.at, s.value)
		if moved < 1e-10 {
			break
		}
	}
	return best
}

// restart iterates from tangents at other values of the parties whose ln
// surplus is convex somewhere: all of them low, medium or high, and each
// separately.
func (k *nonconcaveSearch) restart(s *solver, best float64) {
	const levels = 9
	for lone := -1; lone < s.parties; lone++ {
		if lone >= 0 && !k.partlyConvex(lone) {
			continue
		}
		for l := range levels {
			share := float64(l) / (levels - 1)
			for j := range s.parties {
				k.at[j] = k.bestValue[j]
				if k.partlyConvex(j) {
					low := max(0, k.need[j])
					reach := share
					if lone >= 0 && j != lone {
						reach = 1 - share
					}
					k.at[j] = low + float64(reach*(s.best[j]-low))
				}
			}
			best = k.iterateTangents(s, best)
		}
	}
}

// maximiseConcave maximises the product of surpluses of a concave problem and
// reports whether it succeeded.
func (s *solver) maximiseConcave() bool {
	s.iterations = 0
	if s.pair() {
		status, _ := s.zone()
		if status != model.Agreement {
			return false
		}
		s.setTerms(s.searchCurve(nash))
		return true
	}
	v, _ := s.maximiseProduct()
	if v == found {
		return true
	}
	if v == empty {
		return false
	}
	if status, _ := s.zone(); status != model.Agreement {
		return false
	}
	s.setProductWeights()
	v, _ = s.maximiseProductFrom()
	return v == found
}
