package progress

import (
	"fmt"
	"time"

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

// text is the line: how far, how fast, how much time is left, and the leading
// theory's first share with its error, as far as these are known.
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
	text := fmt.Sprintf("%s%3d %% · %s draws/s · %s", what, 100*at.Draws/at.Total, output.FormatCount(int(rate)), left)
	if what != "" || at.Tally == nil || at.Tally.Draws == 0 || l.s.Theories[l.s.Lead].Predicts {
		return text
	}
	class, lead := l.s.HeadlineClass(), l.s.Lead
	return fmt.Sprintf("%s · %s under %s: %s", text, class, output.TheoryName(&l.s.Theories[lead]), table.Share(at.Tally.Class(lead, class)))
}
