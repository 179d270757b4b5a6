package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// pointProgress is the line that shows how a sweep goes.
type pointProgress struct {
	mu           sync.Mutex
	w            io.Writer // nil: silent
	played, left int
	all          int
	began, last  time.Time
}

func newPointProgress(w io.Writer, quiet bool, all, left int) *pointProgress {
	p := &pointProgress{all: all, left: left, began: time.Now()}
	if !quiet && isTerminal(w) {
		p.w = w
	}
	return p
}

// done counts a finished point.
func (p *pointProgress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.played++
	now := time.Now()
	if p.w == nil || now.Sub(p.last) < progressEvery {
		return
	}
	p.last = now
	each := now.Sub(p.began) / time.Duration(p.played)
	left := (each * time.Duration(p.left-p.played)).Round(time.Second)
	_, _ = fmt.Fprintf(p.w, "\r%d of %d points · %s left\x1b[K", p.all-p.left+p.played, p.all, left) // nobody waits for a progress line
}

// more says that there are more points to play than it knew of.
func (p *pointProgress) more(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all, p.left = p.all+n, p.left+n
}

// clear takes the line away.
func (p *pointProgress) clear() {
	if p.w != nil && !p.last.IsZero() {
		_, _ = fmt.Fprint(p.w, "\r\x1b[K") // nobody waits for a progress line
	}
}
