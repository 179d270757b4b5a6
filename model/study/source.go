package study

import (
	"io/fs"
	"slices"

	"sim/model/scenario"
)

// A Source is where a scenario is read from, again and again with other changes.
type Source struct {
	Path    string   // of the file, or its name in FS
	Text    []byte   // what it holds; nil: it is read from Path each time
	FS      fs.FS    // where it and what it extends are read from; nil: the machine's file system
	Library fs.FS    // scenarios that a bare name in extends means; nil: none
	Changes []string // overrides path=value that every reading applies first
	// Theories are simulated in place of those that the scenario's run: block
	// asks for; nil: those of the run: block.
	Theories []string
	// Weights of families of theories where they are pooled; nil: the scenario's.
	Weights map[string]float64
	// Flag is the flag in which the changes of a reading stand, for messages; empty:
	// --set.
	Flag string
	// Sealed says that changes come from somebody who must not reach the file
	// system: they may name no files.
	Sealed bool
}

// Load reads the scenario and applies further changes, path=value each. An error
// is a *scenario.Error with every problem, or a *TheoriesError.
func (s Source) Load(changes ...string) (*scenario.Scenario, error) {
	o := s.options(changes)
	var sc *scenario.Scenario
	var err error
	if s.Text != nil {
		sc, err = scenario.Parse(s.Path, s.Text, o)
	} else {
		sc, err = scenario.Load(s.Path, o)
	}
	if err != nil {
		return nil, err
	}
	if s.Theories != nil {
		if err := sc.Choose(s.Theories); err != nil {
			return nil, &TheoriesError{err}
		}
	}
	weights := s.Weights
	if weights == nil {
		weights = sc.Bargain.Weights // must still leave the chosen theories any
	}
	if err := sc.Weigh(weights); err != nil {
		return nil, &WeightsError{err}
	}
	return sc, nil
}

// Read is the source with the text of its file, so that all further readings are
// of the same text. The error is a *scenario.Error.
func (s Source) Read() (Source, error) {
	if s.Text != nil {
		return s, nil
	}
	var err error
	s.Text, err = scenario.ReadText(s.Path, s.FS)
	return s, err
}

func (s Source) options(changes []string) scenario.Options {
	return scenario.Options{Set: slices.Concat(s.Changes, changes), FS: s.FS, Library: s.Library, Flag: s.Flag, Sealed: s.Sealed}
}

// A TheoriesError says why theories that were chosen cannot be simulated.
type TheoriesError struct{ Err error }

func (e *TheoriesError) Error() string { return e.Err.Error() }
func (e *TheoriesError) Unwrap() error { return e.Err }

// A WeightsError says why families of theories cannot be weighted so.
type WeightsError struct{ Err error }

func (e *WeightsError) Error() string { return e.Err.Error() }
func (e *WeightsError) Unwrap() error { return e.Err }
