package protocol

import "sim/model"

// concedeStep moves every issue that the proximal term has held in place, though
// nobody objects to its moving: a party whose weight is almost 0 pulls it, and
// no other party pulls back.
func (s *solver) concedeStep() {
	m := s.members
	for k := range s.issues {
		if !s.loose[k] {
			continue
		}
		for range s.carers[k] {
			x := s.x[k]
			low, high := s.directionsWanted(k, x)
			if low == high { // all content, or held from both sides
				break
			}
			next := s.lower[k]
			if high {
				next = s.upper[k]
			}
			// As far as the next ideal, which may end somebody's consent.
			for _, j := range s.rising[k*m : k*m+s.carers[k]] {
				if p := s.ideal[k*m+j]; high && p > x {
					next = min(next, p)
				} else if low && p < x {
					next = max(next, p)
				}
			}
			if next == x {
				break
			}
			s.x[k] = next
		}
	}
	s.updateValue()
}

// directionsWanted reports whether some member of issue k would lose by more than x, so
// wants it lower or keeps it there, and whether some member would lose by less.
func (s *solver) directionsWanted(k int, x float64) (lower, higher bool) {
	row := k * s.members
	for _, j := range s.rising[row : row+s.carers[k]] {
		p, side := s.ideal[row+j], s.side[row+j]
		if x >= p && side != model.AtLeast {
			lower = true
		}
		if x <= p && side != model.AtMost {
			higher = true
		}
	}
	return lower, higher
}
