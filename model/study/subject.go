package study

import (
	"context"
	"slices"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A Subject is what a question is asked about: a scenario, and how its draws are
// simulated or where they are read from. Its Config may be changed until the
// first question. It may be asked several questions, but one at a time.
type Subject struct {
	Source   Source
	Scenario *scenario.Scenario
	Config   Config
	Theories []model.Theory // those of the scenario's bargain
	Lead     int            // index in Theories of the one that is meant where none is named

	// Replay hands over draws of this very scenario and Config that were
	// simulated before; nil: they are simulated.
	Replay Replay

	tables *montecarlo.QuantileCache
}

// A Replay hands stored draws of b to the sinks, chunk by chunk and in order.
type Replay func(b *model.Bargain, sinks ...Sink) error

// New reads a scenario and settles how it is simulated: as its run: block says.
// The errors are those of Source.Load.
func New(src Source) (*Subject, error) {
	sc, err := src.Load()
	if err != nil {
		return nil, err
	}
	return Of(src, sc), nil
}

// Of is the subject of a scenario that was read from src already.
func Of(src Source, sc *scenario.Scenario) *Subject {
	s := &Subject{Source: src, Scenario: sc, Config: ConfigOf(sc), tables: new(montecarlo.QuantileCache)}
	s.chosen()
	return s
}

// With is the subject after further changes, path=value each, simulated alike on
// the same draws. The errors are those of Source.Load.
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

// Choose has other theories simulated: names, or all for every theory that
// accepts the scenario. The error is a *TheoriesError.
func (s *Subject) Choose(names ...string) error {
	if err := s.Scenario.Choose(names); err != nil {
		return &TheoriesError{err}
	}
	s.Source.Theories = names
	s.chosen()
	return nil
}

// Weigh says how much families of theories weigh where they are pooled. The error
// is a *WeightsError.
func (s *Subject) Weigh(weights map[string]float64) error {
	if err := s.Scenario.Weigh(weights); err != nil {
		return &WeightsError{err}
	}
	s.Source.Weights = weights
	return nil
}

func (s *Subject) chosen() { s.Theories, s.Lead = s.Scenario.Bargain.Theories, s.Scenario.Lead() }

// SetLead has the named theory lead; an empty name leaves things as they are. The
// error is a *NotSimulatedError.
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

// indexOf is the index of a theory in Theories; −1 where it is not simulated.
func (s *Subject) indexOf(theory string) int {
	return slices.IndexFunc(s.Theories, func(t model.Theory) bool { return t.Name == theory })
}

// A NotSimulatedError says that a theory is named which the subject does not
// simulate.
type NotSimulatedError struct{ Theory string }

func (e *NotSimulatedError) Error() string { return e.Theory + " is not among the theories simulated" }

// TheoryNames lists the theories by name.
func (s *Subject) TheoryNames() []string { return theoryNames(s.Scenario.Bargain) }

func theoryNames(b *model.Bargain) []string {
	names := make([]string, len(b.Theories))
	for i := range b.Theories {
		names[i] = b.Theories[i].Name
	}
	return names
}

// HeadlineClass is the outcome that questions are about where none is named: that
// of the scenario's first package, a settlement where there is none.
func (s *Subject) HeadlineClass() model.Class {
	if packages := s.Scenario.Bargain.Packages; len(packages) > 0 {
		return packages[0].Outcome
	}
	return model.Settlement
}

// deliver simulates the draws, or reads them, and hands them to the sinks.
func (s *Subject) deliver(ctx context.Context, watch Watch, sinks ...Sink) error {
	if s.Replay != nil {
		return s.Replay(s.Scenario.Bargain, sinks...)
	}
	_, err := s.simulate(ctx, s.Config.engine(s.tables), watch.at(Progress{Total: s.Config.Draws}), sinks...)
	return err
}

// simulate is where all draws of the program are made.
func (s *Subject) simulate(ctx context.Context, cfg montecarlo.Config, progress func(*Tally), sinks ...Sink) (*Tally, error) {
	cfg.Progress = progress
	return montecarlo.Run(ctx, s.Scenario.Bargain, cfg, sinks...)
}
