package protocol

import "math"

// A verdict is the result of a search.
type verdict int

const (
	found   verdict = iota // optimum found, within tolerance
	empty                  // mu proves that no terms give every party its reservation value
	nearby                 // the problem with the proximal term is solved, the problem itself not yet
	stalled                // none of these
)

// gapTolerance is the duality gap at which a solution counts as exact.
const gapTolerance = 1e-11

// exactGap is the duality gap below which no improvement is possible: the
// square of the rounding error of the weights.
const exactGap = 1e-24

// squareGap is the duality gap from which one step reaches rounding error.
const squareGap = 1e-13

// maximiseProduct maximises Σ α ln surplus over the parties that must consent
// plus Σ ω V over the parties that only have a voice (asymmetric Nash; model
// 2.5), by Newton's method on the dual, which has one variable per party
// instead of one per issue. On found x, value and mu hold the solution; on
// empty mu holds the certificate.
func (s *solver) maximiseProduct() (v verdict, gap float64) {
	s.startWeights()
	if s.resumed {
		copy(s.mu, s.last)
	}
	clear(s.mu[s.parties:s.duals])
	return s.maximiseProductFrom()
}

// startWeights sets the weights as if each party gained most of what it could.
func (s *solver) startWeights() {
	for j := range s.parties {
		s.mu[j] = s.alpha[j] / max(0.7*(s.best[j]-s.need[j]), 1e-6)
	}
}

// maximiseProductFrom is maximiseProduct starting from the weights in mu.
func (s *solver) maximiseProductFrom() (v verdict, gap float64) {
	if s.duals > s.parties {
		return s.priceRows()
	}
	return s.maximiseProductAsBound()
}

// maximiseProductAsBound is maximiseProductFrom with the rows that are bound as
// equations, and without the others.
func (s *solver) maximiseProductAsBound() (v verdict, gap float64) {
	copy(s.mu[s.duals:s.members], s.voice[s.duals:])
	s.tight = 0
	if !s.anyLoose {
		return s.newton(60)
	}
	return s.sweep()
}

// newton runs at most limit steps.
func (s *solver) newton(limit int) (v verdict, gap float64) {
	n := s.duals
	s.evaluate(s.mu, true)
	gap = s.gradientAndGap(s.mu)
	last := math.Inf(1)
	// The gap shrinks with the square of the error of the weights, so an exact
	// solution costs one or two more steps. The weaker the proximal term, the
	// more an error in the weights moves the terms.
	exact := exactGap
	if s.tight > 0 {
		exact = float64(1e-12 * s.tight * s.tight)
	}
	for range limit {
		s.iterations++
		if s.provesEmpty() {
			return empty, 0
		}
		if gap <= exact || gap <= gapTolerance && (gap >= 0.1*last || last <= squareGap) {
			if s.tight == 0 {
				return found, gap
			}
			if gap += s.proximalExcess(); gap <= gapTolerance {
				return found, gap
			}
			return nearby, gap
		}
		if s.tight > 0 && gap <= s.proximalTerm() {
			return nearby, gap // the next sweep moves the terms farther than more steps would
		}
		last = gap
		for i := range n {
			s.hess[i*n+i] += s.diag[i]
		}
		if !s.eager || s.tight > 0 || !s.bindEarly() {
			s.dualStep()
		}
		descent := 0.0
		t := 1.0
		for i, p := range s.step[:n] {
			descent -= float64(s.grad[i] * p)
			if p < 0 && i < s.parties {
				t = min(t, -0.9*s.mu[i]/p)
			}
		}
		if t < 0.1 {
			t, descent = s.clipStep(t, descent)
		}
		gap = s.lineSearch(t, descent)
	}
	return stalled, gap
}

// dualStep stores Newton's step in step.
func (s *solver) dualStep() {
	n := s.duals
	for i := range n {
		s.step[i] = -s.grad[i]
	}
	if n > s.parties {
		s.fixPrices()
	}
	cholesky(s.hess, s.factor, n)
	solveFactored(s.factor, s.step, n)
	if n > s.parties {
		s.shortenPriceStep()
	}
}

// clipStep shortens the step of only those weights that would fall below 0, so
// that a weight of almost 0 does not slow down the others. It keeps step and t
// as they are if the dual might not decrease along the clipped step.
func (s *solver) clipStep(t, descent float64) (float64, float64) {
	clipped := 0.0
	for i, p := range s.step[:s.duals] {
		s.aux[i] = p
		if i < s.parties {
			s.aux[i] = max(p, -0.9*s.mu[i])
		}
		clipped -= float64(s.grad[i] * s.aux[i])
	}
	if clipped <= 0 {
		return t, descent
	}
	copy(s.step[:s.duals], s.aux)
	return 1, clipped
}

// lineSearch moves along step by at most t, to a point where the dual hardly
// changes along step, or all of t if it still falls there, and returns the
// duality gap. descent is minus the slope at the start. It compares slopes only:
// near the optimum differences of dual values are smaller than rounding. Where
// positions reach kinks the slope changes abruptly, so that Newton's method
// would go to and fro between steps that are too long.
func (s *solver) lineSearch(t, descent float64) (gap float64) {
	n := s.duals
	copy(s.trial[n:s.members], s.mu[n:s.members])
	low, high, slopeLow, slopeHigh := 0.0, 0.0, -descent, 0.0
	over := 0.1
	if s.tight > 0 && s.anyBound() {
		over = 0.5 // prices go to and fro anyway while issues jump
	}
	for try := range 40 {
		for i, p := range s.step[:n] {
			s.trial[i] = s.mu[i] + float64(t*p)
		}
		s.evaluate(s.trial, true)
		gap = s.gradientAndGap(s.trial)
		slope := 0.0
		for i, p := range s.step[:n] {
			slope += float64(s.grad[i] * p)
		}
		if descent <= 1e-12 || slope <= over*descent && (try == 0 || slope >= -0.5*descent) {
			break
		}
		if slope > 0 {
			high, slopeHigh = t, slope
		} else {
			low, slopeLow = t, slope
		}
		t = low + float64((high-low)*min(max(slopeLow/(slopeLow-slopeHigh), 0.1), 0.9))
	}
	s.mu, s.trial = s.trial, s.mu
	return gap
}

// gradientAndGap computes the gradient and the diagonal part of the Hessian of
// the dual at mu, for which evaluate must have been called, and returns the
// duality gap: +Inf if some party has no surplus there.
func (s *solver) gradientAndGap(mu []float64) (gap float64) {
	for j, m := range mu[:s.parties] {
		if s.given {
			s.grad[j], s.diag[j] = 0, 0
			continue
		}
		y, fall := s.conjugate(j, m)
		s.grad[j] = s.value[j] - y
		s.diag[j] = fall
		if surplus := s.surplus(j, s.value[j]); surplus > 0 {
			gap += s.slack(j, m, s.value[j], surplus, y)
		} else {
			gap = math.Inf(1)
		}
	}
	return gap + s.rowsGap(mu)
}

// provesEmpty reports whether mu proves that no terms give every party its
// reservation value, by more than rounding error: if some terms did, the
// largest weighted sum of values could not be below Σ μτ (model 2.5).
func (s *solver) provesEmpty() bool {
	short := 0.0 // a lower bound on the weighted surplus of values
	for j := range s.duals {
		short += float64(s.mu[j] * (s.value[j] - s.need[j]))
	}
	if short >= 0 || s.given || !s.pricesHold() {
		return false
	}
	if s.tight > 0 || s.members > s.duals {
		short = s.supportFunction(s.mu)
		for j := range s.duals {
			short -= float64(s.mu[j] * s.need[j])
		}
	}
	// Upper bound on the largest smallest surplus, by the concavity of g.
	weight := 0.0
	for j := range s.parties {
		weight += s.mu[j] / s.marginal(j, s.need[j])
	}
	if !(short < -nearEdge*weight) {
		return false
	}
	s.miss(short / weight)
	return true
}

// supportFunction is Φ(μ): the largest Σ μ V over the parties that must
// consent and the rows, without voices and without a proximal term.
func (s *solver) supportFunction(mu []float64) float64 {
	copy(s.aux[:s.duals], mu[:s.duals])
	clear(s.aux[s.duals:s.members])
	sum := 0.0
	for j, m := range mu[:s.duals] {
		sum += float64(m * s.base[j])
	}
	for k := range s.issues {
		x, _ := s.bestPosition(k, s.aux[:s.members], 0)
		sum += s.weightedValue(k, s.aux, x)
	}
	return sum
}

// proximalExcess is by how much the best terms for mu without the proximal term
// are better than x.
func (s *solver) proximalExcess() float64 {
	sum := 0.0
	for k := range s.issues {
		if s.loose[k] {
			x, _ := s.bestPosition(k, s.mu, 0)
			sum += max(0, s.weightedValue(k, s.mu, x)-s.weightedValue(k, s.mu, s.x[k]))
		}
	}
	return sum
}

// weightedValue is Σ μ V of the members for position x on issue k.
func (s *solver) weightedValue(k int, mu []float64, x float64) float64 {
	row, sum := k*s.members, 0.0
	for _, j := range s.carer[row : row+s.carers[k]] {
		sum += float64(mu[j] * s.interest[row+j].worth(x))
	}
	return sum
}
