package scenario_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/scenario"
)

const ordered = `title: Order
purpose: illustration
clock: {rounds: 10}
parties:
  a: {}
  b: {}
  c: {seat: observer}
issues:
  pie: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 5}, b: {ideal: 0, salience: 5}}}
levers:
  act: {holder: a, target: b, when: deadline, effects: [{presses: b, by: 0.1}]}
  idle: {holder: a, target: b, when: deadline, effects: [{presses: b, by: 0.1}]}
  steady: {holder: a, target: b, effects: [{presses: b, by: 0.1}]}
processes:
  meetings: {held: [{at: 0, between: [b, a]}, {every: 1, between: [a, b, c], requires: [{meetings: {between: [a, b], held: 1}}]}, {at: 9, between: [a, b, c], requires: [{meetings: {between: [c, a], held: 1}}]}]}
packages:
  settlement: {outcome: settlement, issues: all, after: pause, requires: [{package: truce, kept_for: 2 to 4 rounds}], insists: {b: [truce], a: {packages: [pause], binding: 0.5}}}
  truce: {outcome: ceasefire, issues: all, requires: [{package: pause, signed_once: true}, {round: 2}, {deadline: date}, {lever: act}, {meetings: {between: [b, a], held: 1}}]}
  pause: {outcome: partial, issues: all}
deadlines:
  late: {round: 5, title: Too late, ends: [truce], no_deal: {pie: 0.2}, shifts: {b: -0.1}}
  date: {round: 2 to 3, then: {carries_out: act}}
`

// TestRequirements: what the language of order compiles to.
func TestRequirements(t *testing.T) {
	b := parse(t, ordered).Bargain
	column := func(path string) model.Number {
		for i := range b.Inputs {
			if b.Inputs[i].Path == path {
				return model.Uncertain(b.Inputs[i].Column)
			}
		}
		t.Fatalf("no input %s", path)
		return model.Number{}
	}
	plain := cmp.Comparer(func(x, y model.Number) bool { return x == y })
	want := []model.Package{
		{Requires: []model.Requirement{{Kind: model.InForce, Of: 2}, {Kind: model.InForce, Of: 1, Number: column("packages.settlement.requires.0.kept_for")}}, Insists: []model.Insistence{
			{Party: 0, Packages: []int{2}, Binding: model.Known(0.5), Stream: model.Key("insists/settlement.a")},
			{Party: 1, Packages: []int{1}, Binding: model.Known(1), Stream: model.Key("insists/settlement.b")},
		}},
		{Requires: []model.Requirement{
			{Kind: model.SignedOnce, Of: 2},
			{Kind: model.RoundReached, Of: -1, Number: model.Known(2)},
			{Kind: model.DeadlinePassed, Of: 0},
			{Kind: model.LeverCarriedOut, Of: 0},
			{Kind: model.MeetingsHeld, Of: 0, Number: model.Known(1)},
		}},
		{},
	}
	for i, p := range b.Packages {
		if diff := cmp.Diff(want[i], model.Package{Requires: p.Requires, Insists: p.Insists}, plain); diff != "" {
			t.Errorf("%s:\n%s", p.ID, diff)
		}
	}
	if diff := cmp.Diff([][]int{{0, 1}, {0, 2}}, b.Rooms); diff != "" {
		t.Error(diff)
	}
	dates := []model.Deadline{
		{ID: "date", Title: "date", Round: column("deadlines.date.round"), Carries: []int{0}},
		{ID: "late", Title: "Too late", Round: model.Known(5), Ends: []int{1}, NoDeal: []model.Ending{{Issue: 0, Term: model.Known(0.2)}}, Shifts: []model.Shift{{Party: 1, By: model.Size{Amount: model.Known(-0.1)}}}},
	}
	if diff := cmp.Diff(dates, b.Deadlines, plain); diff != "" {
		t.Error(diff)
	}
}

// TestRequirementWarnings: what waits for what never comes is remarked on.
func TestRequirementWarnings(t *testing.T) {
	remarks := func(from ...string) (got []string) {
		s, err := scenario.Parse("in.yaml", []byte(strings.NewReplacer(from...).Replace(ordered)), scenario.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range s.Warnings[1:] { // the first counts what is assumed
			line, _, _ := strings.Cut(w.String(), "\n")
			got = append(got, line)
		}
		return got
	}
	idle := "in.yaml:12:38: this never comes: no deadline carries out idle; name it under deadlines: {…: {then: {carries_out: idle}}}"
	room := "in.yaml:15:170: this meeting is never held: no other is of just a and c"
	for _, c := range []struct {
		from []string
		want []string
	}{
		{nil, []string{idle, room}},
		{[]string{"kept_for: 2 to 4", "kept_for: 12"}, []string{
			idle, room,
			"in.yaml:17:3: the package settlement can never be tabled: it waits until truce, which is tabled in round 2 at the earliest, has been kept for 12 rounds: until round 14",
		}},
		{[]string{"{round: 2}", "{round: 10}"}, []string{
			idle, room,
			"in.yaml:17:3: the package settlement can never be tabled: it waits for truce, which cannot be in force before the talks of round 11",
			"in.yaml:18:3: the package truce can never be tabled: it waits for round 10, and the last one is round 9",
			"in.yaml:21:44: the deadline ends truce before it can be tabled: it waits for round 10, and the last one is round 9",
		}},
		{[]string{"{lever: act}", "{lever: steady}"}, []string{
			idle, room,
			"in.yaml:17:3: the package settlement can never be tabled: it waits for truce, which can never be tabled",
			"in.yaml:18:3: the package truce can never be tabled: it waits until steady is carried out, which waits for no refusal, violation or deadline",
			"in.yaml:21:44: the deadline ends truce before it can be tabled: it waits until steady is carried out, which waits for no refusal, violation or deadline",
		}},
		{[]string{"held: 1}}]}\n  pause", "held: 4}}]}\n  pause"}, []string{
			idle, room,
			"in.yaml:17:3: the package settlement can never be tabled: it waits for truce, which can never be tabled",
			"in.yaml:18:3: the package truce can never be tabled: it waits for 4 meetings of just a and b, and the calendar has 1",
			"in.yaml:21:44: the deadline ends truce before it can be tabled: it waits for 4 meetings of just a and b, and the calendar has 1",
		}},
		{[]string{"round: 5", "round: 2"}, []string{
			idle, room,
			"in.yaml:21:44: the deadline ends truce before it can be tabled: it waits for round 2, and the last one is round 9",
		}},
		{[]string{"  late", "  never: {round: 20}\n  empty: {round: 3}\n  late"}, []string{
			idle, room,
			"in.yaml:21:18: the deadline never never passes: it is in round 20, and the last one is round 9",
			"in.yaml:22:3: the deadline empty changes nothing: it ends, shifts and carries out nothing, and nothing waits for it",
		}},
	} {
		if diff := cmp.Diff(c.want, remarks(c.from...)); diff != "" {
			t.Errorf("%q:\n%s", c.from, diff)
		}
	}
}

// TestEndings: a deadline that moves where an issue ends without a deal is remarked
// on if everybody states what no deal is worth.
func TestEndings(t *testing.T) {
	const text = `title: Two farms, one well
purpose: illustration
clock: {rounds: 10}
parties: {north: NORTH, south: {reservation_value: 0.2}}
issues:
  water: {status_quo: 0.5, positions: {north: {ideal: 1, salience: 60}, south: {ideal: 0, salience: 40}}}
  fish: {status_quo: 0.5, positions: {north: {ideal: 1, salience: 60}}}
deadlines: {season: {round: 3, no_deal: {water: 0.2}}}
`
	const remark = "in.yaml:8:42: where water ends without a deal changes nothing: no party that cares about it derives from it what no deal is worth (reservation_value or walks_away is stated); say what the deadline does to them with shifts"
	for north, want := range map[string]bool{
		"{}": false, "{reservation_value: 0.3}": true, "{walks_away: {water: 0.6}}": true, "{walks_away: {fish: 0.6}}": false,
		"{walks_away: [{water: 0.6}, {fish: 0.6}]}": false, "{seat: observer}": true,
	} {
		s, err := scenario.Parse("in.yaml", []byte(strings.Replace(text, "NORTH", north, 1)), scenario.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := slices.ContainsFunc(s.Warnings, func(w scenario.Problem) bool { return strings.HasPrefix(w.String(), remark) })
		if got != want {
			t.Errorf("%s: remarked on: %v, %v", north, got, s.Warnings)
		}
	}
}
