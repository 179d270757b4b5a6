package table

import (
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// Over rounds the summary tells what was ever reached from what is in force at
// the end; a single meeting has no such line.
func TestReached(t *testing.T) {
	b := &model.Bargain{Theories: []model.Theory{{Name: "nash"}}, Clock: model.Clock{Rounds: 4}}
	r := &output.Result{Result: &study.Result{
		Scenario: &scenario.Scenario{Bargain: b},
		Rows: []study.Row{
			{Protocol: "nash", Quantity: "reached", Key: "settlement", N: 1000, Value: 0.3, Error: 0.0145, Lower: 0.27, Upper: 0.33},
			{Protocol: "nash", Quantity: "reached", Key: "ceasefire", N: 1000},
			{Protocol: "nash", Quantity: "quiet", Key: "stalemate", N: 1000, Value: 0.1, Error: 0.0095, Lower: 0.083, Upper: 0.12},
		},
	}}
	got := Reached(r, 0)
	if !strings.Contains(got, "under nash: settlement in 30 ± 2% of draws;") || strings.Contains(got, "ceasefire") {
		t.Errorf("got %q", got)
	}
	if got := Quiet(r, 0); !strings.Contains(got, "under nash") || !strings.Contains(got, "10 ± 1% of draws") {
		t.Errorf("got %q", got)
	}
	r.Rows[2].Value = 0
	if got := Quiet(r, 0); got != "" {
		t.Errorf("no quiet draw: %q", got)
	}
	b.Clock.Rounds = 0
	if got := Reached(r, 0); got != "" {
		t.Errorf("a single meeting: %q", got)
	}
}
