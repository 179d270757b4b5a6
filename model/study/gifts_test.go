package study_test

import (
	"testing"

	"sim/model/study"
)

// gifts is a scenario whose utility of north is, on average, 0.525 plus
// 0.3·(1 − (1 − w/2)·(1 − v/2)) at weights w of gift and v of grant.
const gifts = `
title: Land
purpose: illustration
run: {draws: 512, seed: 3, protocols: [weighted_mean]}
parties:
  north: {power: 1, inducement_cap: 0.3}
  south: {power: 1, seat: observer}
issues:
  land:
    question: Whose is it?
    status_quo: 0
    curvature: 1
    positions:
      north: {ideal: 1, salience: 50}
      south: {ideal: {uniform: [0, 0.1]}, salience: 50}
levers:
  gift: {holder: south, target: north, kind: inducement, when: agreement, weight: 0.25, intensity: 0.5, effects: [{moves: inducement, of: north}]}
  grant: {holder: south, target: north, kind: inducement, when: agreement, weight: 0.25, intensity: 0.5, effects: [{moves: inducement, of: north}]}
packages:
  all: {outcome: settlement, issues: all}
`

func giftsSubject(t testing.TB) *study.Subject {
	t.Helper()
	s, err := study.New(study.Source{Path: "gifts.yaml", Text: []byte(gifts)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
