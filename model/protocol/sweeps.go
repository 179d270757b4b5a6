package protocol

import (
	"math"
	"slices"
)

// The proximal term of a problem in which positions jump as weights move is
// 1/nearest at first, where nothing is known of the solution, and 1/further where
// that without a row is; mostly it is weak enough there to let the terms reach their
// kinks in two or three sweeps.
const (
	nearest = 3.0
	further = 30.0
)

// sweep is maximiseProductAsBound where positions jump as the weights move: it
// smoothes the problem by a proximal term, which is centred on the last terms and
// weaker in every sweep (Rockafellar 1976). Where a sweep leaves the same issues at
// bounds and kinks as the one before, the terms with these fixed are tried: if the
// dual proves them nothing is left to do, where further sweeps would close in on
// them by a factor each. Where a row binds they are tried after the second sweep
// whatever the first one left: a price makes further sweeps dear.
func (s *solver) sweep() (v verdict, gap float64) {
	horizon, from := nearest, s.problem.StatusQuo
	if s.resumed {
		horizon, from = further, s.lastTerms
	}
	for k := range s.issues {
		s.center[k] = min(max(from[s.issue[k]], s.lower[k]), s.upper[k])
	}
	s.polish.stay = s.polish.stay[:0]
	for n := range 60 {
		s.tight = 1 / horizon
		v, gap = s.newton(20)
		if v == found || v == empty {
			break
		}
		if v == nearby {
			horizon = min(horizon*math.Sqrt(10), farthest)
		} else {
			horizon = max(horizon/30, 0.3) // too weak for Newton's method
		}
		switch {
		case v != nearby:
		case n > 0 && s.eager && s.bindMissed():
			horizon = max(horizon, further)
		case !s.sameKinks() && (n == 0 || !s.anyBound() || !s.pricesHold()):
		case s.eager && !s.pricesHold():
			v = stalled // a row that seemed to bind does not
		default:
			s.polish.brisk = s.anyBound()
			if exact, ok := s.polishProduct(gapTolerance, nearKinks[:1]); ok {
				v, gap = found, exact
			}
			s.polish.brisk = false
		}
		if v == found || v == stalled && s.eager && s.tempted {
			break
		}
		copy(s.center[:s.issues], s.x)
	}
	s.tight = 0
	if v == found || v == nearby {
		s.concedeStep(false) // a weight of almost 0 cannot overcome the proximal term
	}
	return v, gap
}

// bindMissed binds the rows that the terms miss. It reports whether there are any.
func (s *solver) bindMissed() (any bool) {
	for j := s.parties; j < s.duals; j++ {
		if !s.binding[j] && s.value[j]-s.need[j] < -rowTolerance {
			s.bind(j, true)
			s.tempted, any = true, true
		}
	}
	return any
}

// sameKinks reports whether the issues that are at a bound or a kink are those that
// were when it was last called.
func (s *solver) sameKinks() bool {
	q := &s.polish
	q.free = q.free[:0]
	s.setFree(0)
	same := slices.Equal(q.free, q.stay)
	q.stay = append(q.stay[:0], q.free...)
	return same
}

// proximalTerm is what the terms in x lose by their distance from the centre.
func (s *solver) proximalTerm() float64 {
	sum := 0.0
	for k := range s.issues {
		if s.loose[k] {
			d := s.x[k] - s.center[k]
			sum += float64(d * d)
		}
	}
	return float64(s.tight * sum / 2)
}
