package model

import (
	"math"

	"sim/model/portable"
)

// A Race chooses among names at random: each name has an exponential clock with
// a rate of its own, and the first one to ring is chosen, with a probability of
// its rate over the sum of all rates. Every clock reads its own stream, so the
// choice does not depend on the order of the names, adding a name of rate 0
// changes nothing, and raising a rate moves choices only to that name.
type Race struct{ keys []StreamKey }

// NewRace returns a race of the named clocks; that of a name reads the stream
// stream/name.
func NewRace(stream string, names []string) Race {
	r := Race{keys: make([]StreamKey, len(names))}
	for i, name := range names {
		r.keys[i] = Key(stream + "/" + name)
	}
	return r
}

// First returns the index of the clock that rings first in the given round, and
// when it does: −ln u / rate, u being number k of the clock's stream. Rates are
// by index; a clock of rate 0 or less never rings. Of clocks that ring at the
// same time the one with the larger u is first, then the first by index. It
// returns −1 and +Inf if none rings.
func (r Race) First(ev Events, round, k int, rates []float64) (first int, at float64) {
	first, at = -1, math.Inf(1)
	most := 0.0
	for i, rate := range rates {
		if !(rate > 0) {
			continue
		}
		u := ev.Uniform(r.keys[i], round, k)
		if t := -portable.Log(u) / rate; first < 0 || t < at || t == at && u > most {
			first, at, most = i, t, u
		}
	}
	return first, at
}

// RateOf is the rate of a clock that rings before time 1 with the given
// probability.
func RateOf(chance float64) float64 { return -portable.Log1p(-chance) }

// partyIDs returns the IDs of the parties, by index.
func (b *Bargain) partyIDs() []string {
	return idsOf(b.Parties, func(p *Party) string { return p.ID })
}
