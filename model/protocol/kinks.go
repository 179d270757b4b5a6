package protocol

import "math"

// A kink is a position at which the slope of what an issue is worth to a member
// changes abruptly: the slope drops by drop, and its fall per position rises by
// bend.
type kink struct {
	at, drop, bend float64
	member         int
}

// setKinks loads the kinks of every issue within its bounds, by ascending
// position, and the slopes at its lower bound. It must be called when bounds
// change. Positions at which only the formula of the slope changes count as
// kinks too.
func (s *solver) setKinks() {
	m := s.members
	s.kinks = s.kinks[:0]
	for k := range s.issues {
		s.firstKink[k], s.firstKink[k+1] = len(s.kinks), len(s.kinks)
		if s.shape[k] == quadraticShape {
			continue
		}
		lo, hi := s.lower[k], s.upper[k]
		for _, j := range s.carer[k*m : k*m+s.carers[k]] {
			of := &s.interest[k*m+j]
			of.slopeLow, of.bendLow = of.slopeAbove(lo)
			of.steepest = of.loss + math.Abs(of.toll) + math.Abs(of.price)
			for _, e := range of.kinks() {
				if e.at > lo && e.at < hi && (e.drop != 0 || e.bend != 0 || s.shape[k] == generalShape) {
					e.member = j
					s.addKink(k, e)
				}
			}
		}
		s.firstKink[k+1] = len(s.kinks)
	}
}

// kinks are the kinks of a member's interest. Those of curvatures above 2 are
// positions only.
func (st *interest) kinks() [mostKinks]kink {
	curve := 2 * st.bend
	below, above := float64(st.loss*st.below), float64(st.loss*st.above)
	if st.low < st.ideal {
		below = float64(st.gain * st.below)
	}
	if st.high > st.ideal {
		above = float64(st.gain * st.above)
	}
	more := st.loss - st.gain
	var kinks [mostKinks]kink
	kinks[0] = kink{at: st.ideal, drop: float64(st.straight * (below + above)), bend: float64(curve * (above - below))}
	if l := st.ideal - st.low; l > 0 {
		kinks[1] = kink{at: st.low, drop: float64(more * (st.straight + float64(curve*l))), bend: -float64(curve * more)}
	}
	if l := st.high - st.ideal; l > 0 {
		kinks[2] = kink{at: st.high, drop: float64(more * (st.straight + float64(curve*l))), bend: float64(curve * more)}
	}
	kinks[3] = kink{at: st.quo, drop: math.Abs(st.toll)}
	kinks[4] = kink{at: st.line, drop: math.Abs(st.price)}
	return kinks
}

// addKink inserts a kink of issue k, the last one loaded.
func (s *solver) addKink(k int, e kink) {
	at := len(s.kinks)
	s.kinks = append(s.kinks, e)
	for ; at > s.firstKink[k] && s.kinks[at-1].at > e.at; at-- {
		s.kinks[at] = s.kinks[at-1]
	}
	s.kinks[at] = e
}

// kinksOf are the kinks of issue k.
func (s *solver) kinksOf(k int) []kink { return s.kinks[s.firstKink[k]:s.firstKink[k+1]] }
