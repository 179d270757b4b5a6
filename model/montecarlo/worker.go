package montecarlo

import (
	"context"
	"fmt"
	"runtime/debug"

	"golang.org/x/sync/errgroup"

	"sim/model"
)

// A simulator plays one draw under every theory; see model.Player.
type simulator interface {
	Run(in []float64, ev model.Events, out []model.Outcome)
}

// A PanicError is a defect of the program met while playing a draw.
type PanicError struct {
	Draw  int // −1: outside a draw
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	if e.Draw < 0 {
		return fmt.Sprintf("internal error: %v", e.Value)
	}
	return fmt.Sprintf("internal error in draw %d: %v", e.Draw, e.Value)
}

// caught turns a panic into an error; it must be deferred itself.
func caught(draw *int, err *error) {
	if v := recover(); v != nil {
		*err = &PanicError{Draw: *draw, Value: v, Stack: debug.Stack()}
	}
}

// An engine is what the workers of a run share.
type engine struct {
	bargain *model.Bargain
	seed    uint64
	source  Source
	dists   []model.Dist // by column, fast
	players func() simulator

	coupling   *model.Coupling
	slot       []int // by column: its place in the coupling, or −1
	replicates int   // that draws take turns in; 0: none

	event      func(draw int) int // whose events a draw meets; nil: its own
	subworkers int                // with which a worker plays

	batches *batches
	done    *Checkpoint // nil: nothing was played before
}

// A worker plays chunks. It owns everything it writes to.
type worker struct {
	*engine
	hands   []*subworker
	uniform []float64
	from    []binIndex  // by column: where in its range each draw's input came from
	coupled [][]float64 // uniforms of the coupled columns
}

func newWorker(e *engine) *worker {
	w := &worker{engine: e, uniform: make([]float64, ChunkSize), from: make([]binIndex, len(e.dists))}
	for range max(1, e.subworkers) {
		w.hands = append(w.hands, newSubworker(e))
	}
	w.coupled = e.room(ChunkSize)
	return w
}

// finish plays a chunk whose First and N are set and adds it to a batch, or brings
// it back if it was played before.
func (w *worker) finish(ctx context.Context, c *Chunk) (err error) {
	none := -1
	defer caught(&none, &err)
	w.draw(c)
	if c.restored {
		if err := w.done.restore(c); err != nil || !w.done.keep {
			return err
		}
	} else if err := w.simulate(ctx, c); err != nil {
		return err
	}
	w.batches.add(c, w.from)
	if c.ends != nil {
		c.ends.countClasses(c)
	}
	return nil
}

// draw sets the inputs of a chunk.
func (w *worker) draw(c *Chunk) {
	w.couple(w.coupled, c.First, c.N)
	for k, d := range w.dists {
		u, x := w.uniform[:c.N], c.Inputs[k]
		if slot := w.slot[k]; slot >= 0 {
			u = w.coupled[slot]
		} else {
			w.source.Fill(u, k, c.First)
		}
		quantiles(d, x, u)
		w.from[k].set(u)
	}
}

// quantiles sets x[j] to the quantile of d at u[j], in one call for families
// that know how.
func quantiles(d model.Dist, x, u []float64) {
	if all, ok := d.(interface{ Quantiles(x, u []float64) }); ok {
		all.Quantiles(x, u)
		return
	}
	x = x[:len(u)]
	for j, v := range u {
		x[j] = d.Quantile(v)
	}
}

// simulate plays the draws of a chunk whose inputs are set, each hand an equal
// share of them.
func (w *worker) simulate(ctx context.Context, c *Chunk) error {
	n := len(w.hands)
	if n == 1 {
		return w.hands[0].run(ctx, c, 0, c.N)
	}
	var g errgroup.Group
	for i, h := range w.hands {
		g.Go(func() error { return h.run(ctx, c, c.N*i/n, c.N*(i+1)/n) })
	}
	return g.Wait()
}

// newChunk returns a chunk with room for some draws, at most ChunkSize.
func newChunk(b *model.Bargain, columns, draws int) *Chunk {
	c := &Chunk{Inputs: make([][]float64, columns), Outcomes: make([][]model.Outcome, len(b.Theories))}
	for k := range c.Inputs {
		c.Inputs[k] = make([]float64, draws)
	}
	// Theories a whole number of pages apart would share a few places of the
	// processor's cache, hence the odd number of outcomes for each.
	each := draws + 17
	all := b.NewOutcomes(each * len(c.Outcomes))
	for t := range c.Outcomes {
		c.Outcomes[t] = all[t*each:][:draws:draws]
	}
	return c
}

// resize makes the chunk stand for the n draws from first on.
func (c *Chunk) resize(first, n int) {
	c.First, c.N = first, n
	for k := range c.Inputs {
		c.Inputs[k] = c.Inputs[k][:n]
	}
	for t := range c.Outcomes {
		c.Outcomes[t] = c.Outcomes[t][:n]
	}
}
