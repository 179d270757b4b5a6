package study

import (
	"sim/model"
	"sim/model/montecarlo"
)

// A Draw is one draw of a run, exactly as the run meets it.
type Draw struct {
	Number   int       // counted from 0
	Inputs   []float64 // the varying inputs, in the order of Bargain.Varying
	Uniforms []float64 // where in its range each lies, in (0, 1)

	bargain *model.Bargain
	events  model.Events
}

// Draw makes draw i ≥ 0 again. The error says what is wrong with the Config.
func (s *Subject) Draw(i int) (*Draw, error) {
	draws, err := montecarlo.NewDraws(s.Scenario.Bargain, s.Config.engine(s.tables))
	if err != nil {
		return nil, err
	}
	d := &Draw{Number: i, Uniforms: draws.Uniforms(i), bargain: s.Scenario.Bargain}
	d.Inputs, d.events = draws.At(i)
	return d, nil
}

// Narrate simulates the draw under the theory with the given index, tells hear
// what happens event by event, and returns how it ended.
func (d *Draw) Narrate(theory int, hear func(model.Event)) model.Outcome {
	out := d.bargain.NewOutcome()
	model.Narrate(d.bargain, theory, d.Inputs, d.events, &out, hear)
	return out
}
