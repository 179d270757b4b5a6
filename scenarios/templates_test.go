package scenarios_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// ofWar are words that only the template about a war may use.
var ofWar = regexp.MustCompile(`(?i)\b(wars?|fight\w*|troops?|ceasefires?|attack\w*|weapons?|enem(?:y|ies)|front)\b`)

// TestTemplates: each runs, says nothing that does nothing, and ends in at least
// three ways in more than 2% of draws under some theory.
func TestTemplates(t *testing.T) {
	names := scenarios.Names(scenarios.Templates)
	if len(names) < 9 {
		t.Fatalf("templates: %v", names)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := fs.ReadFile(scenarios.Templates, name+".yaml")
			if err != nil {
				t.Fatal(err)
			}
			if word := ofWar.Find(text); word != nil && name != "war" {
				t.Errorf("speaks of %q", word)
			}
			s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.Templates})
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range s.Warnings { // a reader should not begin with a fault of ours
				if !strings.Contains(w.Msg, "inputs are assumed") {
					t.Errorf("line %d: %s", w.Line, w.Msg)
				}
			}
			of, err := montecarlo.NewDraws(s.Bargain, montecarlo.Config{Draws: *draws, Seed: seed})
			if err != nil {
				t.Fatal(err)
			}
			runner, out := model.NewRunner(s.Bargain), make([]model.Outcome, len(s.Bargain.Theories))
			for k := range out {
				out[k] = s.Bargain.NewOutcome()
			}
			counts := make([][model.Classes]int, len(out))
			for i := range *draws {
				in, ev := of.At(i)
				runner.Run(in, ev, out)
				for k := range out {
					if c := out[k].Class; c < model.Classes { // influence theories end in none
						counts[k][c]++
					}
				}
			}
			most := 0
			for _, classes := range counts {
				above := 0
				for _, n := range classes {
					if 100*n > 2**draws {
						above++
					}
				}
				most = max(most, above)
			}
			if most < 3 && name != "towns" { // which is the shortest, not the richest
				t.Errorf("no theory has three outcomes in more than 2%% of draws: %v", counts)
			}
		})
	}
}
