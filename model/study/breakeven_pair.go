package study

import (
	"cmp"
	"math"
	"slices"

	"sim/model/analysis"
)

// A PairScan is the effect of the weights of two levers together under one
// theory.
type PairScan struct {
	Levers [2]int     // indices in BreakevenResult.Levers
	Now    [2]float64 // their weights
	// Surface is the quantity over both weights. Where only one weight is
	// changed it is taken from a LeverScan; where both are, it is an estimate
	// from fewer draws.
	Surface *analysis.ResponseSurface
	Found   *analysis.MixedChange // the smallest change that reaches the goal, from all draws; nil if none was found
	Status  PairStatus

	least float64 // lower bound on the change needed, from the surface and twice its error
}

// A PairStatus is how far the search examined a pair of levers.
type PairStatus int

// The statuses of a pair.
const (
	PairOutOfReach  PairStatus = iota // its surface is nowhere within twice its error of the goal
	PairReaches                       // Found reaches the goal
	PairFails                         // its surface may reach the goal, but no change simulated with all draws does
	PairLarger                        // it needs a larger change than another pair
	PairNotFollowed                   // others seemed to need less; not simulated with all draws
)

// mayReach reports whether the surface, where both levers are moved, reaches
// the goal or comes within twice its error of it.
func (p *PairScan) mayReach(g Goal) bool {
	may := false
	p.BothMoved(func(_ [2]float64, e Estimate) {
		may = may || g.Met(e.Value) || !math.IsNaN(e.Value) && !g.Sure(e)
	})
	return may
}

// BothMoved calls do for each point of the surface at which both levers are
// moved, with the quantity there.
func (p *PairScan) BothMoved(do func(at [2]float64, e Estimate)) {
	for i, x := range p.Surface.At[0] {
		for j, y := range p.Surface.At[1] {
			if x != p.Now[0] && y != p.Now[1] {
				do([2]float64{x, y}, p.Surface.Figures[i][j])
			}
		}
	}
}

// Best returns the weights, with both levers moved, at which the surface comes
// closest to the goal, and the quantity there; e has no value if it is defined
// nowhere.
func (p *PairScan) Best(g Goal) (at [2]float64, e Estimate) {
	e.Value, e.Error = math.NaN(), math.NaN()
	p.BothMoved(func(x [2]float64, f Estimate) {
		if !math.IsNaN(f.Value) && (math.IsNaN(e.Value) || g.Better(f.Value, e.Value)) {
			at, e = x, f
		}
	})
	return at, e
}

// At returns the two weights at which Found reaches the goal.
func (p *PairScan) At() [2]float64 { return p.Found.At(p.Found.Size) }

// sortPairs sorts pairs: first those that reach the goal, by the size of the
// change, then those that may, then the others, the closest to the goal first.
func sortPairs(ps []PairScan, g Goal) {
	rank := [...]int{PairReaches: 0, PairLarger: 1, PairFails: 2, PairNotFollowed: 3, PairOutOfReach: 4}
	slices.SortStableFunc(ps, func(x, y PairScan) int {
		if c := cmp.Compare(rank[x.Status], rank[y.Status]); c != 0 {
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
