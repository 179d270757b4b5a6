package study

import "fmt"

// mostKept is how many numbers a question keeps at most of all draws together:
// 4 GB of them.
const mostKept = 500_000_000

// A TooManyDrawsError says that a question would keep more numbers than fit into
// memory.
type TooManyDrawsError struct {
	Draws int // asked for
	Each  int // numbers kept of each draw
	Most  int // draws that could be kept
}

func (e *TooManyDrawsError) Error() string {
	return fmt.Sprintf("%d draws are too many: this keeps %d numbers of each; expected at most %d", e.Draws, e.Each, e.Most)
}

// checkCapacity returns a *TooManyDrawsError where so many numbers of each draw
// cannot be kept.
func (c Config) checkCapacity(each int) error {
	if most := mostKept / max(1, each); c.Draws > most {
		return &TooManyDrawsError{c.Draws, each, most}
	}
	return nil
}
