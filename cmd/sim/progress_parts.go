package main

import (
	"time"

	"sim/model/study"
)

// parts shows how a question goes that simulates several subjects, one after the
// other.
func (p *progress) parts(subjects []*study.Subject) study.Watch {
	return func(at study.Progress) {
		if at.Draws == 0 { // a part begins, with its own draws and time
			p.s, p.began = subjects[at.Part-1], time.Now()
		}
		p.show(at)
	}
}
