package protocol

// Proposals are where parties bargain by backward induction: they know what is the
// best that a party can propose.
type proposals interface {
	// propose finds what is best for party lead among all that gives every other
	// party at least its entry in reserve, and writes what all get into value.
	propose(lead int, reserve, value []float64)
}

// backward plays alternating offers with a last round (Stahl 1972; unanimity:
// Osborne and Rubinstein 1990, section 3.13). In round t party turn[t mod n]
// proposes, and all others accept or reject. wait[j] is party j's discount
// factor from one offer to the next, risk of a breakdown included; idle[j] is
// what it has while it waits, and exit[j] what it gets if there is no deal, or
// by walking out where that is possible. A party accepts what it would get by
// rejecting:
//
//	reserve = max(exit, idle + wait × (value next round − idle))
//
// value ends up with what everybody gets from the first offer. Nobody gains by
// delay: what is agreed next round, worth less by then, could be proposed now.
func backward(rounds int, turn []int, wait, idle, exit, reserve, value []float64, p proposals) {
	copy(value, exit)
	for t := rounds - 1; t >= 0; t-- {
		for j := range value {
			reserve[j] = max(exit[j], idle[j]+wait[j]*(value[j]-idle[j]))
		}
		p.propose(turn[t%len(turn)], reserve, value)
	}
}
