package study

import (
	"context"
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// Two cases by hand. Theory a gives the end 8 of 10 draws in the first case and 5 in
// the second, b 2 and 5; outcomes without draws count for half a draw each.
func TestScoreTallies(t *testing.T) {
	cases, tallies := make([]Case, 2), make([]*Tally, 2)
	for n, ended := range [][2]int{{8, 2}, {5, 5}} {
		s := written(t)
		b := s.Scenario.Bargain
		b.Theories = b.Theories[:2]
		b.Theories[0].Family, b.Theories[1].Family = "a", "b"
		b.Theories[0].Predicts = false
		s.chosen()
		tallies[n] = montecarlo.NewTally(b)
		for m, count := range ended {
			tallies[n].Theories[m].Classes[model.Settlement] = count
			tallies[n].Theories[m].Classes[model.Stalemate] = 10 - count
		}
		cases[n] = Case{s, model.Settlement}
	}
	s := scoreTallies(cases, tallies)
	if s.Cases != 2 || s.Temper != 0.5 || len(s.Theories) != 2 {
		t.Fatalf("%+v", s)
	}
	// Of 12 counted draws: 10 and 4 of half a draw each.
	p := [2][2]float64{{8. / 12, 5. / 12}, {2. / 12, 5. / 12}}
	for m := range s.Theories {
		got := &s.Theories[m]
		share := (p[m][0] + p[m][1]) / 2
		logs := math.Log(p[m][0]) + math.Log(p[m][1])
		brier := 0.0
		for _, x := range p[m] {
			rest := 10./12 - x // in stalemate
			brier += ((1-x)*(1-x) + rest*rest + 4/24./24) / 2 / 2
		}
		if math.Abs(got.Share-share) > 1e-12 || math.Abs(got.Log-logs) > 1e-12 || math.Abs(got.Brier-brier) > 1e-12 {
			t.Errorf("theory %d: share %g, log %g, Brier %g; want %g, %g, %g", m, got.Share, got.Log, got.Brier, share, logs, brier)
		}
	}
	odds := math.Sqrt(p[0][0] * p[0][1] / (p[1][0] * p[1][1])) // half as far as Bayes's rule goes
	a, b := s.Theories[0], s.Theories[1]
	if a.Before != 0.5 || math.Abs(a.After/b.After-odds) > 1e-12 || math.Abs(a.After+b.After-1) > 1e-12 {
		t.Errorf("weights %g and %g from %g, want odds %g", a.After, b.After, a.Before, odds)
	}
	// An end close to settlement scores better in rank than one far from it.
	cases[0].Ended, cases[1].Ended = model.Ceasefire, model.Ceasefire
	near := scoreTallies(cases, tallies).Theories[0].Ranked
	cases[0].Ended, cases[1].Ended = model.Escalation, model.Escalation
	if far := scoreTallies(cases, tallies).Theories[0].Ranked; !(near < far) {
		t.Errorf("ranked score %g near the draws, %g far from them", near, far)
	}
}

// Only theories that all cases have, and that do not only predict terms, are scored; weights move all the way from twenty
// cases on; every case is told of.
func TestScoreTheories(t *testing.T) {
	cases := make([]Case, manyCases)
	for i := range cases {
		cases[i] = Case{written(t, "draws: 64", "draws: 8", "[nash, median]", "[nash, egalitarian, utilitarian, median]"), model.Settlement}
	}
	cases[3].Subject = written(t, "draws: 64", "draws: 8", "[nash, median]", "[egalitarian, utilitarian, median]")
	parts := map[int]bool{}
	s, err := ScoreTheories(context.Background(), cases, func(p Progress) {
		parts[p.Part] = p.Parts == len(cases)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Theories {
		if x.Theory.Name == "nash" || x.Theory.Predicts {
			t.Errorf("%s is scored", x.Theory.Name)
		}
	}
	if s.Temper != 1 || len(s.Theories) != 2 || len(parts) != len(cases) {
		t.Errorf("%+v, told of %v", s, parts)
	}
}

// A score names what its cases say of themselves, case by case, and moves weights only
// if inputs are older than the outcome, in more than one case.
func TestScoreCaveats(t *testing.T) {
	of := func(inputs, caveat string, n int) *Score {
		var cases []Case
		for range n {
			s := endedAt(t, 50)
			b := *s.Scenario.Bargain
			r := *b.Resolved
			r.Inputs, r.Caveat = model.Inputs(slices.Index(model.InputsNames[:], inputs)), caveat
			b.Resolved, s.Scenario.Bargain = &r, &b
			cases = append(cases, Case{s, model.Settlement})
		}
		score, err := ScoreTheories(t.Context(), cases, nil)
		if err != nil {
			t.Fatal(err)
		}
		return score
	}
	if s := of("before", "chosen afterwards", 2); len(s.Caveats) != 2 || s.Caveats[0] != (Caveat{"land", "chosen afterwards"}) || !s.Weigh() {
		t.Errorf("%+v, a record: %v", s.Caveats, s.Weigh())
	}
	if s := of("before", "", 1); s.Caveats != nil || s.Weigh() {
		t.Errorf("one case: %+v, a record: %v", s.Caveats, s.Weigh())
	}
	if s := of("published", "by others", 2); s.Weigh() || !s.Afterwards() || len(s.Published) != 2 || s.Published[0] != "land" {
		t.Errorf("inputs that others published after the outcome: %+v", s)
	}
	if of("afterwards", "", 2).Weigh() {
		t.Error("cases written afterwards are a record")
	}
}
