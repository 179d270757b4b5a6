package study

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// pie is a pie of which each side expects a share of going on, at a cost, and what
// else the file says.
const pie = `
title: Pie
purpose: illustration
parties:
  a: {seat: signatory, disagreement_cost: %v, prospects: {share: %v}}
  b: {seat: signatory, disagreement_cost: %v, prospects: {share: %v}}
issues:
  share: {unit: share of a, range: [0, 1], status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 1}, b: {ideal: 0, salience: 1}}}
  calm: {unit: calm, range: [0, 1], status_quo: 0.5}
%s`

func pieOf(t *testing.T, cost, expects [2]float64, rest string, set ...string) *Subject {
	t.Helper()
	text := fmt.Sprintf(pie, cost[0], expects[0]-0.5, cost[1], 0.5-expects[1], rest)
	s, err := scenario.Parse("pie.yaml", []byte(text), scenario.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	return &Subject{Scenario: s}
}

func TestRipenessOracles(t *testing.T) {
	data, err := os.ReadFile("testdata/oracles_ripeness.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name   string
		Inputs struct {
			WarCost [2]float64 `json:"war_cost"`
			Expects [2]float64
		}
		Expected struct {
			Hurt   [2]float64
			WayOut float64 `json:"way_out"`
			Ripe   bool
		}
		Tolerance float64
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d oracles", len(all))
	}
	for _, o := range all {
		s := pieOf(t, o.Inputs.WarCost, o.Inputs.Expects, "run: {theories: [nash]}")
		got := Solve(s, 0).Ripeness
		if got == nil {
			t.Fatalf("%s: there is no index", o.Name)
		}
		for j := range got.Hurting {
			if math.Abs(got.Hurting[j]-o.Expected.Hurt[j]) > o.Tolerance {
				t.Errorf("%s: hurts %v, want %v", o.Name, got.Hurting, o.Expected.Hurt)
			}
		}
		if math.Abs(got.WayOut-o.Expected.WayOut) > o.Tolerance || got.Ripe() != o.Expected.Ripe {
			t.Errorf("%s: way out %v and ripe %t, want %v and %t", o.Name, got.WayOut, got.Ripe(), o.Expected.WayOut, o.Expected.Ripe)
		}
	}
}

// A round is ripe as long as both sides bear enough and some terms suit both,
// whether or not a theory finds them; rounds count until a settlement is in force.
func TestRipeRounds(t *testing.T) {
	const alone = "packages: {deal: {outcome: settlement, issues: all, meetings: 3}}\n"
	for _, c := range []struct {
		what              string
		theory            string
		cost, expects     [2]float64
		rest              string
		set               []string
		open, ripe, first int
	}{
		{"signed in round 3", "nash", [2]float64{0.12, 0.2}, [2]float64{0.5, 0.5}, alone, nil, 4, 4, 0},
		{"optimists", "nash", [2]float64{0.12, 0.2}, [2]float64{0.75, 0.65}, alone, nil, 6, 0, -1},
		{"one side is hardly hurt", "nash", [2]float64{0.02, 0.2}, [2]float64{0.5, 0.5}, alone, nil, 4, 0, -1},
		{"both have locked themselves in", "audience", [2]float64{0.12, 0.2}, [2]float64{0.5, 0.5}, alone, []string{"issues.share.public_lines={a: {at_least: 0.9, price: 9}, b: {at_most: 0.1, price: 9}}"}, 6, 6, 0},
		{"a truce relieves", "nash", [2]float64{0.12, 0.2}, [2]float64{0.5, 0.5}, "packages: {deal: {outcome: settlement, issues: all, meetings: 3}, truce: {outcome: ceasefire, issues: [calm]}}\n", nil, 4, 1, 0},
	} {
		s := pieOf(t, c.cost, c.expects, "clock: {rounds: 6}\nrun: {theories: ["+c.theory+"]}\n"+c.rest, c.set...)
		b := s.Scenario.Bargain
		theory := slices.IndexFunc(b.Theories, func(t model.Theory) bool { return t.Name == c.theory })
		tally, err := montecarlo.Run(t.Context(), b, montecarlo.Config{Draws: 1, Seed: 1, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		out := b.NewOutcomes(1)
		model.Narrate(b, theory, nil, montecarlo.NewEvents(1, 0), &out[0], func(model.Event) {})
		if o := &out[0]; o.Open != c.open || o.Ripe != c.ripe || o.RipeFirst != c.first {
			t.Errorf("%s: %d of %d rounds are ripe, the first %d; want %d of %d, %d", c.what, o.Ripe, o.Open, o.RipeFirst, c.ripe, c.open, c.first)
		}
		if got, want := tally.Theories[theory].Ripe.Share.Mean().Value, float64(c.ripe)/float64(c.open); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: share %v, want %v", c.what, got, want)
		}
	}
}
