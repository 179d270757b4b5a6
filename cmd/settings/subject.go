package settings

import (
	"errors"

	"sim/cmd/flagvalue"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/model/study"
)

// Subject is the scenario that is read from src, as the settings want it
// simulated. An Error names the setting that asks for what it has not.
func (l *Layers) Subject(src study.Source) (*study.Subject, error) {
	var err error
	if src.Theories, err = l.theories(); err != nil {
		return nil, err
	}
	if src.Weights, err = l.Weights(); err != nil {
		return nil, err
	}
	s, err := study.New(src)
	if err != nil {
		return nil, l.Blame(err)
	}
	s.Config, err = l.Config(s.Scenario)
	return s, err
}

// Blame puts the setting before an error about what it asks for.
func (l *Layers) Blame(err error) error {
	if theories, ok := errors.AsType[*study.TheoriesError](err); ok {
		_, from := l.Text("theories")
		return &Error{from, study.Unprefixed(theories.Err)}
	}
	if weights, ok := errors.AsType[*study.WeightsError](err); ok {
		from := "weights"
		if l.IsSet("weights") {
			_, from = l.Text("weights")
		}
		return &Error{from, weights.Err}
	}
	return err
}

// Config is how s is to be simulated: draws, workers, seed and sampler.
func (l *Layers) Config(s *scenario.Scenario) (study.Config, error) {
	cfg := study.ConfigOf(s)
	var errs [4]error
	cfg.Draws, errs[0] = get(l, "draws", flagvalue.Int(1, MaxDraws), cfg.Draws)
	cfg.Workers, errs[1] = l.Workers(cfg.Workers)
	cfg.Seed, errs[2] = get(l, "seed", flagvalue.Seed, cfg.Seed)
	if l.IsSet("sampler") {
		value, from := l.Text("sampler")
		cfg.Sampler = value
		if _, err := study.Samplers.Lookup(value); err != nil {
			errs[3] = &Error{from, &registry.UnknownError{What: "sampler", Name: value, Known: study.Samplers.Names()}}
		}
	}
	if errs[0] == nil && errs[3] == nil {
		if err := cfg.Check(); err != nil {
			errs[3] = &Error{Err: err}
		}
	}
	return cfg, errors.Join(errs[:]...)
}
