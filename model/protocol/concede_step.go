package protocol

// concedeStep moves every issue that only the proximal term holds in place: a
// party with a weight of almost 0 wants it moved and no other party objects. Rows
// that are not bound object only if they are to be kept.
func (s *solver) concedeStep(keepRows bool) {
	for k := range s.issues {
		if !s.loose[k] {
			continue
		}
		row := k * s.members
		for range 2 * s.carers[k] {
			x := s.x[k]
			low, high := s.directionsWanted(k, x, keepRows)
			if low == high { // nobody wants it moved, or some want it up and some down
				break
			}
			next := s.lower[k]
			if high {
				next = s.upper[k]
			}
			// Up to where the next member is content, beyond which it may object.
			for _, j := range s.carer[row : row+s.carers[k]] {
				from, to := s.interest[row+j].best()
				for _, p := range [2]float64{from, to} {
					if high && p > x {
						next = min(next, p)
					} else if low && p < x {
						next = max(next, p)
					}
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
func (s *solver) directionsWanted(k int, x float64, keepRows bool) (lower, higher bool) {
	const rounding = 1e-12 // a best position that a toll sets is exact only to that
	row := k * s.members
	for _, j := range s.carer[row : row+s.carers[k]] {
		if s.isRow(j) && s.binding[j] {
			return true, true
		}
		if s.isRow(j) && !keepRows {
			continue
		}
		from, to := s.interest[row+j].best()
		lower = lower || x >= to-rounding
		higher = higher || x <= from+rounding
	}
	return lower, higher
}
