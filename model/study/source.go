package study

import (
	"io/fs"
	"slices"

	"sim/model/scenario"
)

// A Source is where a scenario is read from, repeatedly and with different
// changes.
type Source struct {
	Path    string   // path of the file, or its name in FS
	Text    []byte   // its text; nil: it is read from Path each time
	FS      fs.FS    // file system of the file and the files it extends; nil: the machine's
	Library fs.FS    // scenarios that extends may name without a path; nil: none
	Changes []string // overrides path=value applied first in every reading
	// Theories replace those that the scenario's run: block requests; nil:
	// those of the run: block.
	Theories []string
	// Weights are weights of families of theories for pooling; nil: the
	// scenario's.
	Weights map[string]float64
	// Flag is the name of the flag that changes come from, for messages; empty:
	// --set.
	Flag string
	// Sealed forbids changes to name files: they come from somebody who must
	// not reach the file system.
	Sealed bool
	// Unwritten leaves the scenario's Text and Digest empty, for many readings.
	Unwritten bool
	// Omitted are the parts that Subject.Without left out of Text; nil: none.
	Omitted []string
}

// Load reads the scenario and applies further changes, path=value each. The
// error is a *scenario.Error with every problem, or a *TheoriesError.
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
		weights = sc.Bargain.Weights // must leave some chosen theory with a weight
	}
	if err := sc.Weigh(weights); err != nil {
		return nil, &WeightsError{err}
	}
	return sc, nil
}

// Read returns the source with the text of its file, so that all later readings
// use the same text. The error is a *scenario.Error.
func (s Source) Read() (Source, error) {
	if s.Text != nil {
		return s, nil
	}
	var err error
	s.Text, err = scenario.ReadText(s.Path, s.FS)
	return s, err
}

func (s Source) options(changes []string) scenario.Options {
	return scenario.Options{Set: slices.Concat(s.Changes, changes), FS: s.FS, Library: s.Library, Flag: s.Flag, Sealed: s.Sealed, Unwritten: s.Unwritten}
}

// A TheoriesError means that chosen theories cannot be simulated.
type TheoriesError struct{ Err error }

func (e *TheoriesError) Error() string { return e.Err.Error() }
func (e *TheoriesError) Unwrap() error { return e.Err }

// A WeightsError means that weights of families of theories are invalid.
type WeightsError struct{ Err error }

func (e *WeightsError) Error() string { return e.Err.Error() }
func (e *WeightsError) Unwrap() error { return e.Err }
