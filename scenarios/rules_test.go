package scenarios_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// rowOf is a list of theories with rules beside nash.
const rowOf = "run.theories=[{cause: none, rule: nash, spread: [kalai_smorodinsky, egalitarian]}]"

// ruled is the tally of nash in draws of a shipped file under rowOf.
func ruled(t *testing.T, file string, n int, set ...string) (*model.Bargain, *montecarlo.TheoryTally) {
	t.Helper()
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS, Set: append([]string{rowOf}, set...)})
	if err != nil {
		t.Fatal(err)
	}
	tally, err := montecarlo.Run(context.Background(), s.Bargain, montecarlo.Config{Draws: n, Seed: seed, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return s.Bargain, &tally.Theories[1]
}

// TestTermsByRule: of the dollar Ann, with three times Bob's power, gets 20 cents and
// three quarters of the 50 above both outside values under Nash, and half of them
// under the two rules that know no power (Kalai 1977; Kalai & Smorodinsky 1975).
func TestTermsByRule(t *testing.T) {
	_, y := ruled(t, "divide-the-dollar.yaml", 4, "parties.ann.power=3")
	for rule, want := range []float64{0.575, 0.45, 0.45} {
		terms := &y.Spread[rule][0]
		if got := terms.Mean().Value; terms.N() != 4 || math.Abs(got-want) > 1e-9 {
			t.Errorf("rule %d gives Ann %g in the mean of %d draws, want %g", rule, got, terms.N(), want)
		}
	}
}

// TestRulesAlone: at a single meeting the rules beside nash find what they find as
// theories of their own, for whole numbers and totals as well.
func TestRulesAlone(t *testing.T) {
	for _, file := range []string{"fisheries.yaml", "merger.yaml"} {
		b, y := ruled(t, file, 64)
		for rule, name := range []string{"nash", "kalai_smorodinsky", "egalitarian"} {
			alone, err := under(name, file, nil)
			if err != nil {
				t.Fatal(err)
			}
			tally, err := montecarlo.Run(context.Background(), alone, montecarlo.Config{Draws: 64, Seed: seed, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			for k := range b.Issues {
				got, want := y.Spread[rule][k].Mean(), tally.Theories[0].Terms[k].Mean()
				if got.N != want.N || got.N == 0 || got.Value != want.Value {
					t.Errorf("%s, %s: %s is %v in a spread, %v alone", file, name, b.Issues[k].ID, got, want)
				}
			}
		}
	}
}

// TestSpreadChangesNothing: draws are the same to the last bit with and without
// rules beside nash, and the rules allocate nothing.
func TestSpreadChangesNothing(t *testing.T) {
	const played = 24
	for _, file := range []string{"alaska.yaml", "wage-round.yaml", "hostages.yaml", "fisheries.yaml", "two-issues.yaml"} {
		s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS, Set: []string{"run.theories=all"}})
		if err != nil {
			t.Fatal(err)
		}
		b := s.Bargain
		nash := s.Lead()
		if len(b.Theories[nash].Spread) != 2 {
			t.Fatalf("%s: %s has %d rules beside it", file, b.Theories[nash].Name, len(b.Theories[nash].Spread))
		}
		draws, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: played, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		room := func(spread bool) []model.Outcome {
			out := make([]model.Outcome, len(b.Theories))
			for i := range out {
				if out[i] = b.NewOutcome(); spread {
					b.AddSpread(i, out[i:i+1])
				}
			}
			return out
		}
		with, without := room(true), room(false)
		runner, plain := model.NewRunner(b), model.NewRunner(b)
		found := 0
		for i := range played {
			in, ev := draws.At(i)
			runner.Run(in, ev, with)
			plain.Run(in, ev, without)
			for y := range with {
				spread := with[y].Spread
				with[y].Spread = nil
				if got, want := lineOf(&with[y]), lineOf(&without[y]); got != want {
					t.Fatalf("%s, draw %d under %s:\n%s\nwithout a spread:\n%s", file, i, b.Theories[y].Name, got, want)
				}
				if with[y].Spread = spread; y == nash && !math.IsNaN(spread[len(spread)-1]) {
					found++
				}
			}
		}
		if found == 0 {
			t.Errorf("%s: no rule found terms in %d draws", file, played)
		}
		in, ev := draws.At(0)
		if n := testing.AllocsPerRun(5, func() { runner.Run(in, ev, with) }); n > 0 {
			t.Errorf("%s: a draw allocates %g times", file, n)
		}
	}
}

// lineOf is all that an outcome holds.
func lineOf(o *model.Outcome) string {
	one := *o
	one.Path = nil
	return fmt.Sprintf("%v %v", one, o.Path)
}
