package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// rowOutOfReach reports whether no terms within the bounds meet some row by
// itself.
func (s *solver) rowOutOfReach() bool {
	for j := s.parties; j < s.duals; j++ {
		row := &s.problem.Rows[j-s.parties]
		if s.best[j] < row.AtLeast-rowSlack {
			return true
		}
		if !row.Equal {
			continue
		}
		least := 0.0
		for k, a := range row.Coefficient {
			lo, hi := s.problem.Lower[k], s.problem.Upper[k]
			if lo >= hi {
				lo, hi = s.terms[k], s.terms[k]
			}
			least += min(float64(a*lo), float64(a*hi))
		}
		if least > row.AtLeast+rowSlack {
			return true
		}
	}
	return false
}

// rowSlack is by how much a sum may miss its row and still count as met, where
// whole numbers and options leave nothing to move.
const rowSlack = 1e-9

// rowsExclude reports whether the prices alone prove that no terms meet all
// rows: the largest priced sum falls short of what the rows ask for.
func (s *solver) rowsExclude() bool {
	if s.duals == s.parties || !s.pricesHold() {
		return false
	}
	copy(s.trial[:s.members], s.mu[:s.members])
	clear(s.trial[:s.parties])
	clear(s.trial[s.duals:s.members])
	short, size := s.supportFunction(s.trial), 0.0
	for j := s.parties; j < s.duals; j++ {
		short -= float64(s.mu[j] * s.need[j])
		size += math.Abs(s.mu[j])
	}
	return size > 0 && short < -nearEdge*size
}

// sameWithRows reports whether every issue of a row is treated as without the row:
// some party loses, and at a rising rate, on both sides of its ideal, so that a
// price moves the position smoothly; or the position jumps anyway.
func (s *solver) sameWithRows(p *model.Problem) bool {
	for k, lo := range p.Lower {
		if lo >= p.Upper[k] {
			continue
		}
		for r := range p.Rows {
			if p.Rows[r].Coefficient[k] == 0 {
				continue
			}
			firm, bent := false, 0
			for i := 0; i < p.Parties && !firm && bent < 2; i++ {
				var st interest
				if (p.Consent[i] || p.Voice[i] > 0) && p.Weight[i][k] > 0 {
					st.setInterest(p, i, k)
					firm = st.stiff()
					if st.cares() && st.bent() {
						bent++
					}
				}
			}
			if !firm && bent < 2 {
				return false
			}
			break
		}
	}
	return true
}

// asksForEquality reports whether some row is an equation, which terms meet by
// accident only.
func asksForEquality(p *model.Problem) bool {
	return slices.ContainsFunc(p.Rows, func(row model.Row) bool { return row.Equal })
}

// meets reports whether the terms meet all rows of the problem.
func meets(p *model.Problem, terms []float64) bool {
	for r := range p.Rows {
		sum := -p.Rows[r].AtLeast
		for k, a := range p.Rows[r].Coefficient {
			sum += float64(a * terms[k])
		}
		if sum < -rowTolerance || p.Rows[r].Equal && sum > rowTolerance {
			return false
		}
	}
	return true
}

// meetRows moves the terms in x by the last digits that a search left open, so
// that they meet all rows: in turn each row that is missed is met by the nearest
// terms that do (Kaczmarz 1937).
func (s *solver) meetRows() {
	for range 100 {
		off := 0.0
		for j := s.parties; j < s.duals; j++ {
			sum, square := s.base[j]-s.need[j], 0.0
			for k := range s.issues {
				st := &s.interest[k*s.members+j]
				sum += st.worth(s.x[k])
				if s.lower[k] < s.x[k] && s.x[k] < s.upper[k] {
					square += float64(st.loss * st.loss)
				}
			}
			if sum >= 0 && !s.equal[j] || square == 0 {
				continue
			}
			off = max(off, math.Abs(sum))
			for k := range s.issues {
				st := &s.interest[k*s.members+j]
				if s.lower[k] < s.x[k] && s.x[k] < s.upper[k] {
					s.x[k] = min(max(s.x[k]-float64(st.coefficient()*sum/square), s.lower[k]), s.upper[k])
				}
			}
		}
		if off <= 1e-15 {
			return
		}
	}
}
