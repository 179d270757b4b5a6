package model

// A Size is an amount of payoff: in stake units, or as a worth on an issue, which
// stays right when issues are added. The zero Size is 0.
type Size struct {
	Amount Number
	// Issue is the index plus 1 of the issue on which the amount is a worth: the
	// amount is then a share of the issue's whole scale, weighted with what the
	// issue counts for the party (model 1.4). 0: stake units.
	Issue int
}
