package protocol

import "sim/model"

// leximin improves terms at which the smallest surplus/unit is as large as it
// can be: as long as some parties are above that level, it moves the issues on
// which everybody else is satisfied or indifferent so that the smallest of
// theirs is as large as possible (Imai 1983). With two parties, and with one
// party above, the terms are efficient already, because weights are positive.
// It flags terms that it could not improve for sure: where parties at the level
// might trade straight preferences with each other to make room.
func (s *solver) leximin(level float64) model.Flags {
	if s.pair() {
		return 0
	}
	var flags model.Flags
	for {
		above := s.aux[:0]
		held := 0
		for _, j := range s.set {
			if s.surplus(j, s.value[j])/s.unit[j] > level+1e-7 {
				above = append(above, float64(j))
			} else {
				held++
			}
		}
		if len(above) < 2 || held == 0 {
			return flags
		}
		if s.anyLoose {
			flags = model.WeaklyEfficient
		}
		if !s.confine(level) {
			return flags
		}
		s.set = s.set[:0]
		for _, j := range above {
			s.set = append(s.set, int(j))
		}
		copy(s.kept, s.mu[:s.members])
		level, _ = s.evenly(s.set, s.unit)
		copy(s.mu[:s.members], s.kept) // the weights of the first level are the certificate
	}
}

// confine fixes every issue that matters to a member of set at the level, and
// to those confined before, within what leaves it indifferent. It reports
// whether some issue can still move.
func (s *solver) confine(level float64) bool {
	m, free := s.members, false
	for k := range s.issues {
		row := k * m
		lo, hi := s.lower[k], s.upper[k]
		for _, j := range s.rising[row : row+s.carers[k]] {
			if j >= s.parties || s.surplus(j, s.value[j])/s.unit[j] > level+1e-7 {
				continue
			}
			x, p := s.x[k], s.ideal[row+j]
			switch {
			case s.side[row+j] == model.AtLeast && x >= p:
				lo = max(lo, p)
			case s.side[row+j] == model.AtMost && x <= p:
				hi = min(hi, p)
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
