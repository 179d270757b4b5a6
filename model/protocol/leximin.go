package protocol

import (
	"math"

	"sim/model"
)

// leximin improves terms at which the smallest surplus/unit of the members in
// set is as large as it can be, level: as long as some parties do not hold that
// level down, it moves the issues on which those that do are satisfied or
// indifferent so that the smallest of the others' is as large as possible (Imai
// 1983). Of two parties both hold it down, because weights are positive. It
// flags terms that it could not improve for sure: where parties that hold a
// level down might trade straight preferences with each other to make room.
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
	return flags
}

// atLevel reports whether member j is at the level, as near as that is known.
func (s *solver) atLevel(j int, level float64) bool {
	return s.surplus(j, s.value[j])/s.unit[j] <= level+1e-7
}

// fixHeldIssues fixes every issue that matters to a member held, within what leaves
// it indifferent: beyond a one-sided ideal, which the search may leave so little
// short of that the loss is lost in rounding. It reports whether some issue can
// still move.
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

// indifferent reports whether member j does not mind that issue k ends a distance
// short of its ideal.
func (s *solver) indifferent(j, k int, short float64) bool {
	const hair, dust = 1e-9, 1e-14
	return short <= hair || s.weight[k*s.members+j]*math.Pow(short, s.curvature[k*s.members+j]) <= dust
}
