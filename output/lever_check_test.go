package output_test

import (
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

// TestLeverChecks: what levers do is said with the place, and with the reason that the
// file shows or else the one that what they move suggests.
func TestLeverChecks(t *testing.T) {
	s, err := study.New(study.Source{Path: "in.yaml", Text: []byte(`title: Levers
purpose: illustration
run: {theories: [egalitarian]}
parties: {a: {disagreement_cost: 0.1}, b: {disagreement_cost: 0.1}}
issues:
  pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 60}, b: {ideal: 0, salience: 40}}}
  cake: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 40}, b: {ideal: 0, salience: 60}}}
levers:
  acts: {holder: a, when: no agreement, effects: [{presses: b, by: 0.1}]}
  mute: {holder: a, credibility: 0, effects: [{presses: b, by: 0.1}]}
  rush: {holder: a, effects: [{moves: patience, of: b, push: 1}]}
  makes_up: {holder: b, offsets: {mute: 1}}
`)})
	if err != nil {
		t.Fatal(err)
	}
	checks, err := s.CheckLevers(t.Context(), 8, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(output.LeverChecks(s, checks, 8), "\n")
	for _, want := range []string{
		"lever: in.yaml:10:3: mute does nothing: its credibility is 0; off or full, each of 8 draws is the same",
		"lever: in.yaml:11:3: rush does nothing: no theory that is played and no process reads patience; ",
		"lever: in.yaml:12:3: makes_up does nothing: what it makes up for does nothing; ",
		"levers: 1 of 4 make a difference that can be seen between off and full, on 8 draws",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if lines := output.LeverChecks(s, nil, 8); lines != nil {
		t.Errorf("without checks there is %q", lines)
	}
}
