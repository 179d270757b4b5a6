package output_test

import (
	"context"
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

const underWay = `
title: Under way
purpose: illustration
run: {draws: 400, seed: 5, theories: [nash, two_level]}
parties:
  north: {disagreement_cost: 0.05 to 0.2}
  south: {disagreement_cost: 0.05 to 0.2}
issues:
  land:
    range: [0, 10]
    status_quo: 5
    positions: {north: {ideal: 10, salience: 50}, south: {ideal: 0, salience: 50}}
levers: {push: {holder: north, target: south, when: south refuses, weight: 0.5, effects: [{costs: south, by: 0.1}]}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {north.council: {majority: {accepts: {land: {at_least: 4.5 to 5.5}}}}}
clock: {rounds: 8}
processes:
  meetings: {held: [{every: 1, from: 0, until: 8, between: [north, south]}], refusal: {north: 0.3 to 0.6}}
  ratification: {north.council: {packages: [deal]}}
observed: [{round: 0, meeting: none}, {round: 1, agreement: none}, {round: 2, in_force: deal}]
`

func underWayRun(t *testing.T) (*study.Subject, *output.Result) {
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

// Every kind of observation has its words.
func TestObservationWords(t *testing.T) {
	s, _ := underWayRun(t)
	for _, c := range []struct {
		o    model.Observation
		want string
	}{
		{model.Observation{Kind: model.MeetingObserved}, "in round 0 (from 0) a meeting was held"},
		{model.Observation{Kind: model.NoMeeting, Round: 2}, "in round 2 (from 0) no meeting was held"},
		{model.Observation{Kind: model.SignedObserved}, "in round 0 (from 0) deal was signed"},
		{model.Observation{Kind: model.BrokenObserved}, "in round 0 (from 0) deal was broken"},
		{model.Observation{Kind: model.InForceObserved}, "in round 0 (from 0) deal was in force at the end"},
		{model.Observation{Kind: model.NothingInForce}, "in round 0 (from 0) no agreement was in force at the end"},
		{model.Observation{Kind: model.CarriedObserved}, "in round 0 (from 0) push was carried out"},
		{model.Observation{Kind: model.WithheldObserved}, "in round 0 (from 0) push had not been carried out"},
		{model.Observation{Kind: model.LineObserved, Lower: 0.25, Upper: 0.5}, "in round 0 (from 0) land stood between 2.5 and 5 at the end"},
	} {
		if got := output.ObservationWords(s.Scenario.Bargain, &c.o); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A run with observations says how many draws are left under each theory, counts over
// several theories as counts of the fewest, and points to a draw that is left.
func TestRunWithObservations(t *testing.T) {
	s, r := underWayRun(t)
	nash, vote := 1, 2
	if s.Theories[nash].Name != "nash" || s.Theories[vote].Name != "two_level" {
		t.Fatalf("theories %v", s.TheoryNames())
	}
	few, many := r.Tally.N(vote), r.Tally.N(nash)
	if few == many || few == 0 {
		t.Fatalf("%d and %d draws are left", few, many)
	}
	least, most := min(few, many), max(few, many)
	want := "Of 400 draws, " + output.FormatCount(least) + " to " + output.FormatCount(most) + ", depending on the theory, match what was observed; every share is of these."
	if least < study.MinimumDraws {
		want += " That is too few to say much."
	}
	if got := r.Observed(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if r.N() != least {
		t.Errorf("counts are of %d, not %d", r.N(), least)
	}
	for _, i := range []int{nash, vote} {
		if got := r.Of(i, r.Tally.N(i)); got != least {
			t.Errorf("all draws under theory %d are %d of %d", i, got, least)
		}
	}
	first := r.FirstMatch()
	if lead := s.Scenario.Lead(); first < 0 || r.Sample.Outcomes[lead][first].Class == model.Excluded {
		t.Errorf("draw %d is no match", first)
	}
	text := output.Unobserved(s.Scenario.Bargain, &study.UnobservedError{Theory: "nash", Observation: 1, Draws: 400})
	if want := "observed[1]: no draw of 400 matches it under Nash among those that match what stands before it: in round 1 (from 0) no agreement was in force at the end."; !strings.HasPrefix(text, want) {
		t.Errorf("%q, want %q", text, want)
	}
}

// A comparison says how many draws match on each side, and that what was observed
// differs where it does.
func TestComparisonOfObservations(t *testing.T) {
	s, _ := underWayRun(t)
	text, _, _ := strings.Cut(underWay, "observed:")
	before, err := study.New(study.Source{Path: "before.yaml", Text: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	found, err := study.Compare(context.Background(), []*study.Subject{before, s}, study.CompareOptions{})
	if err != nil {
		t.Fatal(err)
	}
	c := output.NewComparison(&output.Study{Subject: before}, found, []string{"before", "under-way"}, []string{"", ""})
	v := &c.Variants[0]
	if got := v.Changed(); got != "What was observed differs, and no number." {
		t.Errorf("%q", got)
	}
	if got := c.Matching(v); !strings.HasPrefix(got, "Under Nash, 400 of 400 draws match what was observed in before, and ") {
		t.Errorf("%q", got)
	}
}
