package montecarlo

import "sim/model"

// Draws gives access to the inputs and random numbers of single draws of a run.
// It is safe for concurrent use.
type Draws struct{ e *engine }

// NewDraws returns the draws of a run of b with cfg. It prepares every input,
// which takes longer than sampling a draw, so reuse the result. It fails if cfg
// is invalid.
func NewDraws(b *model.Bargain, cfg Config) (*Draws, error) {
	e, err := newEngine(b, cfg, nil)
	if err != nil {
		return nil, err
	}
	return &Draws{e}, nil
}

// At returns the varying inputs, by column, and the events of draw i ≥ 0,
// exactly as Run uses them.
func (d *Draws) At(i int) ([]float64, model.Events) {
	in := d.Uniforms(i)
	for k, belief := range d.e.dists {
		in[k] = belief.Quantile(in[k])
	}
	return in, NewEvents(d.e.seed, i)
}

// Uniforms returns the uniforms of draw i, by column, in (0, 1): the quantile
// level of each varying input within its uncertainty range.
func (d *Draws) Uniforms(i int) []float64 {
	u := make([]float64, len(d.e.dists))
	d.e.uniforms(u, i)
	return u
}

// Fill makes Draws a Source. Its uniforms are coupled as in the scenario.
func (d *Draws) Fill(u []float64, column, first int) {
	slot := d.e.slot[column]
	if slot < 0 {
		d.e.source.Fill(u, column, first)
		return
	}
	all := d.e.newCoupled(len(u))
	d.e.couple(all, first, len(u))
	copy(u, all[slot])
}
