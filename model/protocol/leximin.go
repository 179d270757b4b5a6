package protocol

import (
	"sim/model"
	"sim/model/portable"
)

// leximin improves terms that maximise the smallest surplus/unit of the members
// in set, level. While some parties do not bind at that level, it moves the
// issues to which the binding ones are indifferent so that the smallest
// surplus/unit of the others is as large as possible (Imai 1983). Two parties
// both bind, because weights are positive. It flags terms whose optimality is
// not certain: binding parties might exchange concessions on issues with linear
// preferences to make room.
func (s *solver) leximin(level float64) model.Flags {
	if s.pair() {
		return 0
	}
	var flags model.Flags
	clear(s.held)
	copy(s.kept, s.mu[:s.members]) // the weights of the first level are the certificate
	for {
		exact := false
		if !s.anyLoose {
			level, exact = s.refineMaxmin(level)
		}
		for _, j := range s.set {
			s.held[j] = exact && s.held[j] || !exact && s.atLevel(j, level)
		}
		above, bound := 0, false
		for _, j := range s.set {
			if s.held[j] {
				bound = true
			} else {
				s.set[above] = j
				above++
			}
		}
		s.set = s.set[:above]
		if above == 0 || !bound || s.anyLoose && above < 2 {
			break
		}
		if s.anyLoose {
			flags = model.WeaklyEfficient
		}
		if !s.fixHeldIssues() {
			break
		}
		level, _ = s.maximin(s.set, s.unit)
	}
	copy(s.mu[:s.members], s.kept)
	if flags != 0 && s.provesEfficient() {
		flags = 0
	}
	return flags
}

// atLevel reports whether member j's surplus/unit is at the level, within
// tolerance.
func (s *solver) atLevel(j int, level float64) bool {
	return s.surplus(j, s.value[j])/s.unit[j] <= level+1e-7
}

// fixHeldIssues fixes every issue that matters to a held member, except for the
// range to which it is indifferent: beyond a one-sided ideal (the search may
// end just short of that ideal, by so little that the loss vanishes in
// rounding). It reports whether some issue can still move.
func (s *solver) fixHeldIssues() bool {
	m, free := s.members, false
	for k := range s.issues {
		row := k * m
		lo, hi := s.lower[k], s.upper[k]
		for _, j := range s.rising[row : row+s.carers[k]] {
			if !s.held[j] {
				continue
			}
			x, p := s.x[k], s.ideal[row+j]
			switch side := s.side[row+j]; {
			case side == model.AtLeast && s.indifferent(j, k, p-x):
				lo = max(lo, min(p, x))
			case side == model.AtMost && s.indifferent(j, k, x-p):
				hi = min(hi, max(p, x))
			default:
				lo, hi = x, x
			}
			if lo > hi {
				lo, hi = x, x
			}
		}
		s.lower[k], s.upper[k] = lo, hi
		free = free || lo < hi
	}
	return free
}

// indifferent reports whether member j's loss is negligible if issue k ends the
// given distance short of its ideal.
func (s *solver) indifferent(j, k int, short float64) bool {
	const hair, dust = 1e-9, 1e-14
	return short <= hair || s.weight[k*s.members+j]*portable.Pow(short, s.curvature[k*s.members+j]) <= dust
}
