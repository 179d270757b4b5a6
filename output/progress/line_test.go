package progress

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output/table"
	"sim/scenarios"
)

func subject(t *testing.T) *study.Subject {
	t.Helper()
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The line says what is known: nothing of the rate before a draw is done, nothing
// of outcomes before a chunk is.
func TestText(t *testing.T) {
	s := subject(t)
	y := montecarlo.NewTally(s.Scenario.Bargain)
	y.Draws, y.Theories[s.Lead].Classes = 512, [model.Classes]int{256, 0, 0, 256}
	for _, c := range []struct {
		at   study.Progress
		want string
	}{
		{study.Progress{Total: 4096, Tally: new(montecarlo.Tally)}, "  0% · 0 draws/s · 2s so far"},
		{study.Progress{Draws: 100, Total: 4096, Tally: new(montecarlo.Tally)}, "  2% · 50 draws/s · 1m20s left"},
		{study.Progress{Draws: 1024, Total: 4096, Tally: y}, " 25% · 512 draws/s · 6s left · settlement under Nash: " + table.Share(y.Class(s.Lead, model.Settlement))},
		{study.Progress{Stage: study.IndexDraws, Draws: 1024, Total: 4096, Tally: y}, "indices:  25% · 512 draws/s · 6s left"},
		{study.Progress{Stage: study.LeverEnds, Part: 2, Parts: 3, Draws: 512, Total: 1024, Tally: y}, "lever 2 of 3:  50% · 256 draws/s · 2s left"},
		{study.Progress{Stage: study.VariantPoints, TotalPoints: 5}, "0 of 5 points · 2s so far"},
		{study.Progress{Stage: study.VariantPoints, TotalPoints: 5, Running: 0.5}, "0 of 5 points · 18s left"},
		{study.Progress{Stage: study.VariantPoints, Points: 4, TotalPoints: 5, Running: 0.5}, "4 of 5 points · 0s left"},
	} {
		if got := New(nil, s).text(c.at, 2*time.Second); got != c.want {
			t.Errorf("%+v:\n%q, want\n%q", c.at, got, c.want)
		}
	}
}

// What was done before a stage began does not count as its speed.
func TestResumedStage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w strings.Builder
		l := New(&w, subject(t))
		l.Show(study.Progress{Draws: 1000, Total: 4000})
		time.Sleep(time.Second)
		l.Show(study.Progress{Draws: 1100, Total: 4000})
		l.Show(study.Progress{Draws: 1101, Total: 4000}) // too soon to be seen
		l.Clear()
		l.Clear()
		const want = "\r 25% · 0 draws/s · 0s so far\x1b[K\r 27% · 100 draws/s · 29s left\x1b[K\r\x1b[K"
		if w.String() != want {
			t.Errorf("%q, want %q", w.String(), want)
		}
	})
}

// A stage that follows, or another subject's draws, start anew.
func TestStages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w strings.Builder
		s := subject(t)
		show := New(&w, s).Parts([]*study.Subject{s, s})
		for part := 1; part <= 2; part++ {
			show(study.Progress{Part: part, Parts: 2, Total: 1000})
			time.Sleep(time.Second)
			show(study.Progress{Part: part, Parts: 2, Draws: 100, Total: 1000})
			time.Sleep(time.Second)
		}
		if n := strings.Count(w.String(), " 10% · 100 draws/s · 9s left"); n != 2 {
			t.Errorf("%q", w.String())
		}
	})
}
