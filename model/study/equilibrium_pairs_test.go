package study_test

import (
	"slices"
	"testing"

	"sim/model/study"
)

// Of four or more levers of a holder not all corners are tried, and two that bring
// something together alone are found as a pair: nine tenths of the water come with the
// last tenth of what n0 and n1 bring, for 0.15 each. What n2 to n5 do only costs, more
// than all of it if they are used with the two.
func TestEquilibriumOfPair(t *testing.T) {
	g := gameOn(t, 512, `
  water:
    question: How much water is there?
    unit: litres
    anchors: [[0, 0], [0.1, 0.9], [1, 1]]
    status_quo: 0
    curvature: 1
    positions:
      north: {ideal: 1, salience: {uniform: [40, 60]}}
levers:
  n0: {holder: north, when: always, weight: 0, cost: 0.15, effects: [{expects: north, issue: water, by: 0.5}]}
  n1: {holder: north, when: always, weight: 0, cost: 0.15, effects: [{expects: north, issue: water, by: 0.5}]}
  n2: {holder: north, when: always, weight: 0, cost: 0.1, effects: []}
  n3: {holder: north, when: always, weight: 0, cost: 0.1, effects: []}
  n4: {holder: north, when: always, weight: 0, cost: 0.1, effects: []}
  n5: {holder: north, when: always, weight: 0, cost: 0.1, effects: []}
  z0: {holder: south, when: always, weight: 0, cost: 0.01, effects: []}`)
	held := slices.ContainsFunc(g.Points, func(p study.RestPoint) bool {
		return p.Holds && slices.Equal(p.Weights, []float64{1, 1, 0, 0, 0, 0, 0}) && p.Pairs == 15
	})
	if len(g.Points) != 1 || !held {
		t.Errorf("%+v", g.Points)
	}
}
