package montecarlo

import (
	"context"

	"sim/model"
)

// A subworker simulates part of a chunk, so that a run with fewer chunks than
// CPUs still uses them all.
type subworker struct {
	*engine
	simulator simulator
	events    events
	in        []float64
	out       []model.Outcome
}

func newSubworker(e *engine) *subworker {
	return &subworker{
		engine: e, simulator: e.newSimulator(), events: events{seed: e.seed},
		in: make([]float64, len(e.dists)), out: make([]model.Outcome, len(e.bargain.Theories)),
	}
}

// run simulates the draws from, …, to − 1 of a chunk whose inputs are set.
func (h *subworker) run(ctx context.Context, c *Chunk, from, to int) (err error) {
	draw := -1
	defer recoverPanic(&draw, &err)
	counted := from
	for j := from; j < to; j++ {
		if ctx.Err() != nil { // asked before every draw, because one can take seconds
			return ctx.Err()
		}
		if j%16 == 0 {
			h.simulated.Add(int64(j - counted))
			counted = j
		}
		draw = c.First + j
		for k := range h.in {
			h.in[k] = c.Inputs[k][j]
		}
		if h.eventOf == nil {
			h.events.setDraw(draw)
		} else {
			h.events.setDraw(h.eventOf(draw))
		}
		if len(h.out) == 1 { // the outcome is written where it belongs, without a copy
			h.simulator.Run(h.in, &h.events, c.Outcomes[0][j:j+1])
			continue
		}
		for t := range h.out {
			h.out[t] = c.Outcomes[t][j]
		}
		h.simulator.Run(h.in, &h.events, h.out)
		for t := range h.out {
			c.Outcomes[t][j] = h.out[t]
		}
	}
	h.simulated.Add(int64(to - counted))
	return nil
}
