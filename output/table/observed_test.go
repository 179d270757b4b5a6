package table

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// underWay is two parties in a game over rounds, of which three are known.
const underWay = `
title: Under way
purpose: illustration
run: {draws: 400, seed: 5, theories: [nash]}
parties:
  north: {disagreement_cost: 0.05 to 0.2}
  south: {disagreement_cost: 0.05 to 0.2}
issues:
  land:
    status_quo: 0.5
    positions: {north: {ideal: 1, salience: 50}, south: {ideal: 0, salience: 50}}
packages: {deal: {outcome: settlement, issues: all}}
clock: {rounds: 8}
processes:
  meetings: {held: [{every: 1, from: 0, until: 8, between: [north, south]}], refusal: {north: 0.3 to 0.6}}
observed: [{round: 0, meeting: none}, {round: 1, agreement: none}]
`

func played(t *testing.T) (*study.Subject, *output.Result) {
	t.Helper()
	s, err := study.New(study.Source{Path: "under-way.yaml", Text: []byte(underWay)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return s, &output.Result{Result: r}
}

// The table counts down from all draws, observation by observation, to those that every
// figure is over; theories that ask nobody have no row. How ripe the conflict is comes
// from the draws that are left.
func TestObservedAndRipeness(t *testing.T) {
	s, r := played(t)
	o := Observed(r)
	nash := len(s.Theories) - 1
	if want := []string{"theory", "in round 0 (from 0) no meeting was held", "in round 1 (from 0) no agreement was in force at the end"}; !slices.Equal(o.Head, want) {
		t.Errorf("head %q", o.Head)
	}
	if len(o.Rows) != 1 || o.Rows[0][0] != "Nash" || o.Rows[0][2] != output.FormatCount(r.Tally.N(nash)) {
		t.Errorf("rows %q, %d draws are left", o.Rows, r.Tally.N(nash))
	}
	text := r.Observed()
	if want := "Of 400 draws, " + output.FormatCount(r.Tally.N(nash)) + " match what was observed; every share is of these."; !strings.HasPrefix(text, want) {
		t.Errorf("%q, want %q", text, want)
	}
	ripe := Ripeness(r)
	if ripe == nil || len(ripe.Rows) != 1 || !strings.HasPrefix(ripe.Title, "Ripeness for deal: going on hurts north and south") {
		t.Fatalf("ripeness: %+v", ripe)
	}
	if row := ripe.Rows[0]; row[0] != "Nash" || !strings.Contains(row[1], "%") || !strings.Contains(row[2], "%") {
		t.Errorf("ripeness: %q", row)
	}
	s.Scenario.Bargain.Observed = nil
	if Observed(r) != nil || r.Observed() != "" {
		t.Error("nothing was observed, and a table says what")
	}
}

// Changes that do nothing share a row, those that act have one per theory, and below
// stand the sum and the whole; what cannot be undone alone is said.
func TestComparedEffects(t *testing.T) {
	s, _ := played(t)
	other, err := s.With("parties.north.disagreement_cost=0.4", "processes.meetings.refusal.north=0.05", "clock.rounds=8")
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Compare(context.Background(), []*study.Subject{s, other}, study.CompareOptions{Decompose: true})
	if err != nil {
		t.Fatal(err)
	}
	c := output.NewComparison(&output.Study{Subject: s}, found, []string{"base", "variant"}, []string{"", ""})
	v := &c.Variants[0]
	tab := ComparedEffects(c, v)
	if tab == nil || !slices.Equal(tab.Head, []string{"change", "theory", "made first", "made last"}) {
		t.Fatalf("%+v", tab)
	}
	var changes []string
	for _, row := range tab.Rows {
		changes = append(changes, row[0])
	}
	if want := []string{"parties.north.disagreement_cost 0.05 to 0.2 → 0.4", "processes.meetings.refusal.north 0.3 to 0.6 → 0.05", "sum of the changes", "all together"}; !slices.Equal(changes, want) {
		t.Errorf("rows %q, want %q", changes, want)
	}
	if words := EffectWords(v); len(words) != 1 || !strings.HasPrefix(words[0], "Made first: ") {
		t.Errorf("%q", words)
	}
	v.Changes[0].Last, v.Changes[0].Refused = nil, context.Canceled
	if words := EffectWords(v); len(words) != 2 || !strings.Contains(words[1], "cannot be made or undone alone: context canceled") {
		t.Errorf("%q", words)
	}
	if row := ComparedEffects(c, v).Rows[0]; row[3] != "–" && row[3] != "~" {
		t.Errorf("what was refused shows %q", row)
	}
	v.Changes = nil
	if ComparedEffects(c, v) != nil || EffectWords(v) != nil {
		t.Error("effects that nobody asked for")
	}
	if signed(3, 1) != "+3 ± 1" || signed(-3, 1) != "-3 ± 1" || signed(1, 1) != "~" || pointsOf((*analysis.Comparison)(nil), 0, 0) != "–" {
		t.Errorf("%q, %q, %q", signed(3, 1), signed(-3, 1), signed(1, 1))
	}
}
