package scenario_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWarnings: what a reader should look at although it stops no run.
func TestWarnings(t *testing.T) {
	s := parse(t, `title: Warnings
purpose: illustration
documents:
  column: {title: A column, kind: opinion}
  report: {title: A report, kind: news}
parties:
  a: {breach_loss: 0.1, power: {value: 2, evidence: {document: column}}}
  b: {reservation_value: 0.1, conflict_cost: {value: 0.2, evidence: {document: report}}}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 5}}}
  cake: {status_quo: 0}
levers:
  idle: {holder: a}
  mute: {holder: a, intensity: 0, effects: [{moves: pressure, of: b}]}
  later: {holder: a, when: b violates, effects: [{moves: pressure, of: b}]}
  off: {holder: a, weight: 0, effects: [{moves: pressure, of: b}]}
  twice: {holder: a, target: b, effects: [{moves: position, issue: pie, of: a, toward: 0}, {moves: inducement}]}
  vain:
    holder: b
    target: a
    effects:
      - {moves: conflict_cost, push: small}
      - {moves: prospects, push: small}
      - {moves: position, issue: cake, toward: 1}
`)
	var got []string
	for _, w := range s.Warnings {
		line, _, _ := strings.Cut(w.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		"in.yaml: 12 of 14 inputs are assumed: they name no evidence",
		"in.yaml:4:3: column is an opinion, which does not count as evidence of a fact; 1 of the numbers rest on it: parties.a.power",
		"in.yaml:7:20: breach_loss is not used: expected_compliance is left out, so no breach is expected",
		"in.yaml:8:3: b has no position on any issue: it cares about none, and all terms are alike to it",
		"in.yaml:8:26: reservation_value is stated outright, so what no deal is worth does not depend on conflict_cost",
		"in.yaml:11:3: no party has a position on cake, so it moves nobody",
		"in.yaml:13:3: the lever idle can never act: it has no effects, offsets nothing and cuts no flow of aid",
		"in.yaml:14:3: the lever mute can never act: its intensity is 0",
		"in.yaml:15:3: the lever later can never act: nobody violates an agreement at a single meeting",
		"in.yaml:17:100: twice acts twice: pie is on the table as an issue, where position moves it; inducement is for what is not on the table",
		"in.yaml:22:17: this moves nothing: the conflict_cost of a is 0, so it is not a belligerent",
		"in.yaml:23:17: this moves nothing: a has no prospects, and 0 drops the term",
		"in.yaml:24:17: this moves nobody: a has no position on cake",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestIndifferent: a party that has positions and cares about none.
func TestIndifferent(t *testing.T) {
	s := parse(t, `title: Nobody cares
purpose: illustration
parties:
  a: {}
  b: {}
  c: {seat: observer}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 0}, b: {ideal: 0, salience: 0}}}
  cake: {status_quo: 0, positions: {a: {ideal: 1, salience: 0}, b: {ideal: 0, salience: {uniform: [0, 10]}}}}
`)
	var got []string
	for _, w := range s.Warnings {
		if line, _, _ := strings.Cut(w.String(), "\n"); strings.Contains(line, "salience") {
			got = append(got, line)
		}
	}
	want := []string{"in.yaml:4:3: all saliences of a are 0: it cares about no issue, and all terms are alike to it"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNeverAct: dates and meetings that no round is left for.
func TestNeverAct(t *testing.T) {
	s := parse(t, `title: Too late
purpose: illustration
clock: {rounds: 4}
parties:
  a: {}
  b: {}
  guest: {}
  visitor: {seat: observer}
issues:
  pie: {status_quo: 0, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}}}
levers:
  over: {holder: a, target: b, from_round: 3, until_round: 3, effects: [{moves: pressure}]}
  after: {holder: a, target: b, from_round: 4, effects: [{moves: pressure}]}
  last: {holder: a, target: b, from_round: 3, until_round: 4, effects: [{moves: pressure}]}
  maybe: {holder: a, target: b, from_round: {uniform: [1, 9]}, until_round: {uniform: [1, 9]}, effects: [{moves: pressure}]}
packages:
  never: {outcome: partial, issues: all, meetings: 5}
  once: {outcome: settlement, issues: all, meetings: 1 to 9}
`)
	var got []string
	for _, w := range s.Warnings[1:] {
		line, _, _ := strings.Cut(w.String(), "\n")
		got = append(got, line)
	}
	want := []string{
		"in.yaml:7:3: guest has no position on any issue: it cares about none, and all terms are alike to it",
		"in.yaml:12:3: the lever over can never act: until_round 3 is not after from_round 3",
		"in.yaml:13:3: the lever after can never act: it begins in round 4, and the last one is round 3",
		"in.yaml:17:3: the package never can never be tabled: it waits for 5 meetings, and there are 4 rounds",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
