package main

import (
	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
)

func choose(l *layers, s *scenario.Scenario) error {
	names, err := l.theories()
	if err != nil || names == nil {
		return err
	}
	if err := s.Choose(names); err != nil {
		return l.blame(&study.TheoriesError{Err: err})
	}
	return nil
}

func suits(name string, draws int) error {
	if err := (study.Config{Sampler: name, Draws: draws}).Check(); err != nil {
		return &usageError{err}
	}
	return nil
}

func classShown(b *model.Bargain) model.Class {
	if len(b.Packages) > 0 {
		return b.Packages[0].Outcome
	}
	return model.Settlement
}
