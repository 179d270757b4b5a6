package output

import (
	"fmt"

	"sim/model/analysis"
	"sim/model/study"
)

// SizeRange writes the size of a change of two weights, with the range that Monte
// Carlo error leaves.
func SizeRange(m *analysis.MixedChange) string {
	if m.Upper-m.Lower < 0.005 {
		return Weight(m.Size)
	}
	return fmt.Sprintf("%s (%s to %s)", Weight(m.Size), Weight(m.Lower), Weight(m.Upper))
}

// left says that pairs which might do with less were not looked at; empty where
// none was left.
func (b *Breakeven) left(theory int) string {
	n := 0
	for i := range b.Pairs[theory] {
		if b.Pairs[theory][i].Status == study.PairNotFollowed {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "; 1 pair more may reach it and was not followed"
	}
	return fmt.Sprintf("; %s pairs more may reach it and were not followed", FormatCount(n))
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
				return fmt.Sprintf("%s read off the surface wherever no single lever reaches the goal; up to three that seem to need least were followed with all draws, in the mixture of the two that it gives. The size of a change is the sum of what the two weights move.", pairs)
			}
			return fmt.Sprintf("%s searched together wherever no single lever reaches the goal. Weights none, half and full of both were read on %s draws, quarters where that comes within two errors of the goal; what lies between is not seen. From there the smallest changes were followed with all draws, in any mixture of the two. The size of a change is the sum of what the two weights move.", pairs, FormatCount(b.PairDraws))
		}
	}
	return ""
}
