package study

import (
	"errors"
	"fmt"
)

// An OptionError says which option of a question makes no sense, and why.
type OptionError struct {
	Option string // name of the field of the options
	Err    error
}

func (e *OptionError) Error() string { return e.Option + ": " + e.Err.Error() }
func (e *OptionError) Unwrap() error { return e.Err }

// ErrNothingVaries says that variance is to be attributed to inputs where the
// scenario has no uncertain ones.
var ErrNothingVaries = errors.New("every number of the scenario is known")

// A TooManyGroupsError says that Shapley effects of so many groups would take too long.
type TooManyGroupsError struct{ Groups, Most int }

func (e *TooManyGroupsError) Error() string {
	return fmt.Sprintf("%d groups are too many, it takes at most %d", e.Groups, e.Most)
}

// A MissingValuesError says that a measure lacks a value in some draws, where a
// method requires one in every draw.
type MissingValuesError struct {
	Measure string // as it is written
	Theory  int    // index among the subject's theories
	Have    int    // draws that have a value
	Draws   int
}

func (e *MissingValuesError) Error() string {
	return fmt.Sprintf("%s has a value in %d of %d draws, and this requires one in every draw", e.Measure, e.Have, e.Draws)
}
