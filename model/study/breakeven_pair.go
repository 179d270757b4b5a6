package study

import (
	"cmp"
	"math"
	"slices"

	"sim/model/analysis"
)

// A PairScan is what the weights of two levers do together under one theory.
type PairScan struct {
	Levers [2]int     // indices in BreakevenResult.Levers
	Now    [2]float64 // their weights
	// Surface is the figure over both weights. Where only one of them is moved it
	// is that of a LeverScan; where both are, an estimate from fewer draws.
	Surface *analysis.ResponseSurface
	Found   *analysis.MixedChange // the smallest change that reaches the goal, with all draws; nil if none was found
	Status  PairStatus

	least float64 // how small the change that is needed may be, by the surface and twice its error
}

// A PairStatus is how far the search followed a pair of levers.
type PairStatus int

// How far a pair was followed.
const (
	PairOutOfReach  PairStatus = iota // nowhere does its surface come within twice its error of the goal
	PairReaches                       // Found reaches the goal
	PairFails                         // its surface may reach the goal, but no change that was simulated with all draws does
	PairLarger                        // it takes a larger change than another pair
	PairNotFollowed                   // others seemed to take less; not simulated with all draws
)

// mayReach reports whether the surface, where both levers are moved, reaches the
// goal or comes within twice its error of it.
func (p *PairScan) mayReach(g Goal) bool {
	may := false
	p.BothMoved(func(_ [2]float64, e Estimate) {
		may = may || g.Met(e.Value) || !math.IsNaN(e.Value) && !g.Sure(e)
	})
	return may
}

// BothMoved calls do with each point of the surface at which both levers are
// moved, and the figure there.
func (p *PairScan) BothMoved(do func(at [2]float64, e Estimate)) {
	for i, x := range p.Surface.At[0] {
		for j, y := range p.Surface.At[1] {
			if x != p.Now[0] && y != p.Now[1] {
				do([2]float64{x, y}, p.Surface.Figures[i][j])
			}
		}
	}
}

// Best is where the surface gets farthest towards the goal with both levers
// moved, and the figure there, without a value if it has none anywhere.
func (p *PairScan) Best(g Goal) (at [2]float64, e Estimate) {
	e.Value, e.Error = math.NaN(), math.NaN()
	p.BothMoved(func(x [2]float64, f Estimate) {
		if !math.IsNaN(f.Value) && (math.IsNaN(e.Value) || g.Better(f.Value, e.Value)) {
			at, e = x, f
		}
	})
	return at, e
}

// At is the two weights with which Found reaches the goal.
func (p *PairScan) At() [2]float64 { return p.Found.At(p.Found.Size) }

// sortPairs puts the pairs that reach the goal first, by the size of the change,
// then those that may, then the others, those that get farthest first.
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
