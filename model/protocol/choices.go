package protocol

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/portable"
)

// choices are a theory's choices among names at a meeting: between equals, and
// by shares. Every option has a stream of its own, protocol/<theory>/<name>, so
// no choice depends on the order of the options. In a solution without draws
// all numbers are ½, and of equals the first by name is chosen.
type choices struct {
	// order lists all parties in the order in which the scenario says that
	// equals are taken; nil: by chance.
	order []string

	stream          model.Stream
	parties, issues []string // names, by index in the problem
	listed          []int    // parties of the problem in the order of the scenario
	made            int      // choices at this meeting
	tied            bool     // whether one of them was between equals
}

// meet starts a meeting. s may be nil.
func (c *choices) meet(p *model.Problem, s *model.Stream) {
	c.stream, c.made, c.tied = model.Stream{}, 0, false
	if s != nil {
		c.stream = *s
	}
	c.parties, c.issues = p.PartyNames, p.IssueNames
	if c.order == nil {
		return
	}
	c.listed = c.listed[:0]
	for _, name := range c.order {
		if i := slices.Index(p.PartyNames, name); i >= 0 {
			c.listed = append(c.listed, i)
		}
	}
}

// party is the party at a place of the scenario's order, if it gives one.
func (c *choices) party(place int) int {
	if c.order == nil {
		return place
	}
	return c.listed[place]
}

// flags are the flags of an offer that rests on the choices of the meeting.
func (c *choices) flags() model.Flags {
	if c.tied {
		return model.Tied
	}
	return 0
}

// ofParty is the stream of a party as an option.
func (c *choices) ofParty(i int) model.StreamKey { return child(c.stream.Key, c.parties, i) }

// child is the stream for the i-th of names; if there are none, the same for
// all.
func child(key model.StreamKey, names []string, i int) model.StreamKey {
	if names == nil {
		return key
	}
	return key.Child(names[i])
}

// uniform is the number of an option's stream for the present choice.
func (c *choices) uniform(option model.StreamKey) float64 {
	if c.stream.Events == nil {
		return 0.5
	}
	return c.stream.Events.Uniform(option, c.stream.Round, c.made)
}

// prefers reports whether, of two equal options, the one listed later is taken.
func (c *choices) prefers(later, earlier model.StreamKey) bool {
	return c.order == nil && c.uniform(later) > c.uniform(earlier)
}

// tieTolerance is the difference up to which shares, gains and moves count as equal:
// rounding differs by less.
const tieTolerance = 1e-12

// largest chooses the option with the largest positive amount. same reports
// whether two options come to the same, so that nothing is chosen between them;
// nil: none do.
func (c *choices) largest(amounts []float64, option func(i int) model.StreamKey, same func(i, j int) bool) (best int) {
	c.made++
	best = -1
	for i, top := 0, float64(slices.Max(amounts)*(1-tieTolerance)); i < len(amounts); i++ {
		switch {
		case amounts[i] < top:
		case best < 0:
			best = i
		case same == nil || !same(i, best):
			c.tied = true
			if c.prefers(option(i), option(best)) {
				best = i
			}
		}
	}
	return best
}

// byShare chooses an option at random by the given shares.
func (c *choices) byShare(shares []float64, option func(i int) model.StreamKey) (first int) {
	c.made++
	at := math.Inf(1)
	for i, share := range shares {
		if t := -portable.Log(c.uniform(option(i))) / share; t < at {
			first, at = i, t
		}
	}
	return first
}
