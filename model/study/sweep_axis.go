package study

import (
	"math"
	"strconv"

	"sim/model/registry"
)

// An Axis is a number of the scenario and the values that a sweep assigns to
// it.
type Axis struct {
	Path   string
	Values []float64 // ascending

	// The number in the scenario; set by the sweep.
	Base    float64 // value, or the midpoint of the range; NaN if the scenario does not give it
	Written string  // as the scenario writes it
	Unit    string
}

// A WordsError means that the axis of a sweep is not a number.
type WordsError struct {
	Path string // path of a text
	Near string // most similar path of a number; empty if there is none
}

func (e *WordsError) Error() string {
	s := e.Path + " takes words, not a number to go over"
	if e.Near != "" {
		s += "; did you mean " + strconv.Quote(e.Near) + "?"
	}
	return s
}

// locate finds the number of the axis in the scenario. The error is an
// *OptionError with a *WordsError if the path is that of a text, such as a
// title or a name, which would also accept digits.
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
