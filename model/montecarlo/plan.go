package montecarlo

// A Plan chooses the numbers of a run's draws one by one, where a sampler would
// spread them: for questions that want draws which differ from one another in
// one thing alone. It may be shared between workers.
type Plan interface {
	// Source yields the uniforms as they are: inputs that go together must do
	// so already.
	Source
	// Draws is how many draws there are.
	Draws() int
	// Event returns the draw, from 0, whose events draw i meets: two draws with
	// the same one meet the same chance.
	Event(i int) int
}

// planned sets e up for draws that are chosen one by one.
func (e *engine) planned(p Plan) {
	e.source, e.replicates, e.event = p, 0, p.Event
	e.join(nil)
}
