package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// binds reports whether member j binds at the level: whether giving it less
// would raise the minimum of the others. On the central path its weight times
// its excess over the level is almost 0, so that one of the two is.
func (s *solver) binds(j int, level float64) bool {
	least := model.RiskInverse((float64(level*s.unit[j])-s.floor[j])/s.scale[j], s.risk[j])
	return s.value[j]-least < s.mu[j]
}

// refineMaxmin finds the terms at which the held members have the same
// surplus/unit, up to rounding, and nobody in set has less, and returns that
// level. The search for a level ends when no significant gain is left; but if a
// binding member is close to its ideal, a negligible loss to it moves the terms
// by its square root, and the others' payoffs with them. If Newton's method
// finds no such terms, as next to a kink, refineMaxmin changes nothing and
// reports false.
func (s *solver) refineMaxmin(level float64) (float64, bool) {
	copy(s.topTerms, s.x[:s.issues])
	copy(s.topValue, s.value[:s.members])
	if s.satisfiedMember(level) {
		return level, true
	}
	for _, j := range s.set {
		s.held[j] = s.binds(j, level)
	}
	for range 2 * s.parties {
		at, ok := s.equaliseHeld()
		if !ok {
			break
		}
		// A member with less binds after all; one with a negative weight does
		// not.
		worst, least := -1, -1e-12
		for _, j := range s.set {
			gain := float64(s.mu[j] * s.rate[j])
			if !s.held[j] {
				gain = s.surplus(j, s.value[j])/s.unit[j] - at
			}
			if gain < least {
				worst, least = j, gain
			}
		}
		if worst < 0 {
			if at < level-1e-9 {
				break
			}
			return at, true
		}
		s.held[worst] = !s.held[worst]
		if s.held[worst] {
			s.mu[worst] = 1e-9
		}
	}
	copy(s.x, s.topTerms[:s.issues])
	copy(s.value, s.topValue[:s.members])
	return level, false
}

// satisfiedMember reports whether the level is the most that some member of set
// could get from any terms. If so it moves the terms there and makes that
// member the binding one; its marginal gain is 0 there, so its weight cannot
// show that it binds. It changes nothing if the move would put another member
// below the level.
func (s *solver) satisfiedMember(level float64) bool {
	const dust = 1e-9
	for _, j := range s.set {
		most := s.base[j]
		for k := range s.issues {
			if s.interest[k*s.members+j].cares() {
				most += s.worth(j, k, s.nearest(j, k, s.x[k]))
			}
		}
		if s.surplus(j, most) > (level+dust)*s.unit[j] {
			continue
		}
		for k := range s.issues {
			if s.interest[k*s.members+j].cares() {
				s.x[k] = s.nearest(j, k, s.x[k])
			}
		}
		s.updateValue()
		fine := true
		for _, i := range s.set {
			s.held[i] = i == j
			fine = fine && s.surplus(i, s.value[i]) >= (level-dust)*s.unit[i]
		}
		if fine {
			return true
		}
		copy(s.x, s.topTerms[:s.issues])
		copy(s.value, s.topValue[:s.members])
	}
	return false
}

// nearest is the position on issue k closest to x among those that are best for
// member j.
func (s *solver) nearest(j, k int, x float64) float64 {
	return s.interest[k*s.members+j].nearestBest(x, s.lower[k], s.upper[k])
}

// equaliseHeld moves the weights of the held members, all others' being 0,
// until their surpluses/unit are equal, by Newton's method, and returns the
// common level.
func (s *solver) equaliseHeld() (level float64, ok bool) {
	q, n, last := 0, s.duals, math.Inf(1)
	for j := range s.mu[:s.members] {
		if !s.held[j] || !slices.Contains(s.set, j) {
			s.mu[j] = 0
		}
	}
	for range 30 {
		s.evaluate(s.mu, true)
		sum, weight := 0.0, 0.0
		for _, j := range s.set {
			m := s.marginal(j, s.value[j])
			s.rate[j] = s.unit[j] / m
			sum += float64(s.mu[j] / m * s.surplus(j, s.value[j]))
			weight += float64(s.mu[j] * s.rate[j])
		}
		if !(weight > 0) {
			return 0, false
		}
		level = sum / weight
		off, trace, norm := 0.0, 0.0, 0.0
		q = 0
		for _, j := range s.set {
			if !s.held[j] {
				continue
			}
			s.mu[j] /= weight // Σ rate·mu = 1
			rest := s.surplus(j, s.value[j]) - float64(level*s.unit[j])
			off = max(off, math.Abs(rest/s.unit[j]))
			s.grad[q], s.aux[q] = rest/s.marginal(j, s.value[j]), s.rate[j]
			norm += float64(s.rate[j] * s.rate[j])
			q++
		}
		if off <= 1e-15 || off >= 0.5*last && off <= 1e-12 {
			return level, true
		}
		if !(off <= 10*last) {
			return 0, false
		}
		last = off
		// Scaling all weights does not move the terms: the matrix is singular
		// in that direction. The weights move across it only, as in
		// newtonDirection.
		a := 0
		for _, i := range s.set {
			if !s.held[i] {
				continue
			}
			b := 0
			for _, j := range s.set {
				if s.held[j] && b <= a {
					s.factor[a*q+b] = float64(weight * s.hess[max(i, j)*n+min(i, j)])
					b++
				}
			}
			trace += s.factor[a*q+a]
			a++
		}
		for a := range q {
			for b := range a + 1 {
				s.factor[a*q+b] += float64(trace / norm * s.aux[a] * s.aux[b])
			}
			s.step[a], s.trial[a] = s.grad[a], s.aux[a]
		}
		cholesky(s.factor, s.factor, q)
		solveFactored(s.factor, s.step, q)
		solveFactored(s.factor, s.trial, q)
		num, den := 0.0, 0.0
		for a := range q {
			num += float64(s.aux[a] * s.step[a])
			den += float64(s.aux[a] * s.trial[a])
		}
		a = 0
		for _, j := range s.set {
			if s.held[j] {
				s.mu[j] += float64(num/den*s.trial[a]) - s.step[a]
				a++
			}
		}
	}
	return 0, false
}
