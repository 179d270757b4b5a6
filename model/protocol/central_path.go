package protocol

import (
	"math"

	"sim/model"
)

// levelTolerance is how far a level may lie below its upper bound, in stake
// units (divided by the largest unit), to count as exact.

const levelTolerance = 1e-11

const (
	leastBarrier = 1e-13 // the smallest ε
	farthest     = 1e4   // the weakest proximal term is 1/farthest
)

// maximin finds the terms at which the smallest surplus/unit of the members in
// set is largest, whatever the others get, and returns that level and an upper
// bound of it. Units are positive. x, value and mu hold the terms and the
// weights that they maximise (model 2.6).
func (s *solver) maximin(set []int, unit []float64) (level, bound float64) {
	largest := 0.0
	for _, j := range set {
		largest = max(largest, unit[j])
	}
	level, bound = s.followCentralPath(set, -1, unit, largest)
	if s.anyLoose {
		s.concedeStep()
	}
	return level / largest, bound / largest
}

// bestOffer finds the terms that are best for member lead among those that give
// each member of set at least the value in goal, which some terms must exceed.
// It returns lead's value there. The weights in mu, of terms that are not far
// off, save it most of the way.
func (s *solver) bestOffer(lead int, set []int) float64 {
	if !s.solveConstrainedDual(lead, set) {
		s.followCentralPath(set, lead, nil, 1)
	}
	return s.value[lead]
}

// followCentralPath follows the central path of a concave problem in the dual: maximise
//
//	t + ε Σ ln(V_j − τ_j − ρ_j·t)  or, with a lead,  V_lead + ε Σ ln(V_j − τ_j)
//
// over the terms (and t) for a falling ε, one or two Newton steps each. Where g
// bends, τ_j(t) and its slope ρ_j are taken at the level reached so far.
func (s *solver) followCentralPath(set []int, lead int, unit []float64, largest float64) (level, bound float64) {
	q := len(set)
	clear(s.mu[:s.members])
	clear(s.trial[:s.members])
	if lead >= 0 {
		s.mu[lead], s.trial[lead] = 1, 1
		for _, j := range set {
			s.mu[j] = 1
			s.rate[j] = 0
		}
	} else {
		s.setTangent(set, unit, largest, 0)
		for _, j := range set {
			s.mu[j] = 1 / (float64(q) * s.rate[j])
		}
	}
	s.tight = 0
	horizon := 0.3
	if s.anyLoose {
		s.tight = 1 / horizon
		for k := range s.issues {
			s.center[k] = min(max(s.problem.StatusQuo[s.issue[k]], s.lower[k]), s.upper[k])
		}
	}
	eps, narrowest, idle, tries := 0.1, math.Inf(1), 0, 0
	top, lid := math.Inf(-1), math.Inf(1) // the best so far, both ways
	s.evaluate(s.mu, true)
	for range 250 {
		s.iterations++
		level, bound = s.dualityBounds(set, lead, unit, largest)
		if math.IsNaN(level) || math.IsNaN(bound) {
			break // weights out of the range of numbers: back to the best so far
		}
		if lead < 0 {
			if level > top {
				top = level
				copy(s.topTerms, s.x[:s.issues])
				copy(s.topValue, s.value[:s.members])
				copy(s.topWeight, s.mu[:s.members])
			}
			lid = min(lid, bound)
			bound = lid
		} else {
			top = level
		}
		if bound-top <= levelTolerance {
			break
		}
		if bound-top < 0.9*narrowest {
			narrowest, idle = bound-top, 0
		} else if idle++; idle > 20 && eps <= leastBarrier && (s.tight == 0 || horizon >= farthest) {
			break // rounding: as near as it gets
		}
		descent := s.newtonDirection(set, lead, eps, level)
		t := 1.0
		for a, j := range set {
			if p := s.step[a]; p < 0 {
				t = min(t, -0.9995*s.mu[j]/p)
			}
		}
		tries++
		full := s.stepAlongPath(set, t, descent, eps) > 0.5
		if tries > 15 && s.tight == 0 && lead < 0 {
			// A tangent taken at a level that did not last: take it again.
			tries = 0
			s.setTangent(set, unit, largest, level)
			continue
		}
		if tries > 15 && s.tight > 0 {
			// Too loose for Newton's method: pull harder, from here.
			tries = 0
			horizon = max(horizon/30, 0.3)
			s.tight = 1 / horizon
			copy(s.center[:s.issues], s.x)
			s.evaluate(s.mu, true)
			continue
		}
		if off := s.offCenter(set, eps); full && off < 0.5 {
			tries = 0
			if s.tight > 0 {
				horizon = min(horizon*math.Sqrt(10), farthest)
				s.tight = 1 / horizon
				copy(s.center[:s.issues], s.x)
			}
			// The nearer the path, the longer the stride.
			stride := 0.1
			if s.tight == 0 && off < 0.05 {
				stride = 0.01
				if off < 1e-3 {
					stride = 1e-3
				}
			}
			eps = max(stride*eps, leastBarrier)
			if lead < 0 {
				l, _ := s.dualityBounds(set, lead, unit, largest)
				s.setTangent(set, unit, largest, l)
			}
			if s.tight > 0 {
				s.evaluate(s.mu, true)
			}
		}
	}
	if level, _ = s.dualityBounds(set, lead, unit, largest); lead < 0 && !(level >= top-levelTolerance) {
		copy(s.x, s.topTerms[:s.issues])
		copy(s.value, s.topValue[:s.members])
		if math.IsNaN(level) {
			copy(s.mu, s.topWeight[:s.members])
		}
	}
	s.tight = 0
	return top, bound
}

// setTangent sets goal and rate so that V_j ≥ goal_j + rate_j·t is the tangent of
// "surplus_j ≥ t·unit_j/largest" at t = level, and rescales the weights so that
// Σ rate·mu = 1.
func (s *solver) setTangent(set []int, unit []float64, largest, level float64) {
	sum := 0.0
	for _, j := range set {
		u := unit[j] / largest
		v := model.RiskInverse((level*u-s.floor[j])/s.scale[j], s.risk[j])
		s.rate[j] = u / s.marginal(j, v)
		s.goal[j] = v - s.rate[j]*level
		sum += s.rate[j] * s.mu[j]
	}
	if sum > 0 {
		for _, j := range set {
			s.mu[j] /= sum
		}
	}
}

// dualityBounds returns how good the terms x are and how good the best terms can be
// at most: by weak duality, with the weights mu.
func (s *solver) dualityBounds(set []int, lead int, unit []float64, largest float64) (level, bound float64) {
	loss := 0.0
	if s.tight > 0 {
		loss = s.proximalExcess()
	}
	if lead >= 0 {
		level = s.value[lead]
		bound = level + loss
		for _, j := range set {
			d := s.mu[j] * (s.value[j] - s.goal[j])
			bound += max(d, 0)
			level += min(d, 0) // what the others still lack, at its price
		}
		return level, bound
	}
	level = math.Inf(1)
	weight := 0.0
	for _, j := range set {
		u, surplus := unit[j]/largest, s.surplus(j, s.value[j])
		nu := s.mu[j] / s.marginal(j, s.value[j])
		level = min(level, surplus/u)
		bound += nu * surplus
		weight += nu * u
	}
	return level, max(level, (bound+loss)/weight)
}

// newtonDirection puts Newton's direction into step, by place in set, and returns the
// squared decrement.
func (s *solver) newtonDirection(set []int, lead int, eps, level float64) float64 {
	q, n := len(set), s.parties
	trace, norm := 0.0, 0.0
	for a, i := range set {
		for b, j := range set[:a+1] {
			s.factor[a*q+b] = s.hess[max(i, j)*n+min(i, j)]
		}
		// At ε/μ² a party far from its limit would hold up everybody: its weight
		// must fall with ε at once, as it does with slack/μ.
		slack := s.value[i] - s.goal[i]
		if lead < 0 {
			slack -= level * s.rate[i]
		}
		s.factor[a*q+a] += max(slack, eps/s.mu[i]) / s.mu[i]
		trace += s.factor[a*q+a]
		norm += s.rate[i] * s.rate[i]
		s.grad[a] = s.value[i] - s.goal[i] - eps/s.mu[i]
		s.step[a] = s.grad[a]
		s.aux[a] = s.rate[i]
	}
	if lead < 0 {
		// The weights may only move so that Σ rate·mu stays 1. Across that
		// direction the matrix is nearly singular, because scaling all weights
		// moves no terms; what is added here changes the factors, not the step.
		for a, i := range set {
			for b, j := range set[:a+1] {
				s.factor[a*q+b] += trace / norm * s.rate[i] * s.rate[j]
			}
		}
	}
	cholesky(s.factor, s.factor, q)
	solveFactored(s.factor, s.step, q)
	t := 0.0
	s.reach = 0
	if lead < 0 {
		solveFactored(s.factor, s.aux, q)
		num, den := 0.0, 0.0
		for a, i := range set {
			num += s.rate[i] * s.step[a]
			den += s.rate[i] * s.aux[a]
		}
		t = num / den
		s.reach = t
	}
	decrement := 0.0
	for a, i := range set {
		if lead < 0 {
			s.step[a] = t*s.aux[a] - s.step[a]
		} else {
			s.step[a] = -s.step[a]
		}
		decrement -= s.step[a] * (s.grad[a] - t*s.rate[i])
	}
	return decrement
}

// offCenter is how far the weights are from the central path: the largest
// relative deviation of a slack times its weight from ε.
func (s *solver) offCenter(set []int, eps float64) float64 {
	off := 0.0
	for _, j := range set {
		slack := s.value[j] - s.goal[j] - s.reach*s.rate[j]
		off = max(off, math.Abs(s.mu[j]*slack/eps-1))
	}
	return off
}

// stepAlongPath goes along step by at most t and returns how far it went.
func (s *solver) stepAlongPath(set []int, t, descent, eps float64) float64 {
	copy(s.trial[:s.members], s.mu[:s.members])
	// Differences of slopes smaller than this are rounding.
	noise := 0.0
	for _, p := range s.step[:len(set)] {
		noise += 1e-15 * math.Abs(p)
	}
	for range 40 {
		for a, j := range set {
			s.trial[j] = s.mu[j] + t*s.step[a]
		}
		s.evaluate(s.trial, true)
		slope := 0.0
		for a, j := range set {
			slope += s.step[a] * (s.value[j] - s.goal[j] - eps/s.trial[j] - s.reach*s.rate[j])
		}
		if slope <= 0.5*descent+noise {
			break
		}
		t *= min(max(descent/(descent+slope), 0.1), 0.9)
	}
	s.mu, s.trial = s.trial, s.mu
	return t
}
