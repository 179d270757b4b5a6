package protocol

import "math"

// A concession is a party's share of its range of payoffs that it has given up
// by a given time, F in [0, 1] (time-dependent tactics: Faratin, Sierra and
// Jennings 1998).
//
//	polynomial:  F = k + (1 − k) · time^(1/β)
//	exponential: F = k^((1 − time)^β),  k > 0
//
// time is the share of the time that has gone by, [0, 1]. k is given up at the
// start. β below 1 holds out (boulware), β = 1 concedes evenly, β above 1
// concedes early.
func concession(time, k, beta float64, exponential bool) float64 {
	time = min(max(time, 0), 1)
	if exponential {
		return math.Exp(math.Pow(1-time, beta) * math.Log(k))
	}
	return k + (1-k)*math.Pow(time, 1/beta)
}

// target is the payoff that a party asks for once it has given up the share f
// of its range from best down to least.
func target(least, best, f float64) float64 { return best - (best-least)*f }

// An acceptance says when a party accepts an offer (Baarslag, Hindriks and Jonker
// 2013, acceptance conditions).
type acceptance int

const (
	acceptNext  acceptance = iota // it is worth as much as what the party would ask for itself
	acceptConst                   // it is worth a fixed payoff
	acceptTime                    // time is short
	acceptCombi                   // as next; or time is short and nobody has offered more
)

var ruleNames = []string{"next", "const", "time", "combi"}

// A offerHeard is what a party goes by when it hears an offer.
type offerHeard struct {
	offered float64 // what the offer is worth to it
	asks    float64 // what it would ask for itself now
	fixed   float64 // what it accepts under const
	seen    float64 // the most that it has been offered so far
	time    float64 // share of the time gone by
	late    float64 // share from which time is short
}

// enough is how far rounding may leave an offer below what a party asks for.
const enough = 1e-9

func (r acceptance) accepts(h offerHeard) bool {
	next, short := h.offered >= h.asks-enough, h.time >= h.late
	switch r {
	case acceptConst:
		return h.offered >= h.fixed-enough
	case acceptTime:
		return short
	case acceptCombi:
		return next || short && h.offered >= h.seen-enough
	case acceptNext:
	}
	return next
}
