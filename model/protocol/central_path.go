package protocol

import (
	"math"

	"sim/model"
)

// levelTolerance is how far a level may be below its upper bound to count as
// exact, in stake units divided by the largest unit.

const levelTolerance = 1e-11

const (
	violated     = 100.0 // by how much a level counts as lower per unit by which its terms miss a row; totals have coefficients of at most 1, so that few prices are higher
	leastBarrier = 1e-13 // the smallest barrier parameter ε
	farthest     = 1e4   // the weakest proximal term is 1/farthest
)

// maximin maximises the smallest surplus/unit of the members in set, whatever
// the other members get, and returns that level and an upper bound of it. Units
// are positive. It stores the terms in x, the values in value and the weights
// that the terms maximise in mu (model 2.6).
func (s *solver) maximin(set []int, unit []float64) (level, bound float64) {
	largest := 0.0
	for _, j := range set {
		largest = max(largest, unit[j])
	}
	level, bound = s.followCentralPath(s.withRows(set), -1, unit, largest)
	if s.anyLoose {
		s.concedeStep(true)
	}
	level, bound = level/largest, bound/largest
	if s.duals > s.parties && bound-level > levelTolerance {
		level, bound = s.polishLevel(set, unit, level, bound)
	}
	return level, bound
}

// bestOffer finds the terms that are best for member lead among those that give
// each member of set at least its entry in goal, which some terms must exceed.
// It returns lead's value there. It starts from the weights in mu, so that the
// weights of similar terms speed it up.
func (s *solver) bestOffer(lead int, set []int) float64 {
	if !s.solveConstrainedDual(lead, set) {
		s.followCentralPath(s.withRows(set), lead, nil, 1)
	}
	return s.value[lead]
}

// followCentralPath follows the central path of a concave problem in the dual:
// it maximises
//
//	t + ε Σ ln(V_j − τ_j − ρ_j·t)  or, with a lead,  V_lead + ε Σ ln(V_j − τ_j)
//
// over the terms (and t) for decreasing ε, with one or two Newton steps for
// each ε. Where g is nonlinear, τ_j(t) and its slope ρ_j are taken at the level
// reached so far.
func (s *solver) followCentralPath(set []int, lead int, unit []float64, largest float64) (level, bound float64) {
	q := len(set)
	clear(s.mu[:s.members])
	clear(s.trial[:s.members])
	if lead >= 0 {
		s.mu[lead], s.trial[lead] = 1, 1
		for _, j := range set {
			s.mu[j] = 1
			s.rate[j] = 0
			if s.isRow(j) {
				s.goal[j] = s.need[j]
				s.startPrice(j)
			}
		}
	} else {
		s.setTangent(set, unit, largest, 0)
		for _, j := range set {
			if s.isRow(j) {
				s.startPrice(j)
				continue
			}
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
	top, lid := math.Inf(-1), math.Inf(1) // best lower and upper bound so far
	s.evaluate(s.mu, true)
	for range 250 {
		s.iterations++
		level, bound = s.dualityBounds(set, lead, unit, largest)
		if math.IsNaN(level) || math.IsNaN(bound) {
			break // the weights overflowed: return the best so far
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
		if bound-top <= levelTolerance || s.compares && (top > s.high || bound < s.low) {
			break
		}
		if bound-top < 0.9*narrowest {
			narrowest, idle = bound-top, 0
		} else if idle++; idle > 20 && eps <= leastBarrier && (s.tight == 0 || horizon >= farthest) {
			break // limited by rounding: no better solution can be found
		}
		descent := s.newtonDirection(set, lead, eps, level)
		t := 1.0
		for a, j := range set {
			if p := s.step[a]; p < 0 && !s.signless(j) {
				t = min(t, -0.9995*s.mu[j]/p)
			}
		}
		tries++
		full := s.stepAlongPath(set, t, descent, eps) > 0.5
		if tries > 15 && s.tight == 0 && lead < 0 {
			// The tangent was taken at a level that is out of date: take it
			// again.
			tries = 0
			s.setTangent(set, unit, largest, level)
			continue
		}
		if tries > 15 && s.tight > 0 {
			// The proximal term is too weak for Newton's method: strengthen it
			// and go on from here.
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
			// The closer to the central path, the longer the step.
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
	level, last := s.dualityBounds(set, lead, unit, largest)
	if overflowed := math.IsNaN(level) || math.IsNaN(last); lead < 0 && (overflowed || !(level >= top-levelTolerance)) {
		copy(s.x, s.topTerms[:s.issues])
		copy(s.value, s.topValue[:s.members])
		if overflowed {
			copy(s.mu, s.topWeight[:s.members])
		}
	}
	s.tight = 0
	return top, bound
}

// setTangent sets goal and rate so that V_j ≥ goal_j + rate_j·t is the tangent
// of "surplus_j ≥ t·unit_j/largest" at t = level, and rescales the weights so
// that Σ rate·mu = 1.
func (s *solver) setTangent(set []int, unit []float64, largest, level float64) {
	sum := 0.0
	for _, j := range set {
		if s.isRow(j) {
			s.rate[j], s.goal[j] = 0, s.need[j]
			continue
		}
		u := unit[j] / largest
		v := model.RiskInverse((float64(level*u)-s.floor[j])/s.scale[j], s.risk[j])
		s.rate[j] = u / s.marginal(j, v)
		s.goal[j] = v - float64(s.rate[j]*level)
		sum += float64(s.rate[j] * s.mu[j])
	}
	if sum > 0 {
		for _, j := range set {
			s.mu[j] /= sum
		}
	}
}

// dualityBounds returns the objective at the terms x and an upper bound of it,
// by weak duality with the weights mu.
func (s *solver) dualityBounds(set []int, lead int, unit []float64, largest float64) (level, bound float64) {
	loss := 0.0
	if s.tight > 0 {
		loss = s.proximalExcess()
	}
	if lead >= 0 {
		level = s.value[lead]
		bound = level + loss
		for _, j := range set {
			d := float64(s.mu[j] * (s.value[j] - s.goal[j]))
			bound += max(d, 0)
			level += min(d, 0) // the others' shortfall, priced with their weights
		}
		return level, bound
	}
	level = math.Inf(1)
	weight, missed := 0.0, 0.0
	for _, j := range set {
		if s.isRow(j) {
			miss := s.value[j] - s.need[j]
			bound += float64(s.mu[j] * miss)
			if miss < 0 || s.equal[j] {
				missed += math.Abs(miss)
			}
			continue
		}
		u, surplus := unit[j]/largest, s.surplus(j, s.value[j])
		nu := s.mu[j] / s.marginal(j, s.value[j])
		level = min(level, surplus/u)
		bound += float64(nu * surplus)
		weight += float64(nu * u)
	}
	level -= float64(violated * missed)
	return level, max(level, (bound+loss)/weight)
}

// newtonDirection stores Newton's direction in step, in the order of set, and
// returns the squared Newton decrement.
func (s *solver) newtonDirection(set []int, lead int, eps, level float64) float64 {
	q, n := len(set), s.duals
	trace, norm := 0.0, 0.0
	for a, i := range set {
		for b, j := range set[:a+1] {
			s.factor[a*q+b] = s.hess[max(i, j)*n+min(i, j)]
		}
		// With ε/μ², a party far from its limit would slow down all others: its
		// weight must fall with ε at once, as it does with slack/μ.
		slack := s.value[i] - s.goal[i]
		if lead < 0 {
			slack -= float64(level * s.rate[i])
		}
		s.grad[a] = s.value[i] - s.goal[i]
		if s.signless(i) {
			s.factor[a*q+a] += max(1e-14, math.Abs(s.grad[a])/s.farthestPrice(i)-s.factor[a*q+a])
		} else {
			s.factor[a*q+a] += max(slack, eps/s.mu[i]) / s.mu[i]
			s.grad[a] -= eps / s.mu[i]
		}
		trace += s.factor[a*q+a]
		norm += float64(s.rate[i] * s.rate[i])
		s.step[a] = s.grad[a]
		s.aux[a] = s.rate[i]
	}
	if lead < 0 {
		// Σ rate·mu must stay 1. Along the direction that would change it the
		// matrix is nearly singular, because scaling all weights does not move
		// the terms; the addition here changes the factors, not the step.
		for a, i := range set {
			for b, j := range set[:a+1] {
				s.factor[a*q+b] += float64(trace / norm * s.rate[i] * s.rate[j])
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
			num += float64(s.rate[i] * s.step[a])
			den += float64(s.rate[i] * s.aux[a])
		}
		t = num / den
		s.reach = t
	}
	decrement := 0.0
	for a, i := range set {
		if lead < 0 {
			s.step[a] = float64(t*s.aux[a]) - s.step[a]
		} else {
			s.step[a] = -s.step[a]
		}
		decrement -= float64(s.step[a] * (s.grad[a] - float64(t*s.rate[i])))
	}
	return decrement
}

// offCenter is the distance of the weights from the central path: the largest
// relative deviation of slack times weight from ε.
func (s *solver) offCenter(set []int, eps float64) float64 {
	off := 0.0
	for _, j := range set {
		slack := s.value[j] - s.goal[j] - float64(s.reach*s.rate[j])
		if s.signless(j) {
			off = max(off, math.Abs(slack)/max(eps, 1e-12))
			continue
		}
		off = max(off, math.Abs(s.mu[j]*slack/eps-1))
	}
	return off
}

// stepAlongPath moves the weights along step by at most t and returns the step
// length.
func (s *solver) stepAlongPath(set []int, t, descent, eps float64) float64 {
	copy(s.trial[:s.members], s.mu[:s.members])
	// Smaller differences of slopes are rounding errors.
	noise := 0.0
	for _, p := range s.step[:len(set)] {
		noise += float64(1e-15 * math.Abs(p))
	}
	for range 40 {
		for a, j := range set {
			s.trial[j] = s.mu[j] + float64(t*s.step[a])
		}
		s.evaluate(s.trial, true)
		slope := 0.0
		for a, j := range set {
			barrier := 0.0
			if !s.signless(j) {
				barrier = eps / s.trial[j]
			}
			slope += float64(s.step[a] * (s.value[j] - s.goal[j] - barrier - float64(s.reach*s.rate[j])))
		}
		if slope <= 0.5*descent+noise {
			break
		}
		t = float64(t * min(max(descent/(descent+slope), 0.1), 0.9))
	}
	s.mu, s.trial = s.trial, s.mu
	return t
}
