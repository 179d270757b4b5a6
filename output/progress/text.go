package progress

import (
	"fmt"
	"time"

	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// stageNames say what a stage simulates; empty: the scenario's own draws.
var stageNames = map[study.Stage]string{
	study.IndexDraws: "indices: ", study.ShapleyDraws: "Shapley effects: ", study.InputEnds: "inputs at either end: ",
}

// done is how many draws or points are done.
func done(at study.Progress) float64 {
	if at.Stage == study.VariantPoints {
		return float64(at.Points) + at.Running
	}
	return float64(at.Draws)
}

// total is how many draws or points there are.
func total(at study.Progress) int {
	if at.Stage == study.VariantPoints {
		return at.TotalPoints
	}
	return at.Total
}

// text is the line: how far, how fast, how much time is left, and what share
// of draws ends in the first outcome, as far as these are known.
func (l *Line) text(at study.Progress, spent time.Duration) string {
	rate := (done(at) - l.done) / max(spent.Seconds(), 1e-3)
	left := spent.Round(time.Second).String() + " so far"
	if rate > 0 {
		left = time.Duration((float64(total(at))-done(at))/rate*float64(time.Second)).Round(time.Second).String() + " left"
	}
	if at.Stage == study.VariantPoints {
		return fmt.Sprintf("%d of %d points · %s", at.Points, at.TotalPoints, left)
	}
	what := stageNames[at.Stage]
	if at.Stage == study.LeverEnds {
		what = fmt.Sprintf("lever %d of %d: ", at.Part, at.Parts)
	}
	text := fmt.Sprintf("%s%3d%% · %s draws/s · %s", what, 100*at.Draws/at.Total, output.FormatCount(int(rate)), left)
	switch {
	case what != "" || l.s.Theories[l.s.Lead].Predicts:
		return text
	case at.Tally != nil && at.Tally.Draws > 0:
		return text + " · " + l.shares(at.Tally)
	case l.first != "":
		return text + " · " + l.first
	}
	return text
}

// shares is the share of draws that end in the first outcome: its range over the
// theories that have outcomes, or that of the only one, with its error.
func (l *Line) shares(t *study.Tally) string {
	class, theories := l.s.HeadlineClass(), 0
	var only montecarlo.Estimate
	lower, upper := 1.0, 0.0
	for i := range t.Theories {
		n := 0
		for _, k := range t.Theories[i].Classes {
			n += k
		}
		if n == 0 { // it asks nobody
			continue
		}
		theories++
		only = t.Class(i, class)
		lower, upper = min(lower, only.Value), max(upper, only.Value)
	}
	name := l.s.Scenario.Bargain.ClassLabel(class)
	if theories == 1 {
		return fmt.Sprintf("%s under %s: %s", name, output.TheoryName(&l.s.Theories[l.s.Lead]), table.Share(only))
	}
	return fmt.Sprintf("%s in %.0f to %.0f of 100", name, 100*lower, 100*upper)
}
