package study

import (
	"errors"
	"fmt"
	"strings"

	"sim/model/scenario"
)

// An OptionError means that an option of a question is invalid.
type OptionError struct {
	Option string // name of the field in the options
	Err    error
}

func (e *OptionError) Error() string { return e.Option + ": " + e.Err.Error() }
func (e *OptionError) Unwrap() error { return e.Err }

// ErrNothingVaries means that variance should be attributed to inputs of a
// scenario without uncertain ones.
var ErrNothingVaries = errors.New("every number of the scenario is known")

// A TooManyGroupsError means that Shapley effects of so many groups would take
// too long.
type TooManyGroupsError struct{ Groups, Most int }

func (e *TooManyGroupsError) Error() string {
	return fmt.Sprintf("%d groups are too many, it takes at most %d", e.Groups, e.Most)
}

// A MissingValuesError means that a measure has no value in some draws although
// the method requires one in every draw.
type MissingValuesError struct {
	Measure string // as written
	Theory  int    // index among the subject's theories
	Have    int    // draws with a value
	Draws   int
}

func (e *MissingValuesError) Error() string {
	return fmt.Sprintf("%s has a value in %d of %d draws, and this requires one in every draw", e.Measure, e.Have, e.Draws)
}

// Unprefixed returns the messages of a *scenario.Error without the name of a file, for an
// error about something else than a file; other errors unchanged.
func Unprefixed(err error) error {
	e, ok := errors.AsType[*scenario.Error](err)
	if !ok {
		return err
	}
	var lines []string
	for _, p := range e.Problems {
		lines = append(lines, p.Msg)
	}
	return errors.New(strings.Join(lines, "\n"))
}
