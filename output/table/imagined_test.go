package table

import (
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// A hundred imagined runs are spoken of from 100 draws on. Of 200 draws with
// 101, 98 and 1 they would be 50.5, 49 and 0.5, rounded up to 101 runs.
func TestImagined(t *testing.T) {
	b := &model.Bargain{Theories: []model.Theory{{Name: "nash", Title: "Nash", Baseline: true}}}
	for _, c := range []struct {
		settled, ceased, stalemates int
		want                        string
	}{
		{0, 0, 0, "Too few draws under Nash (baseline) to speak of 100 imagined runs; 100 are needed."},
		{99, 0, 0, "Too few draws under Nash (baseline) to speak of 100 imagined runs; 100 are needed."},
		{100, 0, 0, "Of 100 imagined runs under Nash (baseline): 100 end in a settlement."},
		{101, 98, 1, "Of 100 imagined runs under Nash (baseline): 51 end in a settlement, 49 end in a ceasefire, fewer than one end in stalemate."},
		{700, 299, 1, "Of 100 imagined runs under Nash (baseline): 70 end in a settlement, 30 end in a ceasefire, fewer than one end in stalemate."},
	} {
		tally := montecarlo.NewTally(b)
		tally.Draws = c.settled + c.ceased + c.stalemates
		y := &tally.Theories[0].Classes
		y[model.Settlement], y[model.Ceasefire], y[model.Stalemate] = c.settled, c.ceased, c.stalemates
		if got := Imagined(&output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}, Tally: tally}}, 0); got != c.want {
			t.Errorf("%d draws: %q, want %q", tally.Draws, got, c.want)
		}
	}
}
