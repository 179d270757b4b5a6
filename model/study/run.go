package study

import (
	"context"

	"sim/model/montecarlo"
)

// RunOptions are how a run is made. The zero value simulates every draw and keeps
// nothing but the result.
type RunOptions struct {
	Until []string // conditions that must all hold for the run to stop early
	Sinks []Sink   // are handed the draws one by one
	Watch Watch

	// Log, if not nil, is given finished work as records of so many draws, also of
	// a run that fails. A Done is made of them.
	Log func(record []byte, draws int) error
	// Keep has the records hold single draws, so that the sinks of a run that
	// continues from them get all draws.
	Keep bool
	Done *Done // work that need not be done again; nil: none
}

// Run simulates a scenario and sums up how its draws end. The error is a
// *StopError, a sink's, the log's, the context's, or says what is wrong with the
// configuration.
func Run(ctx context.Context, s *Subject, o RunOptions) (*Result, error) {
	stop, err := newStopping(s.Scenario, o.Until)
	if err != nil {
		return nil, err
	}
	r := &Result{Scenario: s.Scenario, Config: s.Config, Sample: new(Sample)}
	cfg := s.Config.engine(s.tables)
	cfg.Log, cfg.Keep, cfg.Checkpoint = o.Log, o.Keep, o.Done
	if stop != nil {
		cfg.Until = stop.met
	}
	sinks := append(append([]Sink{}, o.Sinks...), r.Sample)
	if r.Tally, err = s.simulate(ctx, cfg, o.Watch.at(Progress{Total: cfg.Draws}), sinks...); err != nil {
		return nil, err
	}
	r.Rows = Summarise(s.Scenario.Bargain, r.Tally)
	if r.Correlations, err = correlations(s.Scenario.Bargain, cfg, r.Tally.Draws); err != nil {
		return nil, err
	}
	r.Checks = assess(s.Scenario, r.Rows)
	if stop != nil {
		r.Stop = stop.end(r.Tally, cfg.Draws)
	}
	return r, nil
}

// RunShard simulates one part of a run and hands it to log as records of so many
// draws; Draws of the Config is that of the whole run.
func RunShard(ctx context.Context, s *Subject, shard Shard, keep bool, watch Watch, log func(record []byte, draws int) error) error {
	cfg := s.Config.engine(s.tables)
	cfg.Shard, cfg.Keep, cfg.Log = shard, keep, log
	from, to := shard.Draws(cfg.Draws)
	_, err := s.simulate(ctx, cfg, watch.at(Progress{Total: to - from}))
	return err
}

// NewDone returns an empty record of draws for runs of the subject, which keeps
// single draws or not as RunOptions.Keep says. The error says that there is no
// such sampler.
func (s *Subject) NewDone(keep bool) (*Done, error) {
	return montecarlo.NewCheckpoint(s.Scenario.Bargain, s.Config.Sampler, keep)
}
