package study

import (
	"context"

	"sim/model/montecarlo"
)

// RunOptions control a run. The zero value simulates every draw and keeps only
// the result.
type RunOptions struct {
	Until []string // conditions that must all hold for the run to stop early
	Sinks []Sink   // receive the draws in order
	Watch Watch
	// Levers is on how many of the draws each lever is tried off and full: a
	// number, LeversAuto, LeversAll, or 0 for none.
	Levers int

	// Log, if not nil, receives finished work as records of so many draws, even
	// if the run fails later. NewDone reads them back.
	Log func(record []byte, draws int) error
	// Keep stores single draws in the records, so that the sinks of a run that
	// continues from them receive all draws.
	Keep bool
	Done *Done // finished work that need not be repeated; nil: none
}

// Run simulates a scenario and summarises its outcomes. The error is a
// *StopError, a *LeversError, a sink's, the log's, the context's, or says what is wrong with
// the Config.
func Run(ctx context.Context, s *Subject, o RunOptions) (*Result, error) {
	if err := s.CheckRun(o); err != nil {
		return nil, err
	}
	stop, err := newStopping(s.Scenario, o.Until)
	if err != nil {
		return nil, err
	}
	if err := s.glance(ctx, o.Watch); err != nil {
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
	if err := s.unobserved(r.Tally); err != nil {
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
	r.Levers, err = s.levers(ctx, o.Levers, r.Tally.Draws, o.Watch)
	return r, err
}

// glanceDraws is how many draws a first answer rests on.
const glanceDraws = 128

// glance gives who watches a first answer before the run begins: the tally of its
// first draws under one theory of each cause.
func (s *Subject) glance(ctx context.Context, watch Watch) error {
	if watch == nil || s.Config.Draws < 4*glanceDraws {
		return nil
	}
	of := *s
	of.Scenario = s.Scenario.Only(Representatives(s.Scenario.Bargain, s.Lead))
	of.chosen()
	of.Config.Draws = glanceDraws
	t, err := of.simulate(ctx, of.Config.engine(s.tables), nil)
	if err == nil {
		watch(Progress{Stage: FirstDraws, Draws: t.Draws, Total: t.Draws, Tally: t})
	}
	return err
}

// RunShard simulates one part of a run and passes it to log as records of so
// many draws. Draws in the Config is that of the whole run.
func RunShard(ctx context.Context, s *Subject, shard Shard, keep bool, watch Watch, log func(record []byte, draws int) error) error {
	cfg := s.Config.engine(s.tables)
	cfg.Shard, cfg.Keep, cfg.Log = shard, keep, log
	from, to := shard.Draws(cfg.Draws)
	_, err := s.simulate(ctx, cfg, watch.at(Progress{Total: to - from}))
	return err
}

// NewDone returns an empty record of draws for runs of the subject, with or
// without single draws according to RunOptions.Keep. The error means that there
// is no such sampler.
func (s *Subject) NewDone(keep bool) (*Done, error) {
	return montecarlo.NewCheckpoint(s.Scenario.Bargain, s.Config.Sampler, keep)
}
