package montecarlo

import "sim/model"

// A Plan chooses the uniforms of every draw itself, instead of a sampler: for
// designs in which draws differ in chosen inputs only. It must be safe for
// concurrent use.
type Plan interface {
	// Source returns the uniforms that are used unchanged: they must already be
	// coupled.
	Source
	// Draws returns the number of draws.
	Draws() int
	// Event returns the draw, from 0, whose events draw i uses. Draws with the
	// same events share all random numbers other than inputs.
	Event(i int) int
}

// usePlan sets e up for draws that a plan chooses.
func (e *engine) usePlan(p Plan) {
	e.source, e.replicates, e.eventOf = p, 0, p.Event
	e.setCoupling(nil)
}

// later is the plan of the draws of a run from one on.
type later struct {
	run      *Draws
	first, n int
}

// Later returns a plan whose draws are those of a run of b with cfg from draw first
// on, so that a run that was too short is continued. It fails if cfg is invalid.
func Later(b *model.Bargain, cfg Config, first int) (Plan, error) {
	d, err := NewDraws(b, cfg)
	if err != nil {
		return nil, err
	}
	return &later{d, first, cfg.Draws - first}, nil
}

// Draws returns the number of draws.
func (l *later) Draws() int { return l.n }

// Event returns the draw of the run whose events draw i uses.
func (l *later) Event(i int) int { return l.first + i }

// Fill sets u to the uniforms of a column.
func (l *later) Fill(u []float64, column, first int) { l.run.Fill(u, column, l.first+first) }
