package protocol

import "sim/model"

// concedeStep moves every issue that only the proximal term holds in place: a
// party with a weight of almost 0 wants it moved and no other party objects.
func (s *solver) concedeStep() {
	m := s.members
	for k := range s.issues {
		if !s.loose[k] {
			continue
		}
		for range s.carers[k] {
			x := s.x[k]
			low, high := s.directionsWanted(k, x)
			if low == high { // nobody wants it moved, or some want it up and some down
				break
			}
			next := s.lower[k]
			if high {
				next = s.upper[k]
			}
			// Up to the next ideal, beyond which a member may object.
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

// directionsWanted reports whether some member of issue k loses if x rises (it
// wants it lower or where it is), and whether some member loses if x falls.
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
