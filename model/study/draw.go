package study

import (
	"sim/model"
	"sim/model/montecarlo"
)

// A Draw is one draw of a run, exactly as in the run.
type Draw struct {
	Number   int       // index, from 0
	Inputs   []float64 // the varying inputs, in the order of Bargain.Varying
	Uniforms []float64 // quantile level of each input in its distribution, (0, 1)

	bargain *model.Bargain
	events  model.Events
}

// Draw reproduces draw i ≥ 0. The error says what is wrong with the Config.
func (s *Subject) Draw(i int) (*Draw, error) {
	draws, err := montecarlo.NewDraws(s.Scenario.Bargain, s.Config.engine(s.tables))
	if err != nil {
		return nil, err
	}
	d := &Draw{Number: i, Uniforms: draws.Uniforms(i), bargain: s.Scenario.Bargain}
	d.Inputs, d.events = draws.At(i)
	return d, nil
}

// Narrate simulates the draw under the theory with the given index, passes
// every event to hear, and returns the outcome.
func (d *Draw) Narrate(theory int, hear func(model.Event)) model.Outcome {
	out := d.bargain.NewOutcome()
	model.Narrate(d.bargain, theory, d.Inputs, d.events, &out, hear)
	return out
}
