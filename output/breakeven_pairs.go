package output

import (
	"fmt"

	"sim/model/analysis"
	"sim/model/study"
)

// SizeRange writes the size of a change of two weights, with the range that Monte
// Carlo error leaves.
func SizeRange(m *analysis.MixedChange) string { return sizeRange(m.Size, m.Lower, m.Upper) }

func sizeRange(size, lower, upper float64) string {
	if upper-lower < 0.005 {
		return Weight(size)
	}
	return fmt.Sprintf("%s (%s to %s)", Weight(size), Weight(lower), Weight(upper))
}

// ThreesText says how three levers together were searched; empty where they were not.
func (b *Breakeven) ThreesText() string {
	for m := range b.Threes {
		if b.Threes[m] != nil {
			return fmt.Sprintf("Three levers were tried together wherever no two reach the goal: a response surface, fitted to %s draws in which the weights of all levers vary, was read with all three weights at quarters, and up to three threes that seem to need least were followed with all draws, each along the straight line that the surface gives, those after the first only as far as that went. A smaller change off that line is not seen.", FormatCount(b.ThreeDraws))
		}
	}
	return ""
}

// left says that pairs and threes which might do with less were not looked at; empty
// where none was left.
func (b *Breakeven) left(theory int) string {
	pairs, threes := 0, 0
	for i := range b.Pairs[theory] {
		if b.Pairs[theory][i].Status == study.PairNotFollowed {
			pairs++
		}
	}
	if three := b.Three(theory); three != nil {
		threes = three.Near - three.Followed
	}
	var kinds []string
	if pairs > 0 {
		kinds = append(kinds, Counted(pairs, "pair", "pairs"))
	}
	if threes > 0 {
		kinds = append(kinds, Counted(threes, "three", "threes"))
	}
	switch {
	case kinds == nil:
		return ""
	case pairs+threes == 1:
		return "; " + kinds[0] + " more may reach it and was not followed"
	}
	return "; " + List(kinds) + " more may reach it and were not followed"
}

// PairsText says how pairs were searched and what the smallest change of two
// is; empty where none was.
func (b *Breakeven) PairsText() string {
	for m := range b.Pairs {
		if n := len(b.Pairs[m]); n > 0 {
			pairs := "The only two levers were"
			if n > 1 {
				pairs = fmt.Sprintf("All %s pairs of levers were", FormatCount(n))
			}
			if b.SurfaceDraws > 0 {
				return fmt.Sprintf("%s read off the surface wherever no single lever reaches the goal; up to three that seem to need least were followed with all draws, in the mixture of the two that it gives, those after the first only as far as that went. The size of a change is the sum of what the two weights move.", pairs)
			}
			return fmt.Sprintf("%s searched together wherever no single lever reaches the goal. Weights none, half and full of both were read on %s draws, quarters where that comes within two errors of the goal; what lies between is not seen. From there the smallest changes were followed with all draws, in any mixture of the two. The size of a change is the sum of what the two weights move.", pairs, FormatCount(b.PairDraws))
		}
	}
	return ""
}
