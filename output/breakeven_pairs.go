package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// A PairScan is what two levers do together under one theory.
type PairScan struct {
	Levers [2]int     // indices in Breakeven.Levers
	Now    [2]float64 // their weights
	// Square is the figure over both weights. Where only one of them is moved it
	// is that of a Scan; where both are, an estimate from fewer draws.
	Square  *analysis.Square
	AtLeast float64           // how small the change that is needed may be, by the square and twice its error; 0 if the square does not reach the goal
	Found   *analysis.Mixture // the smallest change that reaches it, with all draws; nil if none was found
	Fate    PairFate
}

// A PairFate is what came of a pair.
type PairFate int

// What came of a pair.
const (
	PairShort   PairFate = iota // no place of its square comes within twice its error of the goal
	PairReaches                 // Found reaches it
	PairFalls                   // its square may reach the goal, but no change of all draws that was tried does
	PairLarger                  // it takes a larger change than another pair
	PairLeft                    // others seemed to take less; not looked at with all draws
)

// MayReach reports whether a place of the square with both levers moved reaches
// the goal, or comes within twice its error of it.
func (p *PairScan) MayReach(g analysis.Goal) bool {
	for i, x := range p.Square.At[0] {
		for j, y := range p.Square.At[1] {
			e := p.Square.Figures[i][j]
			if x != p.Now[0] && y != p.Now[1] && (g.Met(e.Value) || !math.IsNaN(e.Value) && !g.Sure(e)) {
				return true
			}
		}
	}
	return false
}

// Best is where the square gets farthest towards the goal with both levers
// moved, and the figure there, without a value if it has none anywhere.
func (p *PairScan) Best(g analysis.Goal) (at [2]float64, e montecarlo.Estimate) {
	e.Value, e.Error = math.NaN(), math.NaN()
	for i, x := range p.Square.At[0] {
		for j, y := range p.Square.At[1] {
			f := p.Square.Figures[i][j]
			if x != p.Now[0] && y != p.Now[1] && !math.IsNaN(f.Value) && (math.IsNaN(e.Value) || g.Better(f.Value, e.Value)) {
				at, e = [2]float64{x, y}, f
			}
		}
	}
	return at, e
}

// At is the two weights that were found.
func (p *PairScan) At() [2]float64 { return p.Found.At(p.Found.Size) }

// SizeRange writes the size of the change that was found, with the range that
// Monte Carlo error leaves.
func (p *PairScan) SizeRange() string {
	m := p.Found
	if m.Upper-m.Lower < 0.005 {
		return Weight(m.Size)
	}
	return fmt.Sprintf("%s (%s to %s)", Weight(m.Size), Weight(m.Lower), Weight(m.Upper))
}

// SortPairs puts the pairs that reach the goal first, by the size of the change,
// then those that may, then the others, those that get farthest first.
func SortPairs(ps []PairScan, g analysis.Goal) {
	rank := func(p *PairScan) int {
		return [...]int{PairReaches: 0, PairLarger: 1, PairFalls: 2, PairLeft: 3, PairShort: 4}[p.Fate]
	}
	slices.SortStableFunc(ps, func(x, y PairScan) int {
		if c := cmp.Compare(rank(&x), rank(&y)); c != 0 {
			return c
		}
		if x.Found != nil {
			return cmp.Compare(x.Found.Size, y.Found.Size)
		}
		_, a := x.Best(g)
		_, b := y.Best(g)
		if g.AtMost {
			return cmp.Compare(a.Value, b.Value)
		}
		return cmp.Compare(b.Value, a.Value)
	})
}

// SmallestPair is the pair that reaches the goal under a theory with the
// smallest change; nil if none does.
func (b *Breakeven) SmallestPair(theory int) *PairScan {
	if len(b.Pairs[theory]) > 0 && b.Pairs[theory][0].Found != nil {
		return &b.Pairs[theory][0]
	}
	return nil
}

// left says that pairs which might do with less were not looked at; empty where
// none was left.
func (b *Breakeven) left(theory int) string {
	n := 0
	for i := range b.Pairs[theory] {
		if b.Pairs[theory][i].Fate == PairLeft {
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
			return fmt.Sprintf("%s searched together wherever no single lever reaches the goal. Weights none, half and full of both were read on %s draws, quarters where that comes within two errors of the goal; what lies between is not seen. From there the smallest changes were followed with all draws, in any mixture of the two. The size of a change is the sum of what the two weights move.", pairs, FormatCount(b.PairDraws))
		}
	}
	return ""
}
