package model

import "math"

var nan = math.NaN()

// An Outcome is how one draw ended under one theory.
type Outcome struct {
	Class         Class
	Round         int    // round in which it was reached, from 0
	Package       int    // index in Bargain.Packages; −1 if none was signed
	Reason        Reason // why no headline package (settlement or ceasefire) was signed; NoReason if one was
	NotConsenting int    // party recorded as the one that did not consent; −1 if none

	Terms       []float64 // positions per issue; NaN where the issue was not settled
	Utility     []float64 // per party, stake units: agreement payoff if a package was signed, else the reservation value
	Reservation []float64 // per party, stake units: its reservation value for the package signed, or for the first one tabled
}

// Signed reports whether some package was signed.
func (o *Outcome) Signed() bool { return o.Package >= 0 }

// NewOutcome returns an Outcome with room for the given numbers.
func NewOutcome(parties, issues int) Outcome {
	return Outcome{
		Package: -1, NotConsenting: -1,
		Terms: make([]float64, issues), Utility: make([]float64, parties), Reservation: make([]float64, parties),
	}
}
