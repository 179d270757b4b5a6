package serve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// errBusy says that too many requests wait already.
var errBusy = errors.New("the server is busy; try again in a moment")

// enter waits for room in one of the server's queues; leave must be called.
func (s *Server) enter(ctx context.Context, room chan struct{}) (leave func(), err error) {
	select {
	case s.waiting <- struct{}{}:
		defer func() { <-s.waiting }()
	default:
		return nil, errBusy
	}
	select {
	case room <- struct{}{}:
		return func() { <-room }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// A stage is what has been played so far.
type stage struct {
	result *output.Result
	kept   *montecarlo.Kept
	last   bool
}

// settle is how long an answer stands before a better one takes its place.
const settle = 150 * time.Millisecond

// play plays a scenario: few draws at once, then all of them, and shows how
// things stand after the first and at doublings. What show returns as an error
// ends the run.
func (s *Server) play(ctx context.Context, st setting, sc *scenario.Scenario, show func(*stage) error) (*answer, error) {
	cfg := s.o.Config
	if few := cfg; cfg.Draws > 2*firstDraws {
		few.Draws = firstDraws
		if _, err := s.part(ctx, s.quick, sc, few, nil, func(g *stage) error { g.last = false; return show(g) }); err != nil {
			return nil, err
		}
	}
	shown := time.Now()
	var a *answer
	_, err := s.part(ctx, s.full, sc, cfg, func() bool {
		if time.Since(shown) < settle {
			return false
		}
		shown = time.Now()
		return true
	}, func(g *stage) error {
		if g.last { // remembered before it is shown: the page asks for single draws at once
			a = &answer{setting: st, scenario: sc, result: g.result, kept: g.kept}
			s.memory.keep(a)
		}
		return show(g)
	})
	if err != nil {
		return nil, err
	}
	return a, nil
}

// part is one run. It shows how things stand at doublings at which when says
// so, and at the end.
func (s *Server) part(ctx context.Context, room chan struct{}, sc *scenario.Scenario, cfg montecarlo.Config, when func() bool, show func(*stage) error) (*stage, error) {
	leave, err := s.enter(ctx, room)
	if err != nil {
		return nil, err
	}
	defer leave()
	ctx, cancel := context.WithTimeoutCause(ctx, runTime, errors.New("this took too long and was stopped"))
	defer cancel()
	kept, err := montecarlo.NewKept(cfg, false, measures(sc.Bargain)...)
	if err != nil {
		return nil, err
	}
	g := &stage{result: &output.Result{Result: &study.Result{Scenario: sc, Config: study.Config{Draws: cfg.Draws, Seed: cfg.Seed, Sampler: cfg.Sampler, Workers: cfg.Workers}, Sample: new(study.Sample)}, Version: s.o.Version}, kept: kept}
	inner, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	if when != nil {
		cfg.Until = func(t *montecarlo.Tally) bool { // asked at doublings, with the whole tally
			if inner.Err() != nil || !when() {
				return false
			}
			g.see(t)
			err := show(g)
			if err != nil {
				stop(err)
			}
			return err != nil
		}
	}
	t, err := montecarlo.Run(inner, sc.Bargain, cfg, g.result.Sample, kept)
	if cause := context.Cause(inner); cause != nil {
		err = cause
	}
	if err != nil {
		return nil, err
	}
	g.see(t)
	g.last = true
	return g, show(g)
}

// see has the stage stand for a tally.
func (g *stage) see(t *montecarlo.Tally) {
	g.result.Tally, g.result.Rows = t, study.Summarise(g.result.Scenario.Bargain, t)
}

// finish plays a setting to the end, unless that was done before.
func (s *Server) finish(ctx context.Context, st setting, sc *scenario.Scenario) (*answer, error) {
	if a := s.memory.find(st); a != nil {
		return a, nil
	}
	g, err := s.part(ctx, s.full, sc, s.o.Config, nil, func(*stage) error { return nil })
	if err != nil {
		return nil, fmt.Errorf("the setting to compare with: %w", err)
	}
	a := &answer{setting: st, scenario: sc, result: g.result, kept: g.kept}
	s.memory.keep(a)
	return a, nil
}

// measures are what is kept of every draw for comparisons: its class, then
// where it put each issue, then what each party got.
func measures(b *model.Bargain) []func(*model.Outcome) float64 {
	ms := []func(*model.Outcome) float64{func(o *model.Outcome) float64 { return float64(o.Class) }}
	for k := range b.Issues {
		issue := &b.Issues[k]
		ms = append(ms, func(o *model.Outcome) float64 {
			if math.IsNaN(o.Terms[k]) {
				return math.NaN()
			}
			return issue.Scale.Amount(o.Terms[k])
		})
	}
	for i := range b.Parties {
		ms = append(ms, func(o *model.Outcome) float64 { return o.Utility[i] })
	}
	return ms
}

func (s *Server) subject(sc *scenario.Scenario) *study.Subject {
	subject := study.Of(study.Source{}, sc)
	subject.Config = study.Config{Draws: s.o.Config.Draws, Seed: s.o.Config.Seed, Sampler: s.o.Config.Sampler, Workers: s.o.Config.Workers}
	return subject
}
