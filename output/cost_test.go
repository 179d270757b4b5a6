package output_test

import (
	"testing"
	"time"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// A measured time has one digit, in a unit that reads well.
func TestFormatTime(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{400, "less than 1 µs"},
		{1499, "about 1 µs"},
		{1500, "about 2 µs"},
		{940 * time.Microsecond, "about 900 µs"},
		{960 * time.Microsecond, "about 1 ms"},
		{74 * time.Millisecond, "about 70 ms"},
		{94 * time.Second, "about 90 s"},
		{119 * time.Second, "about 100 s"},
		{2 * time.Minute, "about 2 min"},
		{47 * time.Hour, "about 2 days"},
		{600 * 24 * time.Hour, "about 600 days"},
		{100000 * 24 * time.Hour, "about 100,000 days"},
	} {
		if got := output.FormatTime(c.d); got != c.want {
			t.Errorf("%s: %q, want %q", c.d, got, c.want)
		}
	}
}

// The warning begins at a minute and names what takes longest, if there is a choice.
func TestCostWarning(t *testing.T) {
	s := &study.Subject{Config: study.Config{Draws: 4096}, Theories: []model.Theory{{Name: "nash"}, {Name: "spatial"}}}
	c := study.Cost{Draw: 30 * time.Millisecond, Run: 59 * time.Second, Dearest: 1, Alone: 20 * time.Millisecond}
	if got := output.CostWarning(s, c); got != "" {
		t.Errorf("59 s: %q", got)
	}
	c.Run = time.Minute
	if got, want := output.CostWarning(s, c), "its 4,096 draws take about 60 s on this machine; fewer --draws, or --theories without spatial, which takes longest, take less"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := output.CostText(s, c), "cost here: about 30 ms per draw on one processor, about 60 s for 4,096 draws · spatial takes longest, about 20 ms per draw"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s.Theories = s.Theories[:1]
	if got, want := output.CostWarning(s, c), "its 4,096 draws take about 60 s on this machine; fewer --draws take less"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
