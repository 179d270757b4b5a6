package study

import (
	"math"

	"sim/model/analysis"
)

// A BreakevenResult is what it takes for a quantity to reach a goal: the
// smallest change of one lever's weight or of two, or a change of three that does,
// under each theory; or,
// if no change does, how close each comes.
type BreakevenResult struct {
	Subject *Subject
	Measure Measure
	Goal    Goal
	Levers  []LeverWeight
	Now     []Estimate    // [theory]: the quantity in the scenario as it is
	Scans   [][]LeverScan // [theory][lever]
	Pairs   [][]PairScan  // [theory]: pairs of levers, examined if no single lever reaches the goal
	// Threes are three levers together, by theory; nil where a lever or a pair reaches
	// the goal, where there are fewer, or where no surface can be fitted.
	Threes []*ThreeScan
	// ThreeDraws is the number of draws to which the surface of threes is fitted.
	ThreeDraws int
	// PairDraws is the number of draws from which the response surfaces of
	// pairs were estimated.
	PairDraws int
	// SurfaceDraws is the number of draws, with the weights of all levers spread
	// over them, to which a response surface of what levers do is fitted; only what
	// reaches the goal is then from all draws. 0: every lever was scanned.
	SurfaceDraws int
	// Followed is at how many weights the quantity was then computed with all draws,
	// and Off the largest difference there between it and the surface.
	Followed int
	Off      float64
}

// A LeverWeight is the weight of a lever in the scenario as it is.
type LeverWeight struct {
	Lever   string  // ID
	Path    string  // path of its weight
	Now     float64 // the weight, or the midpoint of its range
	Written string  // as the scenario writes it
}

// A LeverScan is the effect of one lever's weight on the quantity under one
// theory.
type LeverScan struct {
	Readings []analysis.Reading // by ascending weight
	Best     analysis.Reading   // the reading closest to the goal
	Change   analysis.Paired    // from the scenario as it is to Best, on the same draws
	Needed   *analysis.Crossing // the smallest change that reaches the goal; nil if none does
}

// at returns the quantity at a weight; ok is false if it was not computed
// there.
func (s *LeverScan) at(weight float64) (e Estimate, ok bool) {
	for _, r := range s.Readings {
		if r.At == weight {
			return r.Estimate, true
		}
	}
	return e, false
}

// Smallest returns the lever that reaches the goal with the smallest change
// under a theory; −1 if none does.
func (b *BreakevenResult) Smallest(theory int) int {
	best := -1
	var least float64
	for i := range b.Levers {
		needed := b.Scans[theory][i].Needed
		if needed == nil {
			continue
		}
		if size := math.Abs(needed.At - b.Levers[i].Now); best < 0 || size < least {
			best, least = i, size
		}
	}
	return best
}

// Farthest returns the lever that comes closest to the goal under a theory; −1
// if the quantity has no value anywhere.
func (b *BreakevenResult) Farthest(theory int) int {
	best := -1
	for i := range b.Levers {
		s := &b.Scans[theory][i]
		if !math.IsNaN(s.Best.Value) && (best < 0 || b.Goal.Better(s.Best.Value, b.Scans[theory][best].Best.Value)) {
			best = i
		}
	}
	return best
}

// SmallestPair returns the pair that reaches the goal with the smallest change
// under a theory; nil if none does.
func (b *BreakevenResult) SmallestPair(theory int) *PairScan {
	if len(b.Pairs[theory]) > 0 && b.Pairs[theory][0].Found != nil {
		return &b.Pairs[theory][0]
	}
	return nil
}

// Three is what three levers together do under a theory; nil where that was not
// searched.
func (b *BreakevenResult) Three(theory int) *ThreeScan {
	if b.Threes == nil {
		return nil
	}
	return b.Threes[theory]
}
