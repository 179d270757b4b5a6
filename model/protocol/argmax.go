package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// evaluate maximises the sum of the members' values weighted with mu, less the
// proximal term if there is one. It stores the terms in x and the members'
// values in value. Values are sums over issues, so each issue is maximised by
// itself (model 2.5). With hess it also builds Σ g gᵀ/C over the issues whose
// best position moves with the weights: the derivative of values by weights.
func (s *solver) evaluate(mu []float64, hess bool) {
	if s.members == 4 && s.parties == 4 {
		s.evaluate4(mu, hess)
	} else {
		s.evaluateAny(mu, hess)
	}
}

// evaluateAny is evaluate for any number of members.
func (s *solver) evaluateAny(mu []float64, hess bool) {
	m, n := s.members, s.parties
	copy(s.value, s.base)
	if hess {
		clear(s.hess)
	}
	for k := range s.issues {
		w, p := s.weight[k*m:(k+1)*m], s.ideal[k*m:(k+1)*m]
		if s.shape[k] == quadraticShape {
			x, stiffness := s.quadraticBest(k, mu[:m], w, p)
			s.x[k] = x
			for j, wj := range w {
				d := p[j] - x
				s.value[j] += float64(wj * (1 - float64(d*d)))
				s.slope[j] = float64(2 * wj * d)
			}
			if hess && stiffness > 0 {
				s.addOuterProduct(s.slope[:n], 1/(2*stiffness))
			}
			continue
		}
		x, stiffness := s.bestPosition(k, mu, s.tight)
		s.x[k] = x
		for j, wj := range w {
			if wj == 0 {
				s.slope[j] = 0
				continue
			}
			v, dv := issueSlope(x, p[j], s.side[k*m+j], s.curvature[k*m+j])
			s.value[j] += float64(wj * v)
			s.slope[j] = float64(wj * dv)
		}
		if hess && stiffness > 0 {
			s.addOuterProduct(s.slope[:n], 1/stiffness)
		}
	}
}

// addOuterProduct adds f·g gᵀ to the lower triangle of hess.
func (s *solver) addOuterProduct(g []float64, f float64) {
	n := len(g)
	for i, gi := range g {
		fg := float64(f * gi)
		row := s.hess[i*n : i*n+i+1]
		for j := range row {
			row[j] += float64(fg * g[j])
		}
	}
}

// quadraticBest is the best position on an issue on which every member's loss
// is quadratic: the weighted mean of the ideals, clamped to the bounds.
// stiffness is Σ μw, or 0 at a bound.
func (s *solver) quadraticBest(k int, mu, w, p []float64) (x, stiffness float64) {
	num, den := 0.0, 0.0
	for j, m := range mu {
		mw := float64(m * w[j])
		num += float64(mw * p[j])
		den += mw
	}
	return s.clampedRatio(k, num, den)
}

// clampedRatio is num/den clamped to the bounds of issue k; stiffness is den,
// or 0 at a bound.
func (s *solver) clampedRatio(k int, num, den float64) (x, stiffness float64) {
	lo, hi := s.lower[k], s.upper[k]
	if den == 0 {
		return min(max(s.problem.StatusQuo[s.issue[k]], lo), hi), 0
	}
	x = num / den
	if x <= lo {
		return lo, 0
	}
	if x >= hi {
		return hi, 0
	}
	return x, den
}

// bestPosition is the best position on issue k for the weights mu, with the
// proximal term −tight·(x−center)²/2. stiffness is minus the second derivative
// of the weighted value there, or 0 where small changes of the weights do not
// move the position: at a bound or a kink. If a whole interval is best, its
// midpoint is returned.
func (s *solver) bestPosition(k int, mu []float64, tight float64) (x, stiffness float64) {
	if !s.loose[k] {
		tight = 0
	}
	m := s.members
	switch s.shape[k] {
	case quadraticShape:
		x, stiffness = s.quadraticBest(k, mu[:m], s.weight[k*m:(k+1)*m], s.ideal[k*m:(k+1)*m])
		return x, 2 * stiffness
	case piecewiseShape:
		return s.piecewiseBest(k, mu, tight)
	case generalShape:
	}
	return s.generalBest(k, mu, tight)
}

// piecewiseBest finds the zero of the slope c − q·x of the weighted value by
// visiting the ideals in ascending order. All curvatures are 1 or 2, so c and q
// change only at ideals.
func (s *solver) piecewiseBest(k int, mu []float64, tight float64) (x, stiffness float64) {
	row := k * s.members
	lo, hi := s.lower[k], s.upper[k]
	c, q := 0.0, 0.0
	if tight > 0 {
		q = tight
		c = float64(tight * s.center[k])
	}
	rising := s.rising[row : row+s.carers[k]]
	total := 0.0
	for _, j := range rising {
		mw := float64(mu[j] * s.weight[row+j])
		total += mw
		if s.side[row+j] == model.AtMost {
			continue
		}
		if s.curvature[row+j] == 1 {
			c += mw
		} else {
			c += float64(2 * mw * s.ideal[row+j])
			q += 2 * mw
		}
	}
	if total == 0 && q == 0 {
		return min(max(s.problem.StatusQuo[s.issue[k]], lo), hi), 0
	}
	at := lo
	for next := 0; ; next++ {
		edge := hi
		if next < len(rising) && s.ideal[row+rising[next]] < hi {
			edge = s.ideal[row+rising[next]]
		}
		if edge > at || edge == hi {
			// On [at, edge] the slope is c − q·x.
			if rest := c - float64(q*at); rest < 1e-9*total {
				// The remainder may be rounding error: recompute the sums.
				var pull float64
				c, q, pull = s.slopeBetween(rising[:next], rising[next:], row, mu)
				if q == 0 && tight == 0 && math.Abs(c) <= 1e-15*pull {
					return (at + edge) / 2, 0
				}
				if tight > 0 {
					c += float64(tight * s.center[k])
					q += tight
				}
				if c-float64(q*at) <= 0 {
					return at, 0
				}
			}
			if c-float64(q*edge) < 0 {
				return c / q, q
			}
			at = edge
		}
		if edge >= hi || next >= len(rising) {
			return hi, 0
		}
		j := rising[next]
		mw := float64(mu[j] * s.weight[row+j])
		falls, climbs := s.side[row+j] != model.AtLeast, s.side[row+j] != model.AtMost
		if s.curvature[row+j] == 1 {
			if falls {
				c -= mw
			}
			if climbs {
				c -= mw
			}
			continue
		}
		if falls {
			c += float64(2 * mw * s.ideal[row+j])
			q += 2 * mw
		}
		if climbs {
			c -= float64(2 * mw * s.ideal[row+j])
			q -= 2 * mw
		}
	}
}

// slopeBetween computes the slope c − q·x between the ideals of the members
// below and those of the members above; pull is the total weight of linear
// preferences.
func (s *solver) slopeBetween(below, above []int, row int, mu []float64) (c, q, pull float64) {
	for _, j := range below {
		if s.side[row+j] == model.AtLeast {
			continue
		}
		mw := float64(mu[j] * s.weight[row+j])
		if s.curvature[row+j] == 1 {
			c -= mw
			pull += mw
		} else {
			c += float64(2 * mw * s.ideal[row+j])
			q += 2 * mw
		}
	}
	for _, j := range above {
		if s.side[row+j] == model.AtMost {
			continue
		}
		mw := float64(mu[j] * s.weight[row+j])
		if s.curvature[row+j] == 1 {
			c += mw
			pull += mw
		} else {
			c += float64(2 * mw * s.ideal[row+j])
			q += 2 * mw
		}
	}
	return c, q, pull
}

// generalBest finds the zero of the slope by Newton's method, safeguarded by a
// shrinking bracket.
func (s *solver) generalBest(k int, mu []float64, tight float64) (x, stiffness float64) {
	row := k * s.members
	rising := s.rising[row : row+s.carers[k]]
	lo, hi := s.lower[k], s.upper[k]
	// The optimum is between the outermost ideals, clamped to the bounds.
	a := min(max(s.ideal[row+rising[0]], lo), hi)
	b := min(max(s.ideal[row+rising[len(rising)-1]], lo), hi)
	if tight > 0 {
		a, b = min(a, s.center[k]), max(b, s.center[k])
	}
	if d, _ := s.slopeAt(k, mu, a, tight); d < 0 || a >= b {
		return a, 0
	}
	if d, _ := s.slopeAt(k, mu, b, tight); d > 0 {
		return b, 0
	}
	x = (a + b) / 2
	q, width := 0.0, math.Inf(1)
	for range 200 {
		var d float64
		d, q = s.slopeAt(k, mu, x, tight)
		if d > 0 {
			a = x
		} else if d < 0 {
			b = x
		}
		if d == 0 || b-a <= 1e-15*(1+b) {
			break
		}
		// Newton's method may oscillate where the slope is as steep as a root:
		// halve the bracket whenever it shrinks too slowly.
		next := x + d/q
		if !(next > a && next < b) || b-a > 0.5*width {
			next = a + (b-a)/2
		}
		if next == x {
			break
		}
		x, width = next, b-a
	}
	for _, j := range rising {
		if s.curvature[row+j] == 1 && math.Abs(x-s.ideal[row+j]) <= 4e-15 {
			return s.ideal[row+j], 0 // a kink
		}
	}
	if q <= 0 || math.IsInf(q, 0) {
		return x, 0
	}
	return x, q
}

// slopeAt returns the first derivative of the weighted value of issue k at x,
// with the proximal term, and minus the second derivative.
func (s *solver) slopeAt(k int, mu []float64, x, tight float64) (d, q float64) {
	row := k * s.members
	if tight > 0 {
		d, q = float64(tight*(s.center[k]-x)), tight
	}
	for _, j := range s.rising[row : row+s.carers[k]] {
		mw := float64(mu[j] * s.weight[row+j])
		p, g := s.ideal[row+j], s.curvature[row+j]
		switch {
		case x > p && s.side[row+j] != model.AtLeast:
			pull, stiff := powers(x-p, g)
			d -= float64(mw * pull)
			q += float64(mw * stiff)
		case x < p && s.side[row+j] != model.AtMost:
			pull, stiff := powers(p-x, g)
			d += float64(mw * pull)
			q += float64(mw * stiff)
		}
	}
	return d, q
}

// powers returns γ·l^(γ−1) and γ(γ−1)·l^(γ−2) for l > 0.
func powers(l, g float64) (first, second float64) {
	switch g {
	case 1:
		return 1, 0
	case 2:
		return 2 * l, 2
	case 3:
		return float64(3 * l * l), float64(6 * l)
	}
	first = float64(g * power(l, g-1))
	return first, (g - 1) * first / l
}

// issueSlope is the value of position x on one issue (model.IssueValue) and its
// derivative; at a kink the derivative is 0.
func issueSlope(x, ideal float64, side model.Side, curvature float64) (v, dv float64) {
	l, sign := x-ideal, -1.0
	if l < 0 {
		l, sign = -l, 1
	}
	if l == 0 || (sign < 0 && side == model.AtLeast) || (sign > 0 && side == model.AtMost) {
		return 1, 0
	}
	switch curvature {
	case 1:
		return 1 - l, sign
	case 2:
		return 1 - float64(l*l), float64(sign * 2 * l)
	case 3:
		return 1 - float64(l*l*l), float64(sign * 3 * l * l)
	}
	lp := power(l, curvature-1)
	return 1 - float64(lp*l), float64(sign * curvature * lp)
}

// power is l^e for l > 0, several times faster than math.Pow.
func power(l, e float64) float64 {
	if e == 0.5 {
		return math.Sqrt(l)
	}
	return portable.Exp(float64(e * portable.Log(l)))
}
