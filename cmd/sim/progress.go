package main

import (
	"fmt"
	"io"
	"time"

	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// progressEvery is how often the line changes.
const progressEvery = 100 * time.Millisecond

// progress is the one line that shows how a run goes; silent where nobody looks.
type progress struct {
	w           io.Writer // nil: silent
	s           *study.Subject
	done        int // draws, or points, simulated before
	began, last time.Time

	stage study.Progress // shown last, to see where the next one begins
}

func newProgress(w io.Writer, quiet bool, s *study.Subject) *progress {
	p := &progress{s: s, began: time.Now()}
	if !quiet && isTerminal(w) {
		p.w = w
	}
	return p
}

// show writes the line, at most ten times a second.
func (p *progress) show(at study.Progress) {
	if at.Stage == study.VariantPoints {
		p.showPoints(at)
		return
	}
	now := time.Now()
	if at.Stage != p.stage.Stage || at.Part != p.stage.Part || at.Draws < p.stage.Draws { // a stage counts its own draws and time
		p.done, p.began = at.Draws, now
	}
	p.stage = at
	if p.w == nil || at.Draws <= p.done || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	p.line(at, now.Sub(p.began))
}

// stageNames say what a stage simulates; empty: the scenario's own draws.
var stageNames = map[study.Stage]string{
	study.IndexDraws: "indices", study.ShapleyDraws: "Shapley effects", study.InputEnds: "inputs at either end",
}

// line is the line itself: how far, how fast, how long still, and the
// leading theory's first share with its error.
func (p *progress) line(at study.Progress, spent time.Duration) {
	rate := float64(at.Draws-p.done) / max(spent.Seconds(), 1e-3)
	left := time.Duration(float64(at.Total-at.Draws) / rate * float64(time.Second)).Round(time.Second)
	what := stageNames[at.Stage]
	if at.Stage == study.LeverEnds {
		what = fmt.Sprintf("lever %d of %d", at.Part, at.Parts)
	}
	if what != "" {
		_, _ = fmt.Fprintf(p.w, "\r%s: %3d %% · %s draws/s · %s left\x1b[K", what, 100*at.Draws/at.Total, output.FormatCount(int(rate)), left) // nobody waits for a progress line
		return
	}
	class := p.s.HeadlineClass()
	// Carriage return, text, clear to the end of the line.
	_, _ = fmt.Fprintf(p.w, "\r%3d %% · %s draws/s · %s left · %s under %s: %s\x1b[K", // nobody waits for a progress line
		100*at.Draws/at.Total, output.FormatCount(int(rate)), left,
		class, output.TheoryName(&p.s.Theories[p.s.Lead]), table.Share(at.Tally.Class(p.s.Lead, class)))
}

// clear takes the line away.
func (p *progress) clear() {
	if p.w != nil && !p.last.IsZero() {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K") // nobody waits for a progress line
	}
}
