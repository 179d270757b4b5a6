package protocol

import "sim/model/portable"

// patienceEdge bounds patience away from 0 and 1, where nobody or everybody
// would wait for ever.
const patienceEdge = 1e-9

// leastPower is the smallest bargaining power of an impatient party, so that
// every party keeps something to lose.
const leastPower = 1e-4

// discount is a party's patience δ, clamped to the range that can be computed
// with.
func discount(delta float64) float64 { return min(max(delta, patienceEdge), 1-patienceEdge) }

// powerFromPatience replaces the discount factors per round in alpha by the
// corresponding bargaining powers: inversely proportional to the discount rates
// −ln δ, summing to 1. For two parties these are the shares to which
// alternating offers converge as the time between offers goes to 0 (Binmore,
// Rubinstein and Wolinsky 1986); for more parties the same rule is used.
func powerFromPatience(alpha []float64) {
	sum := 0.0
	for i, delta := range alpha {
		alpha[i] = -1 / portable.Log(discount(delta))
		sum += alpha[i]
	}
	for i := range alpha {
		alpha[i] = max(alpha[i]/sum, leastPower)
	}
}

// firstShare is the proposer's share of the pie if offers alternate for ever:
// (1 − δ₂)/(1 − δ₁δ₂), where δ₁ is the proposer's discount factor from one
// offer to the next (Rubinstein 1982).
func firstShare(own, other float64) float64 { return (1 - other) / (1 - float64(own*other)) }
