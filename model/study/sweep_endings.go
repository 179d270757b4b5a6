package study

import (
	"math"

	"sim/model"
)

// mostEndings is the largest number of draws in all whose outcomes a sweep
// keeps, one byte each; with more, points are compared by their own errors
// only.
const mostEndings = 1 << 29

// endings is a Sink that keeps the class in which each draw ended, by theory.
type endings [][]byte

// Add keeps the draws of a chunk.
func (e *endings) Add(c *Chunk) error {
	if *e == nil {
		*e = make(endings, len(c.Outcomes))
	}
	for t, outcomes := range c.Outcomes {
		for j := range outcomes {
			(*e)[t] = append((*e)[t], byte(outcomes[j].Class))
		}
	}
	return nil
}

// in returns 1 for each draw that ended in a class under a theory, else 0; NaN for one
// that does not match what was observed.
func (e endings) in(theory int, c model.Class) []float64 {
	is := make([]float64, len(e[theory]))
	for i, end := range e[theory] {
		if model.Class(end) == c {
			is[i] = 1
		} else if model.Class(end) == model.Excluded {
			is[i] = math.NaN()
		}
	}
	return is
}
