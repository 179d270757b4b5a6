package protocol

import "math"

// asking finds the efficient terms at which member lead has value v: those that
// are best for the sum of all others' values, each counting the same. Where
// these terms give lead more than v anyway, it gets more; where nothing gives
// it so much, it gets the most there is. It returns the weight of lead's value
// against the others' mean at those terms.
func (s *talks) asking(lead int, v float64) (weight float64) {
	if s.pair() {
		s.goal[lead] = v
		at := s.find(bestFor[1-lead])
		s.stand(at)
		if lead == 1 {
			return (1 - at.lambda) / at.lambda
		}
		return at.lambda / (1 - at.lambda)
	}
	if !s.anyLoose {
		return s.seek(lead, v)
	}
	lo, hi := edge, 1-edge
	flo := s.weighing(lead, lo, false) - v
	if flo >= 0 {
		return 0
	}
	copy(s.low, s.x[:s.issues])
	low := line{s.value[lead] - v, s.others(lead)}
	fhi := s.weighing(lead, hi, false) - v
	if fhi <= 0 {
		return math.Inf(1)
	}
	copy(s.high, s.x[:s.issues])
	high := line{s.value[lead] - v, s.others(lead)}
	in := bracket{lo: lo, hi: hi, flo: flo, fhi: fhi, width: 2}
	l := s.start(lead, lo, hi)
	for range 100 {
		f := s.weighing(lead, l, false) - v
		here := line{f, s.others(lead)}
		if here.at(l)-min(low.at(l), high.at(l)) <= 1e-14 {
			break // both ends are as good as these terms: what is sought lies between them
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
			if tie := low.meets(high); tie > in.lo && tie < in.hi {
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
		s.bridge(lead, v, low, high)
	}
	return l / (1 - l)
}

// edge is how near to 0 and to 1 the weight of one party's value may come.
const edge = 1e-9

// seek is asking where no position jumps as weights move: lead's value rises
// with its weight, and how fast is known, so that Newton's method finds the
// weight, held within what is known of it.
func (s *talks) seek(lead int, v float64) (weight float64) {
	ends := s.extremes[2*lead : 2*lead+2]
	for e, l := range [2]float64{edge, 1 - edge} {
		if math.IsNaN(ends[e]) {
			ends[e] = s.weighing(lead, l, false)
		}
	}
	switch {
	case ends[0] >= v:
		s.weighing(lead, edge, false)
		return 0
	case ends[1] <= v:
		s.weighing(lead, 1-edge, false)
		return math.Inf(1)
	}
	in := bracket{lo: edge, hi: 1 - edge, flo: ends[0] - v, fhi: ends[1] - v, width: 2}
	l, last := s.start(lead, in.lo, in.hi), math.Inf(1)
	for range 100 {
		f := s.weighing(lead, l, true) - v
		in.narrow(l, f)
		if math.Abs(f) <= 1e-12 || in.hi-in.lo <= 1e-14 {
			break
		}
		next := l - f/s.climb(lead)
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

// climb is how fast the value of member lead rises with its weight against the others' mean.
func (s *talks) climb(lead int) float64 {
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

// A line is what some terms are worth as the weight of one party's value
// moves: that party's value above what it asks for, and the mean of the others'.
type line struct{ own, others float64 }

func (a line) at(l float64) float64 { return l*a.own + (1-l)*a.others }

// meets is the weight at which two lines cross. The best terms' worth is a
// convex function of the weight, made of such lines; where preferences are
// straight it has corners, and this finds them (cutting planes: Kelley 1960).
func (a line) meets(b line) float64 {
	d := a.others - b.others
	return d / (d + b.own - a.own)
}

// others is the mean value of all members but lead.
func (s *talks) others(lead int) float64 {
	sum := -s.value[lead]
	for _, v := range s.value[:s.parties] {
		sum += v
	}
	return sum / float64(s.parties-1)
}

// start is where to look for a weight first: where it was found last, because
// what a party asks for moves in small steps.
func (s *talks) start(lead int, lo, hi float64) float64 {
	if l := s.lambda[lead]; l > lo && l < hi {
		return l
	}
	return 0.5
}

// weighing puts the terms into x that are best when the value of member lead
// counts l and the mean of all others' counts 1 − l, and returns lead's value.
// With slopes it also says how fast values move with weights.
func (s *talks) weighing(lead int, l float64, slopes bool) float64 {
	s.iterations++
	for j := range s.parties {
		s.mu[j] = (1 - l) / float64(s.parties-1)
	}
	s.mu[lead] = l
	s.evaluate(s.mu, slopes)
	return s.value[lead]
}

// bridge puts the terms between low and high into x at which member lead has
// value v: issues have jumped from one to the other, and all terms between are
// as good at these weights, so that values are straight there.
func (s *talks) bridge(lead int, v float64, low, high line) {
	in := bracket{hi: 1, flo: low.own, fhi: high.own, width: 2}
	for range 60 {
		share, ok := in.next()
		if !ok {
			return
		}
		s.blend(s.low, s.high, share)
		f := s.value[lead] - v
		if math.Abs(f) <= 1e-11 {
			return
		}
		in.narrow(share, f)
	}
}
