package main

import "sim/model/montecarlo"

// mostEndings is of how many draws in all a sweep keeps how they ended, a byte
// each; with more, points are told apart by their own errors.
const mostEndings = 1 << 29

// endings is a montecarlo.Sink that keeps the class in which each draw ended, by
// theory.
type endings [][]byte

// Add keeps the draws of a chunk.
func (e *endings) Add(c *montecarlo.Chunk) error {
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
