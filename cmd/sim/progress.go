package main

import (
	"fmt"
	"io"
	"time"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
	"sim/output/table"
)

// progressEvery is how often the line changes.
const progressEvery = 100 * time.Millisecond

// progress is the one line that shows how a run goes; silent where nobody looks.
type progress struct {
	w           io.Writer // nil: silent
	b           *model.Bargain
	lead        int // the theory whose share is shown
	draws       int // asked for
	done        int // played before
	began, last time.Time
	what        string // played, in place of the leading theory's share; empty: that
}

func newProgress(w io.Writer, quiet bool, s *scenario.Scenario, cfg montecarlo.Config) *progress {
	p := &progress{b: s.Bargain, lead: s.Lead(), draws: cfg.Draws, began: time.Now()}
	if !quiet && isTerminal(w) {
		p.w = w
	}
	return p
}

// show draws the line, at most ten times a second.
func (p *progress) show(t *montecarlo.Tally) {
	now := time.Now()
	if p.w == nil || t.Draws <= p.done || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	p.line(t, now.Sub(p.began))
}

// line is the line itself: how far, how fast, how long still, and the
// leading theory's first share with its error.
func (p *progress) line(t *montecarlo.Tally, spent time.Duration) {
	rate := float64(t.Draws-p.done) / max(spent.Seconds(), 1e-3)
	left := time.Duration(float64(p.draws-t.Draws) / rate * float64(time.Second)).Round(time.Second)
	if p.what != "" {
		_, _ = fmt.Fprintf(p.w, "\r%s: %3d %% · %s draws/s · %s left\x1b[K", p.what, 100*t.Draws/p.draws, output.FormatCount(int(rate)), left) // nobody waits for a progress line
		return
	}
	class := classShown(p.b)
	// Carriage return, text, clear to the end of the line.
	_, _ = fmt.Fprintf(p.w, "\r%3d %% · %s draws/s · %s left · %s under %s: %s\x1b[K", // nobody waits for a progress line
		100*t.Draws/p.draws, output.FormatCount(int(rate)), left,
		class, output.TheoryName(&p.b.Theories[p.lead]), table.Share(t.Class(p.lead, class)))
}

// clear takes the line away.
func (p *progress) clear() {
	if p.w != nil && !p.last.IsZero() {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K") // nobody waits for a progress line
	}
}
