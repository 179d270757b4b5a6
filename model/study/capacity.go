package study

import "fmt"

// mostKept is the largest number of values that a question keeps over all
// draws: 4 GB.
const mostKept = 500_000_000

// A TooManyDrawsError means that a question would keep more numbers than fit
// into memory.
type TooManyDrawsError struct {
	Draws int // draws requested
	Each  int // numbers kept per draw
	Most  int // largest number of draws possible
}

func (e *TooManyDrawsError) Error() string {
	return fmt.Sprintf("%d draws are too many: this keeps %d numbers of each; expected at most %d", e.Draws, e.Each, e.Most)
}

// checkCapacity returns a *TooManyDrawsError if so many numbers per draw cannot
// be kept.
func (c Config) checkCapacity(each int) error {
	if most := mostKept / max(1, each); c.Draws > most {
		return &TooManyDrawsError{c.Draws, each, most}
	}
	return nil
}
