package montecarlo

import "sim/model"

// A Tally sums up draws. Its parts are integer counts and exact sums, so that
// tallies merge to the same bits in any order.
type Tally struct {
	Draws    int
	Theories []TheoryTally // in the order of Bargain.Theories
}

// A TheoryTally sums up draws under one theory.
type TheoryTally struct {
	Classes       [model.Classes]int // draws that ended in each class
	Signed        []int              // draws in which each package was signed
	Reasons       []int              // draws without a headline package, by model.Reason
	NotConsenting []int              // draws in which each party is recorded as the one that did not consent

	Terms       []Spread // per issue: position where the issue was settled
	Utility     []Spread // per party, all draws: agreement payoff, or reservation value without a deal
	Reservation []Spread // per party, all draws
	Payoff      []Spread // per party, draws with a signed package
	Surplus     []Spread // per party, draws with a signed package: payoff − reservation value
}

// An Estimate is a figure with its Monte Carlo error.
type Estimate struct {
	N     int     // draws it rests on
	Value float64 // NaN if N is 0
	Error float64 // one standard error
	Lower float64 // 95 % interval
	Upper float64
}
