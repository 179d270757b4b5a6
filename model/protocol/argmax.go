package protocol

import "math"

// evaluate maximises the sum of the members' values weighted with mu, less the
// proximal term if there is one. It stores the terms in x and the members'
// values in value. Values are sums over issues, so each issue is maximised by
// itself (model 2.5). With hess it also builds Σ g gᵀ/C over the issues whose
// best position moves with the weights: the derivative of values by weights.
func (s *solver) evaluate(mu []float64, hess bool) {
	m := s.members
	copy(s.value, s.base)
	if hess {
		clear(s.hess)
	}
	for k := range s.issues {
		x, stiffness := s.bestPosition(k, mu, s.tight)
		s.x[k] = x
		carer := s.carer[k*m : k*m+s.carers[k]]
		interests := s.interest[k*m : (k+1)*m]
		if s.shape[k] == quadraticShape {
			for _, j := range carer {
				of := &interests[j]
				if s.isRow(j) {
					s.addRow(j, of, x)
					continue
				}
				d := of.ideal - x
				s.value[j] += float64(of.loss * (of.held - float64(d*d)))
				s.slope[j] = float64(2 * of.loss * d)
			}
		} else {
			for _, j := range carer {
				if s.isRow(j) {
					s.addRow(j, &interests[j], x)
					continue
				}
				worth, slope := interests[j].at(x)
				s.value[j] += worth
				s.slope[j] = slope
			}
		}
		if hess && stiffness > 0 {
			s.addOuterProduct(carer, 1/stiffness)
		}
	}
}

// addRow adds what position x brings member j, a row, which has no kinks.
func (s *solver) addRow(j int, of *interest, x float64) {
	a := of.coefficient()
	s.value[j] += float64(a * (x - of.quo))
	s.slope[j] = a
}

// addOuterProduct adds f·g gᵀ, where g is slope for the given members and 0 for
// the others, to the lower triangle of hess.
func (s *solver) addOuterProduct(members []int, f float64) {
	n := s.duals
	if len(members) >= n && members[n-1] == n-1 { // every member cares
		slope := s.slope[:n]
		for i := range slope {
			fg := float64(f * slope[i])
			row := s.hess[i*n:][:i+1]
			for j := range row {
				row[j] += float64(fg * slope[j])
			}
		}
		return
	}
	for a, i := range members {
		if i >= n {
			return
		}
		fg := float64(f * s.slope[i])
		row := s.hess[i*n : i*n+i+1]
		for _, j := range members[:a+1] {
			row[j] += float64(fg * s.slope[j])
		}
	}
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
	switch s.shape[k] {
	case quadraticShape:
		return s.quadraticBest(k, mu)
	case piecewiseShape:
		return s.piecewiseBest(k, mu, tight)
	case generalShape:
	}
	return s.generalBest(k, mu, tight)
}

// quadraticBest is the best position on an issue on which every party's loss is
// quadratic: the weighted mean of the ideals, moved by the prices of rows and
// clamped to the bounds.
func (s *solver) quadraticBest(k int, mu []float64) (x, stiffness float64) {
	lo, hi := s.lower[k], s.upper[k]
	num, den := 0.0, 0.0
	interests := s.interest[k*s.members : (k+1)*s.members]
	for j := range interests {
		if s.isRow(j) {
			num += float64(mu[j]*interests[j].coefficient()) / 2
			continue
		}
		w := float64(mu[j] * interests[j].loss)
		num += float64(w * interests[j].ideal)
		den += w
	}
	switch {
	case den > 0:
	case num > 0:
		return hi, 0
	case num < 0:
		return lo, 0
	default:
		return min(max(s.quo[k], lo), hi), 0
	}
	x = num / den
	if x <= lo {
		return lo, 0
	}
	if x >= hi {
		return hi, 0
	}
	return x, 2 * den
}

// piecewiseBest finds the zero of the slope of the weighted value by visiting
// the kinks in ascending order. All curvatures are at most 2, so the slope is
// linear between kinks: d at the last kink, falling by q per position.
func (s *solver) piecewiseBest(k int, mu []float64, tight float64) (x, stiffness float64) {
	m := s.members
	lo, hi := s.lower[k], s.upper[k]
	d, q := 0.0, 0.0
	if tight > 0 {
		d, q = float64(tight*(s.center[k]-lo)), tight
	}
	total := math.Abs(d)
	interests := s.interest[k*m : (k+1)*m]
	for _, j := range s.carer[k*m : k*m+s.carers[k]] {
		of, weight := &interests[j], mu[j]
		d += float64(weight * of.slopeLow)
		q += float64(weight * of.bendLow)
		total += math.Abs(float64(weight * of.steepest)) // a price may be negative
	}
	if total == 0 && q == 0 {
		return min(max(s.quo[k], lo), hi), 0
	}
	at, rounding := lo, float64(1e-9*total)
	kinks := s.kinksOf(k)
	for next := 0; ; next++ {
		if d < -rounding {
			return at, 0
		}
		if d < rounding {
			// The remainder may be rounding error: recompute the sums.
			for next < len(kinks) && kinks[next].at <= at {
				next++
			}
			edge := hi
			if next < len(kinks) {
				edge = kinks[next].at
			}
			var pull float64
			d, q, pull = s.slopeAbove(k, mu, at, tight)
			if q == 0 && math.Abs(d) <= 1e-15*pull {
				return (at + edge) / 2, 0
			}
			if d <= 0 {
				return at, 0
			}
		}
		if next >= len(kinks) {
			if d-float64(q*(hi-at)) < 0 {
				return at + d/q, q
			}
			return hi, 0
		}
		e := &kinks[next]
		left := d - float64(q*(e.at-at))
		if left < 0 {
			return at + d/q, q
		}
		weight := mu[e.member]
		d = left - float64(weight*e.drop)
		q += float64(weight * e.bend)
		at = e.at
	}
}

// slopeAbove returns the slope of the weighted value of issue k just above x,
// with the proximal term, and by how much it falls per position; pull is the
// sum of the absolute slopes.
func (s *solver) slopeAbove(k int, mu []float64, x, tight float64) (slope, fall, pull float64) {
	m := s.members
	if tight > 0 {
		slope, fall = float64(tight*(s.center[k]-x)), tight
	}
	for _, j := range s.carer[k*m : k*m+s.carers[k]] {
		d, q := s.interest[k*m+j].slopeAbove(x)
		d = float64(mu[j] * d)
		slope += d
		fall += float64(mu[j] * q)
		pull += math.Abs(d)
	}
	return slope, fall, pull
}

// slopeBelow is slopeAbove just below x.
func (s *solver) slopeBelow(k int, mu []float64, x, tight float64) (slope float64) {
	m := s.members
	if tight > 0 {
		slope = float64(tight * (s.center[k] - x))
	}
	for _, j := range s.carer[k*m : k*m+s.carers[k]] {
		d := s.interest[k*m+j].slopeBelow(x)
		slope += float64(mu[j] * d)
	}
	return slope
}

// generalBest finds the stretch between two kinks in which the slope changes
// its sign, and there its zero by Newton's method, safeguarded by a shrinking
// bracket.
func (s *solver) generalBest(k int, mu []float64, tight float64) (x, stiffness float64) {
	kinks := s.kinksOf(k)
	a, b := s.lower[k], s.upper[k]
	total := tight
	for _, j := range s.carer[k*s.members : k*s.members+s.carers[k]] {
		total += math.Abs(float64(mu[j] * s.interest[k*s.members+j].steepest))
	}
	if total == 0 {
		return min(max(s.quo[k], a), b), 0
	}
	d, q, _ := s.slopeAbove(k, mu, a, tight)
	if d <= 0 {
		return s.middle(k, mu, a, tight), 0
	}
	// The first kink above which the slope is not positive.
	lo, hi := 0, len(kinks)
	for lo < hi {
		mid := (lo + hi) / 2
		if d, _, _ := s.slopeAbove(k, mu, kinks[mid].at, tight); d <= 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo > 0 {
		a = kinks[lo-1].at
	}
	if lo < len(kinks) {
		b = kinks[lo].at
	}
	if s.slopeBelow(k, mu, b, tight) >= 0 {
		return s.middle(k, mu, b, tight), 0
	}
	x = (a + b) / 2
	width := math.Inf(1)
	for range 200 {
		d, q, _ = s.slopeAbove(k, mu, x, tight)
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
	if q <= 0 || math.IsInf(q, 0) {
		return x, 0
	}
	return x, q
}

// middle is the midpoint of the stretch between kinks that begins at x if the
// weighted value does not change there, else x.
func (s *solver) middle(k int, mu []float64, x, tight float64) float64 {
	edge := s.upper[k]
	for _, e := range s.kinksOf(k) {
		if e.at > x {
			edge = e.at
			break
		}
	}
	mid := (x + edge) / 2
	if d, q, pull := s.slopeAbove(k, mu, mid, tight); q == 0 && math.Abs(d) <= 1e-15*pull {
		return mid
	}
	return x
}
