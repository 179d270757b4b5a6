package montecarlo

import "sim/model"

// Draws yields the numbers of a run's draws one by one, for those who look at
// single draws. It may be shared.
type Draws struct{ e *engine }

// NewDraws returns the draws of the run that cfg describes. It prepares every
// input, which takes longer than a draw: keep it to look at several.
func NewDraws(b *model.Bargain, cfg Config) (*Draws, error) {
	e, err := newEngine(b, cfg, nil)
	if err != nil {
		return nil, err
	}
	return &Draws{e}, nil
}

// At returns the varying inputs and the events of draw i ≥ 0, exactly as Run
// meets them.
func (d *Draws) At(i int) ([]float64, model.Events) {
	in := d.Uniforms(i)
	for k, belief := range d.e.dists {
		in[k] = belief.Quantile(in[k])
	}
	return in, NewEvents(d.e.seed, i)
}

// Uniforms returns the uniforms, in (0, 1), that the varying inputs of draw i
// come from: how far up its range of belief each lies.
func (d *Draws) Uniforms(i int) []float64 {
	u := make([]float64, len(d.e.dists))
	d.e.uniforms(u, i)
	return u
}

// Fill makes the draws a Source: their uniforms, in which inputs go together
// as the scenario says.
func (d *Draws) Fill(u []float64, column, first int) {
	slot := d.e.slot[column]
	if slot < 0 {
		d.e.source.Fill(u, column, first)
		return
	}
	all := d.e.room(len(u))
	d.e.couple(all, first, len(u))
	copy(u, all[slot])
}
