package protocol

import "math"

// patienceEdge keeps patience away from 0 and 1, where nobody or everybody
// waits for ever.
const patienceEdge = 1e-9

// leastPower is the smallest power that impatience leaves a party, so that
// everybody keeps something to lose.
const leastPower = 1e-4

// discount is a party's patience δ within the range in which it can be compared.
func discount(delta float64) float64 { return min(max(delta, patienceEdge), 1-patienceEdge) }

// powerFromPatience replaces the discount factors per round in alpha by the
// bargaining powers that go with them: in inverse proportion to the discount
// rates −ln δ, summing to 1. For two parties these are the shares to which
// alternating offers tend as they follow each other faster (Binmore, Rubinstein
// and Wolinsky 1986); for more the rule is extended as it stands.
func powerFromPatience(alpha []float64) {
	sum := 0.0
	for i, delta := range alpha {
		alpha[i] = -1 / math.Log(discount(delta))
		sum += alpha[i]
	}
	for i := range alpha {
		alpha[i] = max(alpha[i]/sum, leastPower)
	}
}

// firstShare is the share of the pie that goes to the party that proposes, if
// offers alternate for ever: (1 − δ₂)/(1 − δ₁δ₂), δ₁ being the proposer's
// discount factor from one offer to the next (Rubinstein 1982).
func firstShare(own, other float64) float64 { return (1 - other) / (1 - own*other) }
