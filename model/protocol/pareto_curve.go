package protocol

import (
	"math"

	"sim/model"
)

// A paretoCurve is the efficient frontier of two parties: the terms that
// maximise λ·V₁ + (1−λ)·V₂, for λ from 0 to 1. On an issue on which both
// preferences are linear and opposed, the position jumps from the second
// party's end of the disputed range to the first party's where λw₁ = (1−λ)w₂.
// Such jumps, in the order of λ, are the linear pieces of the frontier (ratio
// ordering: Raiffa 1982; Brams and Taylor 1996); between them the terms move
// smoothly.
type paretoCurve struct {
	jumps []curveJump
	// smoothIssues are the issues that do not jump.
	smoothIssues []int
	// sums[c] is both parties' value of the jumping issues after the first c
	// jumps.
	sums [][2]float64
}

// A curveJump is an issue that goes to the first party at weight at.
type curveJump struct {
	at    float64
	issue int     // in the solver
	from  float64 // position while the second party has it
	to    float64
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

func (c *paretoCurve) allocate(k int) {
	grow(&c.jumps, k)
	grow(&c.smoothIssues, k)
	grow(&c.sums, k+1)
}

// traceCurve prepares the frontier of the current problem, which must have
// exactly two members.
func (s *solver) traceCurve() {
	c := &s.curve
	c.jumps, c.smoothIssues = c.jumps[:0], c.smoothIssues[:0]
	for k := range s.issues {
		if j, ok := s.jumpOf(k); ok {
			at := len(c.jumps)
			c.jumps = append(c.jumps, j)
			for ; at > 0 && c.jumps[at-1].at > j.at; at-- {
				c.jumps[at] = c.jumps[at-1]
			}
			c.jumps[at] = j
		} else {
			c.smoothIssues = append(c.smoothIssues, k)
		}
	}
	c.sums = c.sums[:len(c.jumps)+1]
	sum := [2]float64{s.base[0], s.base[1]}
	for _, j := range c.jumps {
		for i := range 2 {
			sum[i] += s.worth(i, j.issue, j.from)
		}
	}
	c.sums[0] = sum
	for n, j := range c.jumps {
		for i := range 2 {
			sum[i] += s.worth(i, j.issue, j.to) - s.worth(i, j.issue, j.from)
		}
		c.sums[n+1] = sum
	}
}

// worth is the value of position x on issue k for member i, weighted.
func (s *solver) worth(i, k int, x float64) float64 {
	at := k*s.members + i
	v, _ := issueSlope(x, s.ideal[at], s.side[at], s.curvature[at])
	return float64(s.weight[at] * v)
}

// jumpOf returns the jump of issue k; ok is false if the issue moves smoothly.
func (s *solver) jumpOf(k int) (curveJump, bool) {
	a, b := 2*k, 2*k+1
	if s.curvature[a] != 1 || s.curvature[b] != 1 || s.weight[a] == 0 || s.weight[b] == 0 || s.ideal[a] == s.ideal[b] {
		return curveJump{}, false
	}
	low, high := a, b
	if s.ideal[a] > s.ideal[b] {
		low, high = b, a
	}
	if s.side[low] == model.AtLeast || s.side[high] == model.AtMost {
		return curveJump{}, false // one of them is satisfied anywhere in between
	}
	from, to := s.ideal[b], s.ideal[a]
	from, to = min(max(from, s.lower[k]), s.upper[k]), min(max(to, s.lower[k]), s.upper[k])
	if from == to {
		return curveJump{}, false // within the bounds there is nothing to dispute
	}
	return curveJump{at: s.weight[b] / (s.weight[a] + s.weight[b]), issue: k, from: from, to: to}, true
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
		if s.shape[k] == quadraticShape {
			w, ideal := s.weight[2*k:2*k+2], s.ideal[2*k:2*k+2]
			x, _ := s.quadraticBest(k, mu, w, ideal)
			d0, d1 := x-ideal[0], x-ideal[1]
			v[0] += float64(w[0] * (1 - float64(d0*d0)))
			v[1] += float64(w[1] * (1 - float64(d1*d1)))
			continue
		}
		x, _ := s.bestPosition(k, mu, 0)
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
	for n, j := range c.jumps {
		switch {
		case n < p.done:
			s.x[j.issue] = j.to
		case n == p.done:
			s.x[j.issue] = j.from + float64(p.share*(j.to-j.from))
		default:
			s.x[j.issue] = j.from
		}
	}
	for _, k := range c.smoothIssues {
		s.x[k], _ = s.bestPosition(k, s.mu, 0)
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
