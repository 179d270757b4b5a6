package protocol

import "math"

// termsAtValue finds the efficient terms at which member lead has value v:
// those that maximise the sum of all other members' values, equally weighted.
// If these terms give lead more than v anyway, it gets more; if no terms give
// it v, it gets the maximum. It returns the weight of lead's value relative to
// the others' mean at those terms.
func (s *alternatingBase) termsAtValue(lead int, v float64) (weight float64) {
	if s.pair() {
		s.goal[lead] = v
		at := s.searchCurve(bestFor[1-lead])
		s.setTerms(at)
		if lead == 1 {
			return (1 - at.lambda) / at.lambda
		}
		return at.lambda / (1 - at.lambda)
	}
	if !s.anyLoose {
		return s.newtonWeight(lead, v)
	}
	lo, hi := edge, 1-edge
	flo := s.bestAtWeight(lead, lo, false) - v
	if flo >= 0 {
		return 0
	}
	copy(s.low, s.x[:s.issues])
	low := supportLine{s.value[lead] - v, s.meanOfOthers(lead)}
	fhi := s.bestAtWeight(lead, hi, false) - v
	if fhi <= 0 {
		return math.Inf(1)
	}
	copy(s.high, s.x[:s.issues])
	high := supportLine{s.value[lead] - v, s.meanOfOthers(lead)}
	in := bracket{lo: lo, hi: hi, flo: flo, fhi: fhi, width: 2}
	l := s.firstGuess(lead, lo, hi)
	for range 100 {
		f := s.bestAtWeight(lead, l, false) - v
		here := supportLine{f, s.meanOfOthers(lead)}
		if here.at(l)-min(low.at(l), high.at(l)) <= 1e-14 {
			break // both ends are as good as these terms: the solution is between them
		}
		if f < 0 {
			low = here
			copy(s.low, s.x[:s.issues])
		} else {
			high = here
			copy(s.high, s.x[:s.issues])
		}
		in.narrow(l, f)
		if math.Abs(f) <= 1e-12 || in.hi-in.lo <= 1e-14 {
			break
		}
		next, ok := in.next()
		if in.slow > 0 {
			if tie := low.crossing(high); tie > in.lo && tie < in.hi {
				next, ok = tie, true
			}
		}
		if !ok {
			break
		}
		l = next
	}
	s.lambda[lead] = l
	if math.Abs(s.value[lead]-v) > 1e-10 {
		s.interpolateJump(lead, v, low, high)
	}
	return l / (1 - l)
}

// edge is how close to 0 and 1 the weight of one party's value may be.
const edge = 1e-9

// newtonWeight is termsAtValue where no position jumps as weights move: lead's
// value increases with its weight at a known rate, so Newton's method finds the
// weight, safeguarded by a bracket.
func (s *alternatingBase) newtonWeight(lead int, v float64) (weight float64) {
	ends := s.extremes[2*lead : 2*lead+2]
	for e, l := range [2]float64{edge, 1 - edge} {
		if math.IsNaN(ends[e]) {
			ends[e] = s.bestAtWeight(lead, l, false)
		}
	}
	switch {
	case ends[0] >= v:
		s.bestAtWeight(lead, edge, false)
		return 0
	case ends[1] <= v:
		s.bestAtWeight(lead, 1-edge, false)
		return math.Inf(1)
	}
	in := bracket{lo: edge, hi: 1 - edge, flo: ends[0] - v, fhi: ends[1] - v, width: 2}
	l, last := s.firstGuess(lead, in.lo, in.hi), math.Inf(1)
	for range 100 {
		f := s.bestAtWeight(lead, l, true) - v
		in.narrow(l, f)
		if math.Abs(f) <= 1e-12 || in.hi-in.lo <= 1e-14 {
			break
		}
		next := l - f/s.valueSlope(lead)
		if !(next > in.lo && next < in.hi) || math.Abs(f) > 0.5*last {
			ok := false
			if next, ok = in.next(); !ok {
				break
			}
		}
		l, last = next, math.Abs(f)
	}
	s.lambda[lead] = l
	return l / (1 - l)
}

// valueSlope is the derivative of member lead's value by its weight relative to
// the others' mean.
func (s *alternatingBase) valueSlope(lead int) float64 {
	n, rise := s.parties, 0.0
	for j := range n {
		h := s.hess[max(lead, j)*n+min(lead, j)]
		if j != lead {
			h /= -float64(n - 1)
		}
		rise += h
	}
	return rise
}

// A supportLine is the weighted value of fixed terms as a function of the
// weight of one party: that party's value above what it asks for, and the mean
// of the others'.
type supportLine struct{ own, others float64 }

func (a supportLine) at(l float64) float64 { return float64(l*a.own) + float64((1-l)*a.others) }

// crossing is the weight at which two lines cross. The best terms' weighted
// value is a convex function of the weight, the maximum of such lines; where
// preferences are linear it has corners, which this finds (cutting planes:
// Kelley 1960).
func (a supportLine) crossing(b supportLine) float64 {
	d := a.others - b.others
	return d / (d + b.own - a.own)
}

// meanOfOthers is the mean value of all members except lead.
func (s *alternatingBase) meanOfOthers(lead int) float64 {
	sum := -s.value[lead]
	for _, v := range s.value[:s.parties] {
		sum += v
	}
	return sum / float64(s.parties-1)
}

// firstGuess is the weight to try first: the last one found, because demands
// change in small steps.
func (s *alternatingBase) firstGuess(lead int, lo, hi float64) float64 {
	if l := s.lambda[lead]; l > lo && l < hi {
		return l
	}
	return 0.5
}

// bestAtWeight puts into x the terms that are best if member lead's value has
// weight l and the mean of all others' has 1 − l, and returns lead's value.
// With slopes it also computes the derivative of values by weights.
func (s *alternatingBase) bestAtWeight(lead int, l float64, slopes bool) float64 {
	s.iterations++
	for j := range s.parties {
		s.mu[j] = (1 - l) / float64(s.parties-1)
	}
	s.mu[lead] = l
	s.evaluate(s.mu, slopes)
	return s.value[lead]
}

// interpolateJump puts into x the terms between low and high at which member
// lead has value v: issues have jumped from one to the other, and all terms
// between are equally good at these weights, so that values are linear there.
func (s *alternatingBase) interpolateJump(lead int, v float64, low, high supportLine) {
	in := bracket{hi: 1, flo: low.own, fhi: high.own, width: 2}
	for range 60 {
		share, ok := in.next()
		if !ok {
			return
		}
		s.interpolate(s.low, s.high, share)
		f := s.value[lead] - v
		if math.Abs(f) <= 1e-11 {
			return
		}
		in.narrow(share, f)
	}
}
