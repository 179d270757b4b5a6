// Package progress is the one line on a terminal that shows how far a question
// has come. Use it as the Watch of a question of model/study; it knows neither
// which question that is nor whether anybody looks.
package progress

import (
	"fmt"
	"io"
	"time"

	"sim/model/study"
)

// interval is the shortest time between two changes of the line.
const interval = 50 * time.Millisecond

// A Line shows the progress of a question. Its methods must not overlap.
type Line struct {
	w     io.Writer
	s     *study.Subject
	stage *study.Progress // shown last; nil: none
	done  float64         // draws or points that were done when the stage began
	began time.Time       // when the stage began
	first string          // the first answer, until there is a better one
	last  time.Time       // when the line was last written; zero: never
}

// New returns the line of a question about s on w. If w is nil, the line is
// silent.
func New(w io.Writer, s *study.Subject) *Line { return &Line{w: w, s: s} }

// Watch returns Show, or nil if nobody looks, so that nothing is simulated for the
// line alone.
func (l *Line) Watch() study.Watch {
	if l.w == nil {
		return nil
	}
	return l.Show
}

// Show writes the line. It skips calls that follow the last one by too little
// time to be seen.
func (l *Line) Show(at study.Progress) {
	if l.w == nil {
		return
	}
	if at.Stage == study.FirstDraws {
		l.first = l.shares(at.Tally) + fmt.Sprintf(" (first %d draws)", at.Draws)
	}
	now := time.Now()
	if l.begins(at) { // a stage counts its own draws and time
		l.done, l.began = done(at), now
	}
	l.stage = &at
	if now.Sub(l.last) < interval || total(at) == 0 {
		return
	}
	l.last = now
	// Carriage return, text, clear to the end of the line.
	_, _ = io.WriteString(l.w, "\r"+l.text(at, now.Sub(l.began))+"\x1b[K") // nobody waits for a progress line
}

// begins reports whether at is the first progress of a stage.
func (l *Line) begins(at study.Progress) bool {
	was := l.stage
	return was == nil || at.Stage != was.Stage || at.Part != was.Part || at.Draws < was.Draws
}

// Parts returns the Watch of a question that simulates several subjects, one
// after the other.
func (l *Line) Parts(subjects []*study.Subject) study.Watch {
	return func(at study.Progress) {
		l.s = subjects[at.Part-1]
		l.Show(at)
	}
}

// Clear removes the line.
func (l *Line) Clear() {
	if !l.last.IsZero() {
		_, _ = io.WriteString(l.w, "\r\x1b[K") // nobody waits for a progress line
		l.last = time.Time{}
	}
}
