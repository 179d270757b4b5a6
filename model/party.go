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

	Power              Number // capability, > 0; bargaining power is its share among those who must consent
	Voice              Number // weight of its value in the objective of theories where its consent is not needed, ≥ 0
	Patience           Number // discount factor per round, (0, 1)
	RiskAversion       Number // R of the risk transform, [−1, 1]; R > 0 is risk averse
	ConflictCost       Number // cost of continued fighting, [0, 1]; 0: not a belligerent
	ExpectedCompliance Number // probability that it expects a deal to hold, [0, 1]
	CountsOn           int    // party on whose compliance that expectation depends; −1 if none
	BreachLoss         Number // additional cost of a breach, ≥ 0
	Prospects          Number // what it expects from further fighting, [0, 1); 0: not considered
	PressureCap        Number // upper limit of the effect of all pressure together, [0, 1]
	InducementCap      Number // upper limit of the effect of all inducements together, [0, 1]

	Stated           bool   // whether ReservationValue is given instead of derived
	ReservationValue Number // payoff without a deal, if Stated, in stake units
}
