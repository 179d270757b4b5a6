package output_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// TestIdeals: of a pie of which each wants all, half is held, and fighting costs a 0.1
// and b 0.2 of it, each has half more at its own ideal, and what fighting costs it. What
// a red line shuts has no line, nor does a package that relieves nothing.
func TestIdeals(t *testing.T) {
	const pie = `
title: A pie
purpose: illustration
run: {theories: [nash]}
clock: {rounds: 2}
parties: {a: {name: Aland, disagreement_cost: 0.1}, b: {disagreement_cost: 0.2}}
issues:
  pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}
  well: {status_quo: 0.5, positions: {}, red_lines: {a: {at_most: 0.4, binding: 1}, b: {at_least: 0.6, binding: 1}}}
packages: {deal: {outcome: settlement, issues: [pie]}, all: {outcome: settlement, issues: all}, part: {outcome: partial, issues: [pie]}}
processes: {escalation: {hazard: 0}}
`
	s, err := study.New(study.Source{Path: "in.yaml", Text: []byte(pie)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"own ideal in deal at midpoints, in stake units above refusing: Aland 0.6 · b 0.7"}
	b := *s.Scenario.Bargain
	if diff := cmp.Diff(want, output.Ideals(&b)); diff != "" {
		t.Error(diff)
	}
	b.Theories = []model.Theory{{Name: "asks nobody"}}
	if got := output.Ideals(&b); got != nil {
		t.Errorf("nobody is asked, and there is %q", got)
	}
}
