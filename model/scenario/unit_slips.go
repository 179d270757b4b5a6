package scenario

import (
	"fmt"
	"math"
)

const (
	// huddled is the part of a scale in which no issue has all of its amounts
	// unless they were written in another unit.
	huddled = 0.01
	// percentScale is the width of a scale on which shares are written by mistake.
	percentScale = 100
)

// warnUnits points at amounts and saliences that look as if they were written in
// another unit than the one they are read in.
func (f *file) warnUnits(ps *problems) {
	for i, s := range f.Issues.values {
		if !f.warnHuddled(ps, i) {
			s.warnShares(ps)
		}
	}
	f.warnSaliences(ps)
}

// middles are the amounts of the issue that are given, at their middles.
func (s *issue) middles() (given []*number) {
	for _, x := range s.amounts() {
		if x.input != nil {
			given = append(given, x)
		}
	}
	return given
}

// warnHuddled points at an issue all of whose amounts lie next to one end of its
// scale, though not on it, or close together anywhere.
func (f *file) warnHuddled(ps *problems, i int) bool {
	s := f.Issues.values[i]
	xs := s.middles()
	if len(s.Positions.values) == 0 || len(xs) < 2 {
		return false
	}
	least, most, low, high := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, x := range xs {
		least, most = min(least, x.value), max(most, x.value)
		at := s.scale.Position(x.value)
		low, high = min(low, at), max(high, at)
	}
	where := ""
	switch {
	case (low >= 1-huddled || high <= huddled) && high > 0 && low < 1:
		where = "next to an end of"
	case high > low && high-low < huddled:
		where = "close together on"
	default:
		return false
	}
	lo, hi := s.scale.Bounds()
	ps.at(f.Issues.keys[i].at, fmt.Errorf("all amounts on %s lie between %s and %s, %s its scale from %s to %s; were they written in another unit?",
		f.Issues.keys[i].name, rough(least), rough(most), where, digits(lo), digits(hi)))
	return true
}

// warnShares points at single amounts between 0 and 1 on a scale from 0 to 100
// on which others are larger.
func (s *issue) warnShares(ps *problems) {
	if lo, hi := s.scale.Bounds(); lo != 0 || hi != percentScale {
		return
	}
	for _, x := range s.middles() {
		if x.isShare() {
			ps.at(x.val, fmt.Errorf("%s is %s on a scale from 0 to 100; if a share is meant, write %.4g", x.f.Name, x.input.Written, percentScale*x.value))
		}
	}
}

// warnSaliences points at saliences that look like shares, once for all.
func (f *file) warnSaliences(ps *problems) {
	var first *number
	n := 0
	for _, s := range f.Issues.values {
		for _, p := range s.Positions.values {
			if x := &p.Salience; x.input != nil && x.isShare() {
				if n++; first == nil {
					first = x
				}
			}
		}
	}
	if first == nil {
		return
	}
	others := ""
	if n > 1 {
		others = fmt.Sprintf(", here and %d more time%s", n-1, plural(n-1))
	}
	ps.at(first.val, fmt.Errorf("salience goes from 0 to 100, and this is below 1%s; if a share is meant, write %.4g", others, percentScale*first.value))
}

// isShare reports whether a number lies above 0 and below 1, a range with its
// upper end.
func (x *number) isShare() bool {
	upper := x.value
	if x.input.Dist != nil {
		upper = x.input.Dist.Quantile(0.95)
	}
	return x.value > 0 && upper < 1
}
