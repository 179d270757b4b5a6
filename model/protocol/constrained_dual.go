package protocol

import "math"

// solveConstrainedDual finds the terms that are best for member lead among
// those that give each member of set at least its entry in goal, by Newton's
// method on the dual
//
//	minimise  max over terms of (V_lead + Σ μ_j V_j) − Σ μ_j goal_j
//
// starting from the weights in mu, none below its entry in least. A member whose
// weight ends there has more than its goal; all others have exactly their goal. It reports false if Newton's method fails, so that
// followCentralPath must be used: positions jump as weights move, or no weight
// meets a member's goal.
func (s *solver) solveConstrainedDual(lead int, set []int) bool {
	if s.anyLoose || s.duals > s.parties {
		return false
	}
	clear(s.trial[:s.members])
	for _, j := range set {
		s.least[j] = leastWeight * max(s.best[lead]-s.need[lead], nearEdge) / max(s.best[j]-s.need[j], nearEdge)
		s.trial[j] = 1
		if weight := s.mu[j] / s.mu[lead]; weight < 1e6 { // ignore weights left over by a failed search
			s.trial[j] = max(weight, s.least[j])
		}
	}
	s.trial[lead] = 1
	s.mu, s.trial = s.trial, s.mu
	s.evaluate(s.mu, true)
	last := math.Inf(1)
	for range 40 {
		s.iterations++
		q, off := 0, 0.0
		for _, j := range set {
			if gain := s.value[j] - s.goal[j]; gain < 0 || s.mu[j] > s.least[j] {
				s.free[q], s.grad[q] = j, gain
				off = max(off, math.Abs(gain))
				q++
			}
		}
		if off <= 1e-14 || off <= 1e-12 && off >= 0.5*last {
			return true
		}
		last = off
		if !s.newtonStep(q) {
			return false
		}
	}
	return false
}

// leastWeight is the weight of a member whose goal costs nothing, per unit of
// what it could gain at best, and for a lead that could gain one: a member that
// alone cares about an issue still gets its ideal there.
const leastWeight = 1e-12

// newtonStep takes one Newton step for the q free members, to a point where the
// dual does not rise steeply. It reports false if there is none.
func (s *solver) newtonStep(q int) bool {
	s.boundedDirection(q)
	descent := 0.0
	for a, j := range s.free[:q] {
		s.step[a] = min(s.step[a], 10*(1+s.mu[j])) // where values hardly move, the quadratic model overstates the step
		descent -= float64(s.step[a] * s.grad[a])
	}
	if !(descent > 0) {
		return false
	}
	copy(s.trial[:s.members], s.mu[:s.members])
	// The dual is convex: along the step its slope rises from -descent. A point where it
	// still falls steeply will not do, or weights of members with room would creep to 0.
	from, to, t := 0.0, 1.0, 1.0
	below, above := -descent, 0.0
	for range 20 {
		for a, j := range s.free[:q] {
			s.trial[j] = max(s.least[j], s.mu[j]+float64(t*s.step[a]))
		}
		s.evaluate(s.trial, true)
		slope := 0.0
		for a, j := range s.free[:q] {
			slope += float64(s.step[a] * (s.value[j] - s.goal[j]))
		}
		switch {
		case descent > 1e-20 && slope > 0.5*descent:
			to, above = t, slope
		case descent > 1e-20 && slope < -0.5*descent && t < 1:
			from, below = t, slope
		default:
			s.mu, s.trial = s.trial, s.mu
			return true
		}
		t = from + float64((to-from)*min(max(below/(below-above), 0.4), 0.6)) // the slope rises late, so that its zero is not where a line has it
	}
	return false
}

// boundedDirection stores in step the move of the q free weights that minimises
// the quadratic model of the dual while no weight falls below its least. For weights
// that must fall it is the model in their logarithms, as they often fall by orders of
// magnitude.
func (s *solver) boundedDirection(q int) {
	n := s.duals
	curve := func(a, b int) float64 {
		i, j := s.free[a], s.free[b]
		c := s.hess[max(i, j)*n+min(i, j)]
		if i == j && s.grad[a] > 0 {
			c += s.grad[a] / s.mu[i]
		}
		return c
	}
	ridge := 0.0
	for a := range q {
		s.fixed[a] = false
		ridge = max(ridge, 1e-12*curve(a, a))
	}
	for range 2*q + 1 {
		r := 0
		for a := range q {
			if s.fixed[a] {
				s.step[a] = s.least[s.free[a]] - s.mu[s.free[a]]
			} else {
				s.order[r] = a
				r++
			}
		}
		for x, a := range s.order[:r] {
			s.aux[x] = -s.grad[a]
			for b := range q {
				if s.fixed[b] {
					s.aux[x] -= float64(curve(a, b) * s.step[b])
				}
			}
			for y, b := range s.order[:x+1] {
				s.factor[x*r+y] = curve(a, b)
			}
			s.factor[x*r+x] += ridge
		}
		cholesky(s.factor, s.factor, r)
		solveFactored(s.factor, s.aux, r)
		fits := true
		for x, a := range s.order[:r] {
			s.step[a] = s.aux[x]
			if s.step[a] < s.least[s.free[a]]-s.mu[s.free[a]] {
				s.fixed[a], fits = true, false
			}
		}
		if fits && !s.releaseWeight(q, curve) {
			return
		}
	}
}

// releaseWeight frees the weight at its least that would rise most.
func (s *solver) releaseWeight(q int, curve func(a, b int) float64) bool {
	most, at := 1e-15, -1
	for a := range q {
		if !s.fixed[a] {
			continue
		}
		rise := -s.grad[a]
		for b := range q {
			rise -= float64(curve(a, b) * s.step[b])
		}
		if rise > most {
			most, at = rise, a
		}
	}
	if at >= 0 {
		s.fixed[at] = false
	}
	return at >= 0
}
