package protocol

import "sim/model/portable"

// concession is the share F in [0, 1] of its payoff range that a party has
// conceded by a given time (time-dependent tactics: Faratin, Sierra and
// Jennings 1998).
//
//	polynomial:  F = k + (1 − k) · time^(1/β)
//	exponential: F = k^((1 − time)^β),  k > 0
//
// time is the share of the negotiation that has passed, [0, 1]. k is conceded
// at the start. β below 1 holds out (boulware), β = 1 concedes linearly, β
// above 1 concedes early.
func concession(time, k, beta float64, exponential bool) float64 {
	time = min(max(time, 0), 1)
	if exponential {
		return portable.Exp(float64(portable.Pow(1-time, beta) * portable.Log(k)))
	}
	return k + float64((1-k)*portable.Pow(time, 1/beta))
}

// target is the payoff that a party asks for once it has conceded the share f
// of its range from best down to least.
func target(least, best, f float64) float64 { return best - float64((best-least)*f) }

// An acceptance is a party's acceptance condition (Baarslag, Hindriks and
// Jonker 2013).
type acceptance int

const (
	acceptNext  acceptance = iota // the offer is worth at least what the party would ask for next
	acceptConst                   // the offer is worth at least a fixed payoff
	acceptTime                    // little time is left
	acceptCombi                   // as acceptNext; or little time is left and no earlier offer was better
)

var ruleNames = []string{"next", "const", "time", "combi"}

// An offerHeard is what a party considers when it receives an offer.
type offerHeard struct {
	offered float64 // payoff of the offer
	asks    float64 // payoff that it would ask for now
	fixed   float64 // smallest payoff accepted under acceptConst
	seen    float64 // largest payoff that it has been offered so far
	time    float64 // share of the time that has passed
	late    float64 // share of the time after which little is left
}

// enough is by how much rounding may put an offer below what a party asks for.
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
