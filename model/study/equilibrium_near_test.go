package study_test

import (
	"math"
	"slices"
	"testing"

	"sim/model/study"
)

// A tenth of the dam brings north nine tenths of the water, so that its payoff has a
// kink there, where no step of single moves is and over which a smooth surface goes.
// Below it a unit of the dam brings 0.5·9, far more than its cost of 0.2, and above
// 0.5/9 = 0.056, far less.
func TestEquilibriumOfKink(t *testing.T) {
	g := gameOf(t, `
  water:
    question: How much water is there?
    unit: litres
    anchors: [[0, 0], [0.9, 0.1], [1, 1]]
    status_quo: 0
    curvature: 1
    positions:
      north: {ideal: 1, salience: {uniform: [40, 60]}}
levers:
  dam: {holder: north, when: always, weight: 0.5, cost: 0.2, effects: [{expects: north, issue: water, by: 1}]}
  dig: {holder: south, when: always, weight: 0.5, cost: 0.05, effects: []}
`)
	restsAt(t, g, 0.1, 0)
	if x := g.Points[0].Weights[0]; math.Abs(x-0.1) > 1e-4 {
		t.Errorf("the dam rests at %g", x)
	}
	if r := g.Replies[0]; !r.Gains() || math.Abs(r.Weights[0]-0.1) > 1e-4 {
		t.Errorf("reply: %+v", r)
	}
}

// Nine tenths of the water come with the last tenth of what all levers of north bring
// together: one alone costs 0.15 or 0.14 and brings a twentieth of a half, all of them
// bring a half, for 0.3 or 0.42 in all. A scenario in which north uses none, or a point
// of which that is so, is at rest for every lever alone and for no pair, or three.
func TestEquilibriumOfLeversThatHelpTogether(t *testing.T) {
	for _, levers := range []string{`
  n0: {holder: north, when: always, weight: 0, cost: 0.15, effects: [{expects: north, issue: water, by: 0.5}]}
  n1: {holder: north, when: always, weight: 0, cost: 0.15, effects: [{expects: north, issue: water, by: 0.5}]}
`, `
  n0: {holder: north, when: always, weight: 0, cost: 0.14, effects: [{expects: north, issue: water, by: 0.3334}]}
  n1: {holder: north, when: always, weight: 0, cost: 0.14, effects: [{expects: north, issue: water, by: 0.3334}]}
  n2: {holder: north, when: always, weight: 0, cost: 0.14, effects: [{expects: north, issue: water, by: 0.3334}]}
`} {
		g := gameOf(t, `
  water:
    question: How much water is there?
    unit: litres
    anchors: [[0, 0], [0.1, 0.9], [1, 1]]
    status_quo: 0
    curvature: 1
    positions:
      north: {ideal: 1, salience: {uniform: [40, 60]}}
levers:
  z0: {holder: south, when: always, weight: 0.3, cost: 0.01, effects: []}`+levers)
		n := len(g.Points[0].Weights) - 1
		restsAt(t, g, append(slices.Repeat([]float64{1}, n), 0)...)
		if r := g.Replies[0]; !r.Gains() || slices.Min(r.Weights[:n]) < 0.99 {
			t.Errorf("reply: %+v", r)
		}
	}
}

// North wants a share of draws that no weight changes much, and its surface goes up
// and down where the share is flat, so that replies on it go round. The scenario as
// written is at rest all the same: nobody gains by any move tried.
func TestEquilibriumOfWritten(t *testing.T) {
	g := gameOf(t, `
  water:
    question: How much water is there?
    status_quo: 0.1
    curvature: 2
    positions:
      north: {ideal: {uniform: [0.7, 0.9]}, salience: 50}
      south: {ideal: {uniform: [0.6, 0.8]}, salience: 50}
levers:
  canal: {holder: north, when: always, weight: 0.2, cost: 0.08, effects: [{expects: north, issue: water, by: 0.5}, {expects: south, issue: water, by: 0.3}]}
  dam: {holder: south, when: always, weight: 0.5969966369851428, cost: 0.12, effects: [{expects: south, issue: water, by: 0.5}, {expects: north, issue: water, by: 0.2}]}
aims: {north: {wants: share.stalemate}}
`)
	if !slices.ContainsFunc(g.Points, func(p study.RestPoint) bool {
		return p.Holds && p.Moved == 0 && math.Abs(p.Weights[0]-0.2) < 0.01 && math.Abs(p.Weights[1]-0.597) < 0.01
	}) {
		t.Errorf("the scenario as written is not among %+v", g.Points)
	}
}

// A lever that brings its holder something and costs nothing goes to full, one that
// only costs to none.
func TestEquilibriumOfDominantLevers(t *testing.T) {
	g := gameOf(t, `
levers:
  dig: {holder: south, when: always, weight: 0.5, cost: 0.05, effects: []}
  push: {holder: north, when: always, weight: 0.5, effects: [{rewards: north, by: {uniform: [0.05, 0.15]}}]}
`)
	restsAt(t, g, 1, 0)
	if g.Points[0].Weights[0] != 1 || g.Points[0].Weights[1] != 0 {
		t.Errorf("%v", g.Points[0].Weights)
	}
	for h, want := range []float64{0.05, 0.025} {
		if got := g.Replies[h].Gain.Difference.Value; math.Abs(got-want) > 0.001 {
			t.Errorf("regret of holder %d is %g, want %g", h, got, want)
		}
	}
}
