package table

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// What all theories are said to agree on is what each of them says by itself.
func TestTheoriesAgreeOnDirections(t *testing.T) {
	s, err := scenario.Load("wage-round.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"two_level", "two_level+egalitarian"}); err != nil {
		t.Fatal(err)
	}
	cfg := montecarlo.Config{Draws: 2048, Seed: 1, Sampler: "random", Workers: 1}
	tally, err := montecarlo.Run(context.Background(), s.Bargain, cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := &output.Result{Result: &study.Result{Scenario: s, Tally: tally}}
	agreed, rows := 0, 0
	for theory := range s.Bargain.Theories {
		for _, row := range Drivers(r, theory).Rows {
			rows++
			direction, verdict := row[3], row[4]
			if !slices.Contains(verdictWords, verdict) {
				t.Errorf("%s: %q is no verdict", row[0], verdict)
			}
			word, all := strings.CutPrefix(verdict, "all: ")
			if !all {
				continue
			}
			agreed++
			if !strings.HasPrefix(direction, word+" ") {
				t.Errorf("%s under %s: %q, but all theories: %q", row[0], s.Bargain.Theories[theory].Name, direction, verdict)
			}
		}
	}
	if rows == 0 || agreed == 0 {
		t.Errorf("%d rows, %d agreed", rows, agreed)
	}
}
