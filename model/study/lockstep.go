package study

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"

	"sim/model"
	"sim/model/analysis"
)

// A lockstep simulates several subjects at the same time and hands on the same
// draws of all of them together, so that no more than a few chunks are stored.
type lockstep struct {
	subjects []*Subject
	sides    []side

	mu    sync.Mutex
	moved *sync.Cond // draws have been handed on, or the run is given up
	watch Watch
	done  []int // draws per subject, for progress
}

// A side is the headline quantities of a subject, and their values in the draws
// that are yet to be handed on.
type side struct {
	analysis.Side
	measures []func(*model.Outcome) float64
	waiting  [][][]float64 // [theory][measure][draw]
}

// ahead is how many draws of a subject may wait for those of the others.
const ahead = 8 * ChunkSize

// newLockstep returns the lockstep of subjects. overRounds includes the
// quantities that stored draws do not hold.
func newLockstep(subjects []*Subject, overRounds bool) *lockstep {
	l := &lockstep{subjects: subjects, sides: make([]side, len(subjects)), done: make([]int, len(subjects))}
	l.moved = sync.NewCond(&l.mu)
	for i, s := range subjects {
		d := &l.sides[i]
		d.Bargain = s.Scenario.Bargain
		d.Quantities, d.measures = analysis.Headlines(d.Bargain, overRounds)
		d.waiting = make([][][]float64, len(d.Bargain.Theories))
		for t := range d.waiting {
			d.waiting[t] = make([][]float64, len(d.measures))
		}
	}
	return l
}

// run delivers the draws of all subjects. each receives the values of the same
// consecutive draws by subject, theory, measure and draw, and must not keep
// them; its calls do not overlap.
func (l *lockstep) run(ctx context.Context, watch Watch, each func([][][][]float64)) error {
	l.watch = watch
	g, ctx := errgroup.WithContext(ctx)
	defer context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.moved.Broadcast()
	})()
	for i, s := range l.subjects {
		g.Go(func() error { return s.deliver(ctx, l.progress(i), &lockstepSink{ctx, l, i, each}) })
	}
	return g.Wait()
}

// progress reports the draws of all subjects together.
func (l *lockstep) progress(i int) Watch {
	if l.watch == nil {
		return nil
	}
	return func(p Progress) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.done[i] = p.Draws
		p.Draws, p.Total = 0, p.Total*l.simulated()
		for _, n := range l.done {
			p.Draws += n
		}
		p.Tally = nil
		l.watch(p)
	}
}

// simulated is the number of subjects whose draws are not stored.
func (l *lockstep) simulated() int {
	n := 0
	for _, s := range l.subjects {
		if s.Replay == nil {
			n++
		}
	}
	return n
}

// A lockstepSink receives the draws of one subject.
type lockstepSink struct {
	ctx  context.Context
	l    *lockstep
	i    int
	each func([][][][]float64)
}

// Add takes the draws of a chunk, hands on those that all subjects have, and
// waits while it is too far ahead of the others.
func (s *lockstepSink) Add(c *Chunk) error {
	l := s.l
	l.mu.Lock()
	defer l.mu.Unlock()
	d := &l.sides[s.i]
	for t, os := range c.Outcomes {
		for m, of := range d.measures {
			for j := range os {
				d.waiting[t][m] = append(d.waiting[t][m], of(&os[j]))
			}
		}
	}
	if l.handOn(s.each) {
		l.moved.Broadcast()
	}
	for d.held() > ahead {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		l.moved.Wait()
	}
	return nil
}

// held is how many draws wait.
func (d *side) held() int { return len(d.waiting[0][0]) }

// handOn hands on the draws that all subjects have; false if there are none.
func (l *lockstep) handOn(each func([][][][]float64)) bool {
	n := l.sides[0].held()
	for i := range l.sides {
		n = min(n, l.sides[i].held())
	}
	if n == 0 {
		return false
	}
	draws := make([][][][]float64, len(l.sides))
	for i := range l.sides {
		for _, columns := range l.sides[i].waiting {
			firsts := make([][]float64, len(columns))
			for m := range columns {
				firsts[m] = columns[m][:n]
			}
			draws[i] = append(draws[i], firsts)
		}
	}
	each(draws)
	for i := range l.sides {
		for _, columns := range l.sides[i].waiting {
			for m, xs := range columns {
				columns[m] = xs[:copy(xs, xs[n:])]
			}
		}
	}
	return true
}
