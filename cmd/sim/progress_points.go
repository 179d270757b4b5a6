package main

import (
	"fmt"
	"time"

	"sim/model/study"
)

// showPoints writes the line of a question that simulates many variants of a
// scenario, at most ten times a second. The first call says how many points were
// simulated before.
func (p *progress) showPoints(at study.Progress) {
	now := time.Now()
	if p.stage.Stage != study.VariantPoints {
		p.done, p.began = at.Points, now
	}
	p.stage = at
	if p.w == nil || at.Points <= p.done || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	each := now.Sub(p.began) / time.Duration(at.Points-p.done)
	left := (each * time.Duration(at.TotalPoints-at.Points)).Round(time.Second)
	_, _ = fmt.Fprintf(p.w, "\r%d of %d points · %s left\x1b[K", at.Points, at.TotalPoints, left) // nobody waits for a progress line
}
