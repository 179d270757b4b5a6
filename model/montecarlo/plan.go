package montecarlo

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
