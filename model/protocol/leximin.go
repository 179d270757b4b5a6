package protocol

import (
	"math"

	"sim/model"
)

// leximin improves terms that maximise the smallest surplus/unit of the members
// in set, level. While some parties do not bind at that level, it moves the
// issues to which the binding ones are indifferent so that the smallest
// surplus/unit of the others is as large as possible (Imai 1983). Two parties
// both bind, because weights are positive. Where binding parties might exchange
// concessions along a row to make room, they keep the level while the others are
// ordered on what is left (orderOnFace). Where they might on issues with linear
// preferences, or units differ, the order of the others is not certain; it flags
// such terms unless they are proved efficient.
func (s *solver) leximin(level float64) model.Flags {
	if s.pair() {
		return 0
	}
	var flags model.Flags
	rows := s.duals > s.parties
	clear(s.held)
	copy(s.kept, s.mu[:s.members]) // the weights of the first level are the certificate
	for {
		exact := false
		if !s.anyLoose && !rows {
			level, exact = s.refineMaxmin(level)
		}
		for _, j := range s.set {
			s.held[j] = exact && s.held[j] || !exact && s.atLevel(j, level)
		}
		above, bound := 0, false
		s.compared = append(s.compared[:0], s.set...)
		for _, j := range s.set {
			if s.held[j] {
				bound = true
			} else {
				s.set[above] = j
				above++
			}
		}
		s.set = s.set[:above]
		if above == 0 || !bound || s.anyLoose && !rows && above < 2 {
			break
		}
		if rows && s.mayTradeAlongRows() {
			if s.orderOnFace(level) {
				break
			}
			flags = model.WeaklyEfficient
		}
		if !rows && s.anyLoose {
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

// mayTradeAlongRows reports whether held members may leave the level as it is and
// yet move an issue of theirs: none of those that count there loses at a rising rate
// on both sides of its ideal, so that not only one position is best.
func (s *solver) mayTradeAlongRows() bool {
	for k := range s.issues {
		row := k * s.members
		matters, firm := false, false
		for _, j := range s.carer[row : row+s.carers[k]] {
			if !s.isRow(j) && s.held[j] {
				matters = true
				firm = firm || s.mu[j] > 1e-9 && s.interest[row+j].stiff()
			}
		}
		if matters && !firm && s.lower[k] < s.upper[k] {
			return true
		}
	}
	return false
}

// atLevel reports whether member j's surplus/unit is at the level, within
// tolerance.
func (s *solver) atLevel(j int, level float64) bool {
	return s.surplus(j, s.value[j])/s.unit[j] <= level+1e-7
}

// fixHeldIssues fixes every issue that matters to a held member, except for the
// range to which it is indifferent, such as beyond a one-sided ideal (the search
// may end just short of that range, by so little that the loss vanishes in
// rounding). It reports whether some issue can still move.
func (s *solver) fixHeldIssues() bool {
	m, free := s.members, false
	for k := range s.issues {
		row, x := k*m, s.x[k]
		lo, hi := s.lower[k], s.upper[k]
		for _, j := range s.carer[row : row+s.carers[k]] {
			if !s.held[j] {
				continue
			}
			st := &s.interest[row+j]
			if from, to := st.best(); from < to && indifferent(st, x, min(max(x, from), to)) {
				lo, hi = max(lo, min(from, x)), min(hi, max(to, x))
			} else {
				lo, hi = x, x
			}
			if lo > hi {
				lo, hi = x, x
			}
		}
		s.lower[k], s.upper[k] = lo, hi
		free = free || lo < hi
	}
	s.setKinks()
	return free
}

// indifferent reports whether a member's loss is negligible if the issue ends at
// x, and not at the best position next to it.
func indifferent(st *interest, x, best float64) bool {
	const hair, dust = 1e-9, 1e-14
	return math.Abs(x-best) <= hair || st.worth(best)-st.worth(x) <= dust
}
