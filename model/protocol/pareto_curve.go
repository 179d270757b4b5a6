package protocol

import "math"

// A paretoCurve is the efficient frontier of two parties: the terms that
// maximise λ·V₁ + (1−λ)·V₂, for λ from 0 to 1. On an issue on which both
// preferences are linear and opposed, the position jumps, one stretch between
// kinks after the other, from the second party's end of the disputed range to
// the first party's: over a stretch with slopes g₁ and −g₂ where λg₁ = (1−λ)g₂.
// Such jumps, in the order of λ, are the linear pieces of the frontier (ratio
// ordering: Raiffa 1982; Brams and Taylor 1996); between them the terms move
// smoothly, or not at all.
type paretoCurve struct {
	jumps []curveJump
	// smoothIssues are the issues that do not only jump.
	smoothIssues []int
	jumpy        []bool // per issue: whether it is smooth between jumps
	// sums[c] is both parties' value of the issues that only jump after the first
	// c jumps.
	sums [][2]float64
}

// A curveJump is a stretch of an issue that goes to the first party at weight at.
type curveJump struct {
	at    float64
	issue int     // in the solver
	from  float64 // position while the second party has it
	to    float64
}

// end is the position after or before the jump.
func (j *curveJump) end(done bool) float64 {
	if done {
		return j.to
	}
	return j.from
}

// A curvePoint is a point on the frontier: done jumps are complete, the next
// one is at share, and the smooth issues are at lambda.
type curvePoint struct {
	lambda float64
	done   int
	share  float64
}

// A curveTarget says which point on the frontier is sought: the zero of a
// function of the two values that increases along the frontier.
type curveTarget int

const (
	even          curveTarget = iota // equal surplus/unit
	bestForFirst                     // best for the first party: the second gets goal[1]
	bestForSecond                    // best for the second party: the first gets goal[0]
	nash                             // first-order condition of the product
	ahead                            // surplus/unit of the first party is goal[0] above that of the second
)

func (c *paretoCurve) allocate(issues, kinks int) {
	jumps := issues * (kinks + 1)
	grow(&c.jumps, jumps)
	grow(&c.smoothIssues, issues)
	grow(&c.jumpy, issues)
	grow(&c.sums, jumps+1)
}

// traceCurve prepares the frontier of the current problem, which must have
// exactly two members.
func (s *solver) traceCurve() {
	c := &s.curve
	c.jumps, c.smoothIssues = c.jumps[:0], c.smoothIssues[:0]
	sum := [2]float64{s.base[0], s.base[1]}
	for k := range s.issues {
		from, jumps, smooth := s.addJumps(k)
		c.jumpy[k] = jumps && smooth
		if smooth || !jumps {
			c.smoothIssues = append(c.smoothIssues, k)
			continue
		}
		for i := range sum {
			sum[i] += s.worth(i, k, from)
		}
	}
	c.sums = c.sums[:len(c.jumps)+1]
	c.sums[0] = sum
	for n, j := range c.jumps {
		if !c.jumpy[j.issue] {
			for i := range 2 {
				sum[i] += s.worth(i, j.issue, j.to) - s.worth(i, j.issue, j.from)
			}
		}
		c.sums[n+1] = sum
	}
}

// addJumps adds the jumps of issue k: one for each stretch between kinks that
// the parties dispute and on which both their payoffs are linear. It returns the
// position before the first of them, whether there are any, and whether the
// issue moves smoothly elsewhere.
func (s *solver) addJumps(k int) (from float64, jumps, smooth bool) {
	if s.shape[k] == quadraticShape {
		return 0, false, true
	}
	c, kinks := &s.curve, s.kinksOf(k)
	edge := func(n int) float64 {
		switch {
		case n == 0:
			return s.lower[k]
		case n <= len(kinks):
			return kinks[n-1].at
		}
		return s.upper[k]
	}
	last := 0.0
	for step := range 2 * (len(kinks) + 1) {
		// Upward, for a first party that wants the issue higher, then downward.
		low, way := step, 1.0
		if step > len(kinks) {
			low, way = 2*len(kinks)+1-step, -1
		}
		a, b := edge(low), edge(low+1)
		if a == b {
			continue
		}
		first, q0 := s.interest[2*k].slopeAbove((a + b) / 2)
		second, q1 := s.interest[2*k+1].slopeAbove((a + b) / 2)
		if q0 != 0 || q1 != 0 {
			smooth = true
			continue
		}
		first, second = float64(way*first), float64(way*second)
		if !(first > 0 && second < 0) {
			continue
		}
		if way < 0 {
			a, b = b, a
		}
		if !jumps {
			from, jumps = a, true
		}
		last = max(last, second/(second-first))
		j := curveJump{at: last, issue: k, from: a, to: b}
		at := len(c.jumps)
		c.jumps = append(c.jumps, j)
		for ; at > 0 && c.jumps[at-1].at > j.at; at-- {
			c.jumps[at] = c.jumps[at-1]
		}
		c.jumps[at] = j
	}
	return from, jumps, smooth
}

// smoothPosition is the position of a smooth issue k at a point.
func (s *solver) smoothPosition(k int, p curvePoint, mu []float64) float64 {
	x, _ := s.bestPosition(k, mu, 0)
	if !s.curve.jumpy[k] {
		return x
	}
	for n, j := range s.curve.jumps {
		switch {
		case j.issue != k:
		case n == p.done && p.share > 0:
			return j.from + float64(p.share*(j.to-j.from))
		case (n < p.done) == (j.to > j.from):
			x = max(x, j.end(n < p.done))
		default:
			x = min(x, j.end(n < p.done))
		}
	}
	return x
}

// curveValues is the two parties' values at a point.
func (s *solver) curveValues(p curvePoint) (v0, v1 float64) {
	c := &s.curve
	v := c.sums[p.done]
	if p.share > 0 {
		next := c.sums[p.done+1]
		v[0] += float64(p.share * (next[0] - v[0]))
		v[1] += float64(p.share * (next[1] - v[1]))
	}
	mu := s.trial[:2]
	mu[0], mu[1] = max(p.lambda, 1e-200), max(1-p.lambda, 1e-200)
	for _, k := range c.smoothIssues {
		x := s.smoothPosition(k, p, mu)
		v[0] += s.worth(0, k, x)
		v[1] += s.worth(1, k, x)
	}
	return v[0], v[1]
}

// setTerms stores the terms, values and weights of a point in x, value and mu.
func (s *solver) setTerms(p curvePoint) {
	c := &s.curve
	s.value[0], s.value[1] = s.curveValues(p)
	s.mu[0], s.mu[1] = max(p.lambda, 1e-200), max(1-p.lambda, 1e-200)
	for _, j := range c.jumps[:p.done] {
		s.x[j.issue] = j.to
	}
	for n := len(c.jumps) - 1; n >= p.done; n-- { // an issue is where its next jump starts
		j := &c.jumps[n]
		s.x[j.issue] = j.from
		if n == p.done {
			s.x[j.issue] += float64(p.share * (j.to - j.from))
		}
	}
	for _, k := range c.smoothIssues {
		s.x[k] = s.smoothPosition(k, p, s.mu)
	}
}

// curveFunction is the function whose zero is the target, evaluated at a point.
func (s *solver) curveFunction(a curveTarget, p curvePoint) float64 {
	s.iterations++
	v0, v1 := s.curveValues(p)
	switch a {
	case bestForFirst:
		return s.goal[1] - v1
	case bestForSecond:
		return v0 - s.goal[0]
	case nash:
		s0, s1 := s.surplus(0, v0), s.surplus(1, v1)
		return float64(p.lambda*s.alpha[1]*s.marginal(1, v1)*s0) - float64((1-p.lambda)*s.alpha[0]*s.marginal(0, v0)*s1)
	case ahead:
		return s.surplus(0, v0)/s.unit[0] - s.surplus(1, v1)/s.unit[1] - s.goal[0]
	case even:
	}
	return s.surplus(0, v0)/s.unit[0] - s.surplus(1, v1)/s.unit[1]
}

// searchCurve returns the point on the frontier that meets the target, or the
// end of the frontier that is nearest to it.
func (s *solver) searchCurve(a curveTarget) curvePoint {
	c := &s.curve
	// Find the first jump after which the function is not negative.
	lo, hi := 0, len(c.jumps)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.curveFunction(a, curvePoint{c.jumps[mid].at, mid + 1, 0}) >= 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	left, right := curvePoint{0, lo, 0}, curvePoint{1, lo, 0}
	if lo > 0 {
		left.lambda = c.jumps[lo-1].at
	}
	if lo < len(c.jumps) {
		right.lambda = c.jumps[lo].at
		before := s.curveFunction(a, right)
		if before < 0 {
			// The zero is inside the jump.
			p := right
			after := s.curveFunction(a, curvePoint{p.lambda, lo + 1, 0})
			p.share = s.zeroOnCurve(a, p, true, 0, before, 1, after)
			if p.share >= 1 {
				p.done, p.share = lo+1, 0
			}
			return p
		}
		if before == 0 {
			return right
		}
	}
	if len(c.smoothIssues) == 0 && lo > 0 && lo < len(c.jumps) {
		return left // nothing moves between jumps, so the sign changes at left
	}
	fl := s.curveFunction(a, left)
	if fl >= 0 {
		return left
	}
	fr := s.curveFunction(a, right)
	if fr <= 0 {
		return right
	}
	p := left
	p.lambda = s.zeroOnCurve(a, p, false, left.lambda, fl, right.lambda, fr)
	return p
}

// zeroOnCurve finds the zero of the function between a, where its value is fa <
// 0, and b, where it is fb ≥ 0, in the point's share or in its lambda. It uses
// Chandrupatla's method (1997): inverse quadratic interpolation where that is
// safe, else bisection.
func (s *solver) zeroOnCurve(what curveTarget, p curvePoint, inShare bool, a, fa, b, fb float64) float64 {
	t := 0.5
	if fa != fb {
		t = fa / (fa - fb) // first guess; exact on linear pieces
	}
	if fb == 0 {
		return b
	}
	lo, flo, hi, fhi := a, fa, b, fb
	for range 120 {
		x := lo + float64(t*(hi-lo))
		if inShare {
			p.share = x
		} else {
			p.lambda = x
		}
		fx := s.curveFunction(what, p)
		if fx == 0 {
			return x
		}
		// Keep [hi, lo] a bracket with the newest point in lo.
		var c, fc float64
		if math.Signbit(fx) == math.Signbit(flo) {
			c, fc = lo, flo
		} else {
			c, fc = hi, fhi
			hi, fhi = lo, flo
		}
		lo, flo = x, fx
		best := lo
		if math.Abs(fhi) < math.Abs(flo) {
			best = hi
		}
		width := math.Abs(hi - lo)
		tol := float64(2e-16*math.Abs(best)) + 1e-300
		if width <= 2*tol || flo == fhi {
			return best
		}
		xi, phi := (lo-hi)/(c-hi), (flo-fhi)/(fc-fhi)
		if phi*phi < xi && (1-phi)*(1-phi) < 1-xi {
			t = flo/(fhi-flo)*fc/(fhi-fc) + (c-lo)/(hi-lo)*flo/(fc-flo)*fhi/(fc-fhi)
		} else {
			t = 0.5
		}
		t = min(max(t, tol/width), 1-tol/width)
	}
	return lo
}
