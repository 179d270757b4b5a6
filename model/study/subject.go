package study

import (
	"context"
	"slices"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A Subject is what a question is about: a scenario, and how its draws are
// simulated or where they are read from. Its Config may be changed until the
// first question. A Subject answers several questions, but one at a time.
type Subject struct {
	Source   Source
	Scenario *scenario.Scenario
	Config   Config
	Theories []model.Theory // theories of the scenario's bargain
	Lead     int            // index in Theories of the leading theory, the default where none is named

	// Replay delivers draws of exactly this scenario and Config that were
	// simulated earlier; nil: they are simulated.
	Replay Replay

	tables *montecarlo.QuantileCache
}

// A Replay delivers stored draws of b to the sinks, chunk by chunk and in
// order.
type Replay func(b *model.Bargain, sinks ...Sink) error

// New reads a scenario, to be simulated as its run: block says. The errors are
// those of Source.Load.
func New(src Source) (*Subject, error) {
	sc, err := src.Load()
	if err != nil {
		return nil, err
	}
	return Of(src, sc), nil
}

// Of returns the subject of a scenario that has been read from src.
func Of(src Source, sc *scenario.Scenario) *Subject {
	s := &Subject{Source: src, Scenario: sc, Config: ConfigOf(sc), tables: new(montecarlo.QuantileCache)}
	s.chosen()
	return s
}

// With returns the subject after further changes, path=value each, simulated in
// the same way on the same draws. The errors are those of Source.Load.
func (s *Subject) With(changes ...string) (*Subject, error) {
	sc, err := s.Source.Load(changes...)
	if err != nil {
		return nil, err
	}
	src := s.Source
	src.Changes = slices.Concat(src.Changes, changes)
	other := &Subject{Source: src, Scenario: sc, Config: s.Config, tables: s.tables}
	other.chosen()
	return other, nil
}

// Choose replaces the theories to simulate: names, all among them for those that
// are played unasked. The error is a *TheoriesError.
func (s *Subject) Choose(names ...string) error {
	if err := s.Scenario.Choose(names); err != nil {
		return &TheoriesError{err}
	}
	s.Source.Theories = names
	s.chosen()
	return nil
}

// Weigh sets the weights of families of theories for pooling. The error is a
// *WeightsError.
func (s *Subject) Weigh(weights map[string]float64) error {
	if err := s.Scenario.Weigh(weights); err != nil {
		return &WeightsError{err}
	}
	s.Source.Weights = weights
	return nil
}

func (s *Subject) chosen() { s.Theories, s.Lead = s.Scenario.Bargain.Theories, s.Scenario.Lead() }

// SetLead makes the named theory the lead; an empty name keeps it. The error is
// a *NotSimulatedError.
func (s *Subject) SetLead(theory string) error {
	if theory == "" {
		return nil
	}
	i := s.indexOf(theory)
	if i < 0 {
		return &NotSimulatedError{theory}
	}
	s.Lead = i
	return nil
}

// indexOf returns the index of a theory in Theories; −1 if it is not simulated.
func (s *Subject) indexOf(theory string) int {
	return slices.IndexFunc(s.Theories, func(t model.Theory) bool { return t.Name == theory })
}

// A NotSimulatedError means that the subject does not simulate a named theory.
type NotSimulatedError struct{ Theory string }

func (e *NotSimulatedError) Error() string { return e.Theory + " is not among the theories simulated" }

// TheoryNames returns the names of the theories.
func (s *Subject) TheoryNames() []string { return theoryNames(s.Scenario.Bargain) }

func theoryNames(b *model.Bargain) []string {
	names := make([]string, len(b.Theories))
	for i := range b.Theories {
		names[i] = b.Theories[i].Name
	}
	return names
}

// HeadlineClass returns the default outcome of questions: a settlement or else a
// ceasefire, if a package is one, or that of the first package; a settlement if
// there is none.
func (s *Subject) HeadlineClass() model.Class { return headlineClass(s.Scenario.Bargain) }

func headlineClass(b *model.Bargain) model.Class {
	main := b.SpreadOf()
	if packages := b.Packages; len(packages) > 0 && !slices.ContainsFunc(packages, func(p model.Package) bool { return p.Outcome == main }) {
		return packages[0].Outcome
	}
	if len(b.Packages) > 0 {
		return main
	}
	return model.Settlement
}

// deliver simulates the draws, or reads stored ones, and passes them to the
// sinks.
func (s *Subject) deliver(ctx context.Context, watch Watch, sinks ...Sink) error {
	if s.Replay != nil {
		return s.Replay(s.Scenario.Bargain, sinks...)
	}
	return s.pass(ctx, s.Config.engine(s.tables), watch.at(Progress{Total: s.Config.Draws}), sinks...)
}

// pass simulates draws for the sinks alone.
func (s *Subject) pass(ctx context.Context, cfg montecarlo.Config, progress func(int, *Tally), sinks ...Sink) error {
	cfg.Untallied = true
	_, err := s.simulate(ctx, cfg, progress, sinks...)
	return err
}

// simulate is where the whole program simulates draws.
func (s *Subject) simulate(ctx context.Context, cfg montecarlo.Config, progress func(int, *Tally), sinks ...Sink) (*Tally, error) {
	cfg.Progress = progress
	return montecarlo.Run(ctx, s.Scenario.Bargain, cfg, sinks...)
}
