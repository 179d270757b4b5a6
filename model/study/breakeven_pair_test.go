package study

import (
	"math"
	"slices"
	"testing"

	"sim/model/analysis"
)

// Of a surface with both levers moved only the far corner counts: it gets to 0.49
// with an error of 0.02, so it may reach the goal of 0.5, and not one of 0.55.
func TestPairs(t *testing.T) {
	pair := func(corner Estimate, status PairStatus, size float64) PairScan {
		p := PairScan{Levers: [2]int{0, 1}, Now: [2]float64{0, 0.4}, Status: status}
		p.Surface = &analysis.ResponseSurface{At: [2][]float64{{0, 1}, {0.4, 1}}, Figures: [][]Estimate{{of(512, 0.9, 0.02), of(512, 0.9, 0.02)}, {of(512, 0.9, 0.02), corner}}}
		if size > 0 {
			p.Found = &analysis.MixedChange{Size: size}
		}
		return p
	}
	goal := Goal{Value: 0.5}
	p := pair(of(512, 0.49, 0.02), PairOutOfReach, 0)
	if !p.mayReach(goal) || p.mayReach(Goal{Value: 0.55}) {
		t.Error("two errors decide whether a pair may reach the goal")
	}
	if at, e := p.Best(goal); at != [2]float64{1, 1} || e.Value != 0.49 {
		t.Errorf("gets farthest at %v: %+v", at, e)
	}
	none := pair(unknown(), PairOutOfReach, 0)
	if _, e := none.Best(goal); none.mayReach(goal) || !math.IsNaN(e.Value) {
		t.Errorf("without a value: %+v", e)
	}
	pairs := []PairScan{
		pair(of(512, 0.3, 0.02), PairOutOfReach, 0), pair(of(512, 0.4, 0.02), PairOutOfReach, 0), pair(of(512, 0.48, 0.02), PairNotFollowed, 0),
		pair(of(512, 0.5, 0.02), PairFails, 0), pair(of(512, 0.6, 0.02), PairReaches, 0.8), pair(of(512, 0.7, 0.02), PairReaches, 0.4), pair(of(512, 0.51, 0.02), PairLarger, 0),
	}
	sorted := func(g Goal) (values []float64) {
		sortPairs(pairs, g)
		for i := range pairs {
			_, e := pairs[i].Best(g)
			values = append(values, e.Value)
		}
		return values
	}
	if got, want := sorted(goal), []float64{0.7, 0.6, 0.51, 0.5, 0.48, 0.4, 0.3}; !slices.Equal(got, want) {
		t.Errorf("sorted %v, want %v", got, want)
	}
	if got := sorted(Goal{AtMost: true}); !slices.Equal(got[5:], []float64{0.3, 0.4}) {
		t.Errorf("of a goal from above the lower comes first: %v", got)
	}
}
