package protocol

// proposals is what backward induction needs to know: the best that a party can
// propose.
type proposals interface {
	// propose finds the terms that are best for party lead among those that
	// give every other party at least its entry in reserve, and writes
	// everybody's payoff into value.
	propose(lead int, reserve, value []float64)
}

// backward solves alternating offers with a last round by backward induction
// (Stahl 1972; unanimity: Osborne and Rubinstein 1990, section 3.13). In round
// t party turn[t mod n] proposes, and all others accept or reject. wait[j] is
// party j's discount factor from one offer to the next, including the risk of
// breakdown; idle[j] is its payoff while it waits, and exit[j] its payoff
// without a deal, or from walking out where that is possible. A party accepts
// what it would get by rejecting:
//
//	reserve = max(exit, idle + wait × (value next round − idle))
//
// On return value holds everybody's payoff from the first offer. Nobody gains
// by delay: what would be agreed next round, discounted, could be proposed now.
func backward(rounds int, turn []int, wait, idle, exit, reserve, value []float64, p proposals) {
	copy(value, exit)
	for t := rounds - 1; t >= 0; t-- {
		for j := range value {
			reserve[j] = max(exit[j], idle[j]+float64(wait[j]*(value[j]-idle[j])))
		}
		p.propose(turn[t%len(turn)], reserve, value)
	}
}
