package model

// A Seat says to which packages a party's consent is needed.
type Seat int

// The seats a party can take.
const (
	Signatory Seat = iota // consents to every package
	Sponsor               // consents only to packages that contain an issue it carries out
	Observer              // never asked; acts through levers and in the influence theories
)

// SeatNames are the names of the seats as scenarios write them.
var SeatNames = []string{"signatory", "sponsor", "observer"}

func (s Seat) String() string { return SeatNames[s] }

// A Party is a side in the negotiation; its numbers are still uncertain.
// Payoffs are in stake units: 1 is a party's own ideal on every issue, 0 the
// far end on every issue.
type Party struct {
	ID, Name string
	Seat     Seat

	Power            Number     // capability, > 0; bargaining power is its share among those who must consent
	Voice            Number     // weight of its value in the objective of theories where its consent is not needed, ≥ 0
	Patience         Number     // discount factor per round, (0, 1)
	RiskAversion     Number     // R of the risk transform, [−1, 1]; R > 0 is risk averse
	DisagreementCost Size       // what it bears while there is no agreement, ≥ 0
	Private          SecretKind // which of its own numbers it alone knows in a draw, while the others know the range; NoSecret: none
	Prospects        []Prospect // where it expects issues to move without an agreement
	Compliance       Compliance // how far it expects an agreement to be kept
	CountsOn         []int      // parties on whose compliance that depends, ascending; nil: nobody's
	Say              []int      // issues that it bargains over, ascending; nil: all
	Leaves           Number     // share of its discount rate at which it leaves, [0, 2]; for sponsors
	OnLeaving        []int      // levers that are carried out when it leaves

	Stated           bool         // whether ReservationValue or WalksAway is given instead of derived
	ReservationValue Number       // payoff in every world without an agreement before levers, if Stated, in stake units
	WalksAway        [][]WalkAway // alternative sets of terms whose value takes the place of ReservationValue, the largest; nil: none
}

// A WalkAway is a term at which a party is as well off without an agreement.
type WalkAway struct {
	Issue int
	Term  Number // own unit
}

// A Prospect is where a party expects an issue to move if there is no agreement.
type Prospect struct {
	Issue int
	Shift Number // from what is held, in the issue's own unit, signed
}

// Compliance is how far a party expects an agreement without guarantee and
// monitoring to be kept. The zero Compliance says nothing: the party believes
// what the hazards of its counterparts imply, or that an agreement holds if the
// scenario has none.
type Compliance struct {
	Given  bool
	Chance Number // that it is kept for Over rounds, (0, 1]
	Over   Number // rounds, > 0
}
