package study

import (
	"math"

	"sim/model/analysis"
)

// A BreakevenResult says what it would take for a figure to reach a goal: the
// smallest change of one lever's weight, or of two, under each theory; or that
// none does, and how far each gets.
type BreakevenResult struct {
	Subject *Subject
	Measure Measure
	Goal    Goal
	Levers  []LeverWeight
	Now     []Estimate    // [theory]: the figure in the scenario as it is
	Scans   [][]LeverScan // [theory][lever]
	Pairs   [][]PairScan  // [theory]: two levers at once, read where no single one does
	// PairDraws is with how many draws the response surfaces of pairs were read.
	PairDraws int
}

// A LeverWeight is the weight of a lever in the scenario as it is.
type LeverWeight struct {
	Lever   string  // ID
	Path    string  // of its weight
	Now     float64 // the weight, or the middle of its range
	Written string  // as the scenario writes it
}

// A LeverScan is what one lever's weight does to the figure under one theory.
type LeverScan struct {
	Readings []analysis.Reading // at rising weights
	Best     analysis.Reading   // the one that gets farthest
	Change   analysis.Paired    // from the scenario as it is to Best, on the same draws
	Needed   *analysis.Crossing // the smallest change that reaches the goal; nil if none does
}

// at is the figure at a weight; ok is false if it was not read there.
func (s *LeverScan) at(weight float64) (e Estimate, ok bool) {
	for _, r := range s.Readings {
		if r.At == weight {
			return r.Estimate, true
		}
	}
	return e, false
}

// Smallest is the lever with which the goal is reached by the smallest change
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

// Farthest is the lever that gets farthest towards the goal under a theory; −1
// if the figure has no value anywhere.
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

// SmallestPair is the pair that reaches the goal under a theory with the smallest
// change; nil if none does.
func (b *BreakevenResult) SmallestPair(theory int) *PairScan {
	if len(b.Pairs[theory]) > 0 && b.Pairs[theory][0].Found != nil {
		return &b.Pairs[theory][0]
	}
	return nil
}
