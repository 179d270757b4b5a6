package study

import (
	"math"
	"strconv"

	"sim/model/registry"
)

// An Axis is a number of the scenario and the values that a sweep gives it.
type Axis struct {
	Path   string
	Values []float64 // rising

	// What the scenario has in its place; a sweep fills it in.
	Base    float64 // value, or the middle of the range; NaN if the scenario names none
	Written string  // as the scenario writes it
	Unit    string
}

// A WordsError says that what a sweep is to go over is no number.
type WordsError struct {
	Path string // takes words
	Near string // the most similar path of a number; empty if none is
}

func (e *WordsError) Error() string {
	s := e.Path + " takes words, not a number to go over"
	if e.Near != "" {
		s += "; did you mean " + strconv.Quote(e.Near) + "?"
	}
	return s
}

// locate notes what the scenario has in the axis's place. The error is an
// *OptionError with a *WordsError where that place takes words, such as a title or a name: it would
// take numbers as words, too.
func (a *Axis) locate(s *Subject) error {
	inputs := s.Scenario.Bargain.Inputs
	if _, err := s.With(a.Path + "=words"); err == nil {
		paths := make([]string, len(inputs))
		for i := range inputs {
			paths[i] = inputs[i].Path
		}
		return &OptionError{"Axes", &WordsError{a.Path, registry.Nearest(a.Path, paths)}}
	}
	a.Base, a.Written, a.Unit = math.NaN(), "", ""
	for i := range inputs {
		if in := &inputs[i]; in.Path == a.Path {
			a.Base, a.Written, a.Unit = in.Value, in.Written, in.Unit
		}
	}
	return nil
}
