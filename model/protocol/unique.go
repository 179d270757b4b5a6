package protocol

import "math"

// unique reports whether the terms in x are the only ones that give every
// member its value, as far as this can be seen at x with the weights mu:
// whether all the issues that can move without loss to the weighted sum move
// the members' values in linearly independent directions (pitfall 8 of the
// model).
func (s *solver) unique() bool {
	if s.issueWithoutEffect() {
		return false
	}
	m, rank := s.members, 0
	for k := range s.issues {
		if s.shape[k] == quadraticShape {
			continue
		}
		for _, dir := range []float64{-1, 1} {
			if !s.movesFreely(k, dir) {
				continue
			}
			// Subtract the directions already found: rows of hess, which is no
			// longer needed, with their pivots scaled to 1.
			if rank == m || !s.independent(rank) {
				return false
			}
			rank++
			break
		}
	}
	return true
}

// issueWithoutEffect reports whether an issue that can move matters to no
// member.
func (s *solver) issueWithoutEffect() bool {
	movable := 0
	for k, lo := range s.problem.Lower {
		if lo < s.problem.Upper[k] {
			movable++
		}
	}
	return movable > s.issues
}

// movesFreely reports whether issue k can move a little in direction dir
// without loss to the weighted sum, in a range where every member's value is
// linear. It stores the members' slopes there in slope.
func (s *solver) movesFreely(k int, dir float64) bool {
	const far = 1e-7
	m, row := s.members, k*s.members
	x := s.x[k] + float64(dir*far)
	if x < s.lower[k] || x > s.upper[k] {
		return false
	}
	sum, size := 0.0, 0.0
	clear(s.slope[:m])
	for _, j := range s.carer[row : row+s.carers[k]] {
		if s.isRow(j) && !s.binding[j] {
			continue
		}
		d, q := s.interest[row+j].slopeAbove(x)
		if q != 0 {
			return false
		}
		s.slope[j] = d
		sum += float64(s.mu[j] * d)
		size += float64(s.mu[j] * math.Abs(d))
	}
	return math.Abs(sum) <= 1e-9*size
}

// independent subtracts the first rank directions from slope and, if something
// is left, stores it as the next one.
func (s *solver) independent(rank int) bool {
	m := s.members
	size := 0.0
	for _, v := range s.slope[:m] {
		size = max(size, math.Abs(v))
	}
	for r := range rank {
		row := s.factor[r*m : (r+1)*m]
		pivot := 0
		for j, v := range row {
			if math.Abs(v) > math.Abs(row[pivot]) {
				pivot = j
			}
		}
		f := s.slope[pivot] / row[pivot]
		for j := range row {
			s.slope[j] -= float64(f * row[j])
		}
		s.slope[pivot] = 0
	}
	left := 0.0
	for _, v := range s.slope[:m] {
		left = max(left, math.Abs(v))
	}
	if size == 0 || left <= 1e-9*size {
		return false
	}
	copy(s.factor[rank*m:(rank+1)*m], s.slope[:m])
	return true
}
