package output_test

import (
	"errors"
	"slices"
	"testing"

	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

func TestChecks(t *testing.T) {
	r := &output.Result{Result: &study.Result{Checks: []study.Assessment{
		{Condition: scenario.Condition{Text: "terms.aid > 0.5"}, Verdict: scenario.WithinError},
		{Condition: scenario.Condition{Text: "terms.toll > 3"}, Verdict: scenario.Unanswerable, Err: errors.New("there is no toll")},
	}}}
	want := []output.Check{
		{Condition: "terms.aid > 0.5", Verdict: "fails within its Monte Carlo error"},
		{Condition: "terms.toll > 3", Verdict: "cannot be answered: there is no toll"},
	}
	if got := r.Checks(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestStopText(t *testing.T) {
	asked := []string{"a > 1", "b > 2"}
	for _, c := range []struct {
		stop *study.Stop
		want string
	}{
		{nil, ""},
		{&study.Stop{Draws: 2048, Most: 4096, Conditions: asked}, "stopped at 2,048 of at most 4,096 draws: a > 1 · b > 2"},
		{&study.Stop{Draws: 4096, Most: 4096, Conditions: asked}, "stopped at the cap of 4,096 draws, where what was asked for holds: a > 1 · b > 2"},
		{&study.Stop{Draws: 4096, Most: 4096, Conditions: asked, Unmet: asked[1:]}, "stopped at the cap of 4,096 draws; not met: b > 2"},
	} {
		if got := (&output.Result{Result: &study.Result{Stop: c.stop}}).StopText(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.stop, got, c.want)
		}
	}
}
