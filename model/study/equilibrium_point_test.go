package study_test

import (
	"slices"
	"testing"

	"sim/model/study"
)

// many is a scenario with so many levers that what a surface finds is coarse: they
// bring their holder something, on average, or only cost it.
const many = `
levers:
  dig: {holder: south, when: always, weight: 0.5, effects: [{rewards: south, by: 0.02}]}
  drill: {holder: south, when: always, weight: 0.5, cost: 0.001, effects: [{rewards: south, by: {uniform: [0, 0.004]}}]}
  dump: {holder: south, when: always, weight: 0.5, cost: 0.01, effects: []}
  haul: {holder: south, when: always, weight: 0.5, cost: 0.02, effects: []}
  pull: {holder: north, when: always, weight: 0.5, effects: [{rewards: north, by: 0.02}]}
  push: {holder: north, when: always, weight: 0.5, cost: 0.001, effects: [{rewards: north, by: {uniform: [0, 0.004]}}]}
  press: {holder: north, when: always, weight: 0.5, cost: 0.01, effects: []}
`

// With many levers the best reply moves each lever to its end, a small gain that
// draws differ about included, and so does the equilibrium: no lever stays where its
// holder gains by moving it.
func TestEquilibriumOfManyLevers(t *testing.T) {
	g := gameOn(t, 512, many)
	if len(g.Points) != 1 || !g.Points[0].Holds {
		t.Fatalf("no equilibrium: %+v", g.Points)
	}
	want := []float64{0, 1, 1, 1, 1, 0, 0} // press, pull, push of north; dig, drill, dump, haul of south
	for h, r := range g.Replies {
		own := [][2]int{{0, 3}, {3, 7}}[h]
		if got := r.Weights[own[0]:own[1]]; !slices.Equal(got, want[own[0]:own[1]]) {
			t.Errorf("reply of holder %d: %v, want %v", h, got, want[own[0]:own[1]])
		}
	}
	if got := g.Points[0].Weights; !slices.Equal(got, want) {
		t.Errorf("equilibrium: %v, want %v", got, want)
	}
}

// Too few draws claim nothing, but still say what replies would gain.
func TestEquilibriumOfTooFewDraws(t *testing.T) {
	const lever = `
levers:
  push: {holder: north, when: always, weight: 0.5, effects: [{rewards: north, by: 0.1}]}
`
	for _, c := range []struct {
		draws int
		few   bool
	}{{16, true}, {64, true}, {study.MinimumDraws + 28, false}} {
		g := gameOn(t, c.draws, lever)
		if g.TooFew != c.few || (len(g.Points) == 0) != c.few {
			t.Errorf("%d draws: too few: %t, %d points", c.draws, g.TooFew, len(g.Points))
		}
		if !g.Replies[0].Gains() || g.Replies[0].Weights[0] != 1 {
			t.Errorf("%d draws: %+v", c.draws, g.Replies[0])
		}
	}
}
