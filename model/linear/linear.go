// Package linear tells whether linear conditions leave any terms within bounds,
// and which of them leave no room. It allocates only when a system is larger than
// any before.
package linear

import "math"

// A Verdict says what a system leaves.
type Verdict uint8

// The verdicts.
const (
	Roomy   Verdict = iota // some terms exceed every sum that has a least value
	Tight                  // there are terms, and all of them just meet some sums
	Empty                  // there are none
	Unknown                // rounding forbids to say
)

// slack is by how much terms may miss a sum whose largest coefficient is 1 and
// count as meeting it.
const slack = 1e-9

// noWeight is how small a weight is, beside the largest, that is none.
const noWeight = 1e-7

// tiny is how small a number counts as one of arithmetic.
const tiny = 1e-11

// A System is a set of sums of terms between bounds: each must be at least a
// number, or be that number. Fill it in and call Judge. The zero value is ready
// to use.
type System struct {
	// Lower and Upper are the bounds of the terms.
	Lower, Upper []float64
	// Weight is, after Judge found the system Tight or Empty, what each row
	// counts for in the sum that proves it: positive for rows that all terms just
	// meet, or that leave none together; 0 for rows that have no part in it. It
	// belongs to the rows as they were added.
	Weight []float64

	rows  int
	sum   []float64 // rows × terms, scaled so that the largest coefficient is 1
	least []float64
	scale []float64 // by which each row was divided
	equal []bool
	point []float64 // terms that the last system with room left, in which the next one may have room, too

	simplex
}

// Reset empties the system and gives its terms bounds, which it keeps.
func (s *System) Reset(lower, upper []float64) {
	s.Lower, s.Upper = lower, upper
	s.rows, s.sum, s.least, s.scale, s.equal = 0, s.sum[:0], s.least[:0], s.scale[:0], s.equal[:0]
}

// Add adds a row: the sum of coefficient × term is at least a number, or equals it.
// Terms that cannot move count as they stand.
func (s *System) Add(coefficient []float64, least float64, equal bool) {
	largest := 0.0
	for k, a := range coefficient {
		if s.Lower[k] < s.Upper[k] {
			largest = max(largest, math.Abs(a))
		}
	}
	if largest == 0 {
		largest = 1
	}
	for k, a := range coefficient {
		if s.Lower[k] >= s.Upper[k] {
			least -= float64(a * s.Lower[k])
			a = 0
		}
		s.sum = append(s.sum, a/largest)
	}
	s.rows++
	s.least, s.scale, s.equal = append(s.least, least/largest), append(s.scale, largest), append(s.equal, equal)
}

// row are the scaled coefficients of row r.
func (s *System) row(r int) []float64 {
	n := len(s.Lower)
	return s.sum[r*n : (r+1)*n]
}

// Judge says what the system leaves, and sets Weight. That there is nothing is
// said only if the weights prove it; that there is no room, if they prove it up to
// slack.
func (s *System) Judge() Verdict {
	grow(&s.Weight, s.rows)
	clear(s.Weight)
	if s.leaves(s.point) {
		return Roomy
	}
	s.start(s)
	if !s.minimise() {
		return Unknown
	}
	if s.missed() > tiny {
		copy(s.Weight, s.dual[:s.rows])
		return s.proven()
	}
	s.closeGaps()
	if !s.minimise() {
		return Unknown
	}
	copy(s.Weight, s.dual[:s.rows])
	if s.room() > tiny {
		clear(s.Weight)
		s.keepPoint()
		return Roomy
	}
	return s.proven()
}

// leaves reports whether terms, moved between the bounds, meet all rows with plenty
// of room.
func (s *System) leaves(terms []float64) bool {
	if len(terms) != len(s.Lower) {
		return false
	}
	for r := range s.rows {
		sum := -s.least[r]
		for k, a := range s.row(r) {
			sum += float64(a * min(max(terms[k], s.Lower[k]), s.Upper[k]))
		}
		if sum < plenty && !s.equal[r] || s.equal[r] && math.Abs(sum) > tiny {
			return false
		}
	}
	return true
}

// plenty is room that no rounding takes away.
const plenty = 1e-6

// keepPoint keeps the terms that the last step came to.
func (s *System) keepPoint() {
	s.point = append(s.point[:0], s.Lower...)
	for k := range s.point {
		if s.isHigh[k] {
			s.point[k] = s.Upper[k]
		}
	}
	for r, c := range s.basic {
		if c < len(s.point) {
			s.point[c] = s.Lower[c] + s.at[r]
		}
	}
}

// proven says what the weights prove: the largest weighted sum within the bounds
// falls short of what the rows ask for, or just reaches it.
func (s *System) proven() Verdict {
	size := 0.0
	for _, w := range s.Weight {
		size = max(size, math.Abs(w))
	}
	least := float64(noWeight * size)
	size = 0
	for r, w := range s.Weight {
		if math.Abs(w) <= least || !s.equal[r] && w < 0 {
			s.Weight[r] = 0
		}
		size += math.Abs(s.Weight[r])
	}
	if size == 0 {
		return Unknown
	}
	room := 0.0
	for r := range s.rows {
		s.Weight[r] /= size
		room -= float64(s.Weight[r] * s.least[r])
	}
	for k, lo := range s.Lower {
		a := 0.0
		for r := range s.rows {
			a += float64(s.Weight[r] * s.row(r)[k])
		}
		room += max(float64(a*lo), float64(a*s.Upper[k]))
	}
	for r := range s.rows {
		s.Weight[r] /= s.scale[r]
	}
	switch {
	case room < -slack:
		return Empty
	case room <= slack:
		return Tight
	}
	return Unknown
}

func grow[T any](v *[]T, n int) {
	if cap(*v) < n {
		*v = make([]T, n)
	}
	*v = (*v)[:n]
}
