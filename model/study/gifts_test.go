package study_test

import (
	"testing"

	"sim/model/study"
)

// gifts is a scenario in which the agreement is worth 0.525 + 0.15·(w + v) to
// north on average, at weights w of gift and v of grant.
const gifts = `
title: Land
purpose: illustration
run: {draws: 512, seed: 3, theories: [weighted_mean]}
parties:
  north: {power: 1}
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
  gift: {holder: south, target: north, kind: inducement, when: agreement, weight: 0.25, effects: [{rewards: north, by: 0.15}]}
  grant: {holder: south, target: north, kind: inducement, when: agreement, weight: 0.25, effects: [{rewards: north, by: 0.15}]}
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
