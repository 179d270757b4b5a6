package dataset

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

const underWay = `
title: Under way
purpose: illustration
run: {draws: 300, seed: 5, theories: [nash, commitment]}
parties:
  north: {disagreement_cost: 0.05 to 0.2}
  south: {disagreement_cost: 0.05 to 0.2}
issues:
  land:
    status_quo: 0.5
    positions: {north: {ideal: 1, salience: 50}, south: {ideal: 0, salience: 50}}
packages: {deal: {outcome: settlement, issues: all, power_shift: {to: south, issue: land, a_round: 0.02 to 0.1, up_to: 0.3}}}
clock: {rounds: 8}
processes:
  meetings: {held: [{every: 1, from: 0, until: 8, between: [north, south]}], refusal: {north: 0.3 to 0.6}}
  violations: {hazard: {south: 0.01}}
observed: [{round: 0, meeting: none}, {round: 1, agreement: none}]
`

// What was observed has a row per theory and observation that counts the draws left;
// in the outcomes the others are excluded, at the observation that they do not meet,
// and hold nothing else. Both files say what their columns are, and outcomes are read
// back as they were, ripe rounds and broken promises among them.
func TestObservedFiles(t *testing.T) {
	s, err := study.New(study.Source{Path: "under-way.yaml", Text: []byte(underWay)})
	if err != nil {
		t.Fatal(err)
	}
	var outcomes bytes.Buffer
	sink, err := Record{"outcomes.csv", outcomeTable}.Open(&outcomes, s.Scenario.Bargain)
	if err != nil {
		t.Fatal(err)
	}
	run, err := study.Run(context.Background(), s, study.RunOptions{Sinks: []study.Sink{sink}})
	if err != nil {
		t.Fatal(err)
	}
	if err := sink.Close(); err != nil {
		t.Fatal(err)
	}
	r := &output.Result{Result: run}
	at := slices.IndexFunc(Always(r), func(a output.Artifact) bool { return a.Name() == "observed.csv" })
	if at < 0 {
		t.Fatal("a run leaves no observed.csv")
	}
	var w bytes.Buffer
	if err := Always(r)[at].Write(&w, r); err != nil {
		t.Fatal(err)
	}
	records := readCSV(t, w.Bytes())
	if len(records) != 5 { // two theories that ask, two observations
		t.Fatalf("%d rows: %v", len(records), records)
	}
	nash := slices.IndexFunc(s.TheoryNames(), func(name string) bool { return name == "nash" })
	if last := records[2]; last[0] != "nash" || last[1] != "1" || last[3] != output.FormatCount(r.Tally.N(nash)) {
		t.Errorf("%v, and %d draws are left", last, r.Tally.N(nash))
	}
	excluded, columns := 0, []string(nil)
	for i, record := range readCSV(t, outcomes.Bytes()) {
		if i == 0 {
			columns = record
			continue
		}
		if record[1] != "nash" || record[slices.Index(columns, "outcome")] != "excluded" {
			continue
		}
		excluded++
		if unmet := record[slices.Index(columns, "round")]; unmet != "0" && unmet != "1" {
			t.Errorf("draw %s is excluded at observation %s", record[0], unmet)
		}
		for c, name := range columns {
			if strings.Contains(name, "utility") && record[c] != "" {
				t.Errorf("an excluded draw has %s %s", name, record[c])
			}
		}
	}
	if want := s.Config.Draws - r.Tally.N(nash); excluded != want || want == 0 {
		t.Errorf("%d draws are excluded in the file, %d in the run", excluded, want)
	}
	for _, name := range []string{"first_ripe_round", "ripe_rounds", "open_rounds"} {
		if !slices.Contains(columns, name) {
			t.Errorf("outcomes have no %s: %v", name, columns)
		}
	}
}

// What each change does by itself is in a file of its own, made first and made last.
func TestEffectFile(t *testing.T) {
	s, err := study.New(study.Source{Path: "under-way.yaml", Text: []byte(underWay)})
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.With("parties.north.disagreement_cost=0.4")
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Compare(context.Background(), []*study.Subject{s, other}, study.CompareOptions{Decompose: true})
	if err != nil {
		t.Fatal(err)
	}
	st := &output.Study{Subject: s}
	files := Comparison(output.NewComparison(st, found, []string{"base", "variant"}, []string{"", ""}))
	made := map[string]int{}
	for _, line := range lines(t, files, "effects", "variant", "change", "made", "protocol", "quantity", "key") {
		if strings.HasSuffix(line, "|nash|share|settlement") {
			made[line]++
		}
	}
	const change = "variant|parties.north.disagreement_cost 0.05 to 0.2 → 0.4|"
	if len(made) != 2 || made[change+"first|nash|share|settlement"] != 1 || made[change+"last|nash|share|settlement"] != 1 {
		t.Errorf("%v", made)
	}
}
