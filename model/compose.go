package model

import "sim/model/portable"

// Rules for combining levers that act on the same quantity: sums, and products
// of what others make up for, so the order in which levers are listed never
// matters (model 1.4).

// probabilityClamp keeps the log-odds of a certain event finite.
const probabilityClamp = 1e-9

// ShiftLogit shifts a probability q by push log-odds: σ(logit q + push). It
// returns q unchanged, to the last bit, if push is 0.
func ShiftLogit(q, push float64) float64 {
	if push == 0 {
		return q
	}
	q = min(max(q, probabilityClamp), 1-probabilityClamp)
	// One exponential instead of a logarithm and an exponential.
	return q / (q + float64((1-q)*portable.Exp(-push)))
}

// Substituting is the share of a lever's strength that remains when another
// lever of base strength e compensates for the given share of it.
func Substituting(share, e float64) float64 { return 1 - float64(share*e) }
