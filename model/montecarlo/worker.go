package montecarlo

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"sim/model"
)

// A simulator runs one draw under every theory; see model.Runner.
type simulator interface {
	Run(in []float64, ev model.Events, out []model.Outcome)
}

// A PanicError is a panic during a draw: a defect of the program.
type PanicError struct {
	Draw  int // −1: not within a draw
	Value any
	Stack []byte
}

func (e *PanicError) Error() string {
	if e.Draw < 0 {
		return fmt.Sprintf("internal error: %v", e.Value)
	}
	return fmt.Sprintf("internal error in draw %d: %v", e.Draw, e.Value)
}

// recoverPanic turns a panic into a PanicError; it must itself be deferred.
func recoverPanic(draw *int, err *error) {
	if v := recover(); v != nil {
		*err = &PanicError{Draw: *draw, Value: v, Stack: debug.Stack()}
	}
}

// An engine holds what the workers of a run share.
type engine struct {
	bargain      *model.Bargain
	seed         uint64
	source       Source
	dists        []model.Dist // by column, in their fastest form
	newSimulator func() simulator

	coupling   *model.Coupling
	slot       []int // by column: its index in the coupling, or −1
	replicates int   // number of replicates; 0: draws are independent

	eventOf    func(draw int) int // the draw whose events a draw uses; nil: its own
	batches    *batches           // nil: the draws are not tallied
	checkpoint *Checkpoint        // nil: nothing is finished yet

	simulated atomic.Int64 // draws, those of unfinished chunks included
}

// A worker simulates chunks. It does not share anything that it writes to.
type worker struct {
	*engine
	subworkers []*subworker
	uniform    []float64
	bins       []binIndex  // by column: the quantile bins of the chunk's draws
	coupled    [][]float64 // uniforms of the coupled columns
}

// newWorker returns a worker with so many subworkers.
func newWorker(e *engine, subworkers int) *worker {
	w := &worker{engine: e, uniform: make([]float64, ChunkSize), bins: make([]binIndex, len(e.dists))}
	for range subworkers {
		w.subworkers = append(w.subworkers, newSubworker(e))
	}
	w.coupled = e.newCoupled(ChunkSize)
	return w
}

// finish simulates a chunk whose First and N are set, or restores it if it is
// finished already, and adds it to a batch.
func (w *worker) finish(ctx context.Context, c *Chunk) (err error) {
	none := -1
	defer recoverPanic(&none, &err)
	w.draw(c)
	if c.restored {
		if err := w.checkpoint.restore(c); err != nil || !w.checkpoint.keep {
			return err
		}
	} else if err := w.simulate(ctx, c); err != nil {
		return err
	}
	if w.batches != nil {
		w.batches.add(c, w.bins)
	}
	if c.classes != nil {
		c.classes.countClasses(c)
	}
	return nil
}

// draw samples the inputs of a chunk.
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
		w.bins[k].set(u)
	}
}

// quantiles sets x[j] to the quantile of d at u[j], in one call if the
// distribution supports it.
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

// turn is how many draws a subworker takes at a time.
const turn = 8

// simulate runs the draws of a chunk whose inputs are set. The subworkers take
// turns, so that none waits for a slower one.
func (w *worker) simulate(ctx context.Context, c *Chunk) error {
	n := len(w.subworkers)
	if n == 1 {
		return w.subworkers[0].run(ctx, c, 0, c.N)
	}
	var g errgroup.Group
	var next atomic.Int64
	for _, h := range w.subworkers {
		g.Go(func() error {
			for {
				from := int(next.Add(turn)) - turn
				if from >= c.N {
					return nil
				}
				if err := h.run(ctx, c, from, min(from+turn, c.N)); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

// newChunk allocates a chunk for up to the given number of draws, at most
// ChunkSize.
func newChunk(b *model.Bargain, columns, draws int) *Chunk {
	c := &Chunk{Inputs: make([][]float64, columns), Outcomes: make([][]model.Outcome, len(b.Theories))}
	// Inputs or outcomes of theories that are a whole number of pages apart would
	// compete for the same cache lines, hence the odd numbers of draws for each.
	each := draws + 9
	inputs := make([]float64, each*columns)
	for k := range c.Inputs {
		c.Inputs[k] = inputs[k*each:][:draws:draws]
	}
	each = draws + 17
	all := b.NewOutcomes(each * len(c.Outcomes))
	for t := range c.Outcomes {
		c.Outcomes[t] = all[t*each:][:draws:draws]
		b.AddSpread(t, c.Outcomes[t])
	}
	return c
}

// resize sets the chunk to the n draws from first on.
func (c *Chunk) resize(first, n int) {
	c.First, c.N = first, n
	for k := range c.Inputs {
		c.Inputs[k] = c.Inputs[k][:n]
	}
	for t := range c.Outcomes {
		c.Outcomes[t] = c.Outcomes[t][:n]
	}
}
