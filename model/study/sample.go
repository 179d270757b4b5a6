package study

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// SampleSize is the largest number of draws in a Sample.
const SampleSize = 512

// SampleCourses is of how many draws of a Sample the reservation values and the
// outcome of every round are kept, too.
const SampleCourses = 40

// A Sample keeps the first draws of a run, for plots of single draws.
// It is a montecarlo.Sink that owns its data.
type Sample struct{ montecarlo.Chunk }

// Add appends copies of the chunk's draws until the sample is full.
func (s *Sample) Add(c *montecarlo.Chunk) error {
	n := min(c.N, SampleSize-s.N)
	if n <= 0 {
		return nil
	}
	if s.Inputs == nil {
		s.First = c.First
		s.Inputs = make([][]float64, len(c.Inputs))
		s.Outcomes = make([][]model.Outcome, len(c.Outcomes))
	}
	for i, column := range c.Inputs {
		s.Inputs[i] = append(s.Inputs[i], column[:n]...)
	}
	for t, outcomes := range c.Outcomes {
		for j, o := range outcomes[:n] {
			o.Terms = slices.Clone(o.Terms)
			for _, xs := range [...]*[]float64{&o.Utility, &o.Payoff, &o.Reservation, &o.Talking, &o.Compliance, &o.GivenAway, &o.Price, &o.Excess} {
				*xs = slices.Clone(*xs)
			}
			o.Blocks = slices.Clone(o.Blocks)
			o.Path = clonePath(o.Path, s.N+j < SampleCourses)
			s.Outcomes[t] = append(s.Outcomes[t], o)
		}
	}
	s.N += n
	return nil
}

// clonePath copies the path of a draw, in full or the line alone.
func clonePath(p *model.Path, full bool) *model.Path {
	if p == nil {
		return nil
	}
	c := &model.Path{Line: slices.Clone(p.Line)}
	if full {
		c.Class, c.Reservations = slices.Clone(p.Class), slices.Clone(p.Reservations)
	}
	return c
}
