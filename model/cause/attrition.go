package cause

// Insisting is what a party that holds out for its own demand gets, per round, in
// stake units: a war of attrition in which both insist (Maynard Smith 1974;
// Hendricks, Weiss and Wilson 1988).
type Insisting struct {
	HoldsOut float64 // while both hold out
	GivesIn  float64 // at the other's demand
	Wins     float64 // at its own demand
	Patience float64 // what a round later is worth now, 0 to 1
}

// OtherGivesIn is the chance per meeting with which the other party must give in
// so that this one does not mind whether it gives in itself, 0 to 1:
//
//	q = (1−δ)·(GivesIn − HoldsOut) / (δ·(Wins − GivesIn))
//
// It solves GivesIn = (1−δ)·HoldsOut + δ·(q·Wins + (1−q)·GivesIn). It is 0 if
// holding out costs nothing, for then the other never gives in on its account,
// and 1 if winning brings no more than giving in.
func (p Insisting) OtherGivesIn() float64 {
	cost := float64((1 - p.Patience) * (p.GivesIn - p.HoldsOut))
	gain := float64(p.Patience * (p.Wins - p.GivesIn))
	switch {
	case !(cost > 0):
		return 0
	case !(gain > cost):
		return 1
	}
	return cost / gain
}

// Attrition is a war of attrition between two parties. In each meeting one of
// them, by a clock with equal weights, is asked first, and then the other; who
// gives in first ends it at the other's demand.
type Attrition struct {
	GivesIn [2]float64 // chance per meeting with which a party gives in when it is asked, 0 to 1
}

// NewAttrition is the equilibrium in which both parties mix: each gives in as
// often as leaves the other indifferent. It has no memory, so that payoffs that
// change are put in anew in every meeting.
func NewAttrition(first, second Insisting) Attrition {
	return Attrition{[2]float64{second.OtherGivesIn(), first.OtherGivesIn()}}
}

// Ends is the chance that a meeting ends it, 0 to 1.
func (a Attrition) Ends() float64 {
	return 1 - float64((1-a.GivesIn[0])*(1-a.GivesIn[1]))
}

// Meet is who gives in at a meeting, 0 or 1; −1 if both hold out. Asked is who is
// asked first, and u holds a uniform number in [0, 1) for each party.
func (a Attrition) Meet(asked int, u [2]float64) int {
	for _, party := range [2]int{asked, 1 - asked} {
		if u[party] < a.GivesIn[party] {
			return party
		}
	}
	return -1
}
