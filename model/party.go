package model

// A Seat says whose consent a package needs.
type Seat int

// The seats a party can take.
const (
	Signatory Seat = iota // no deal without it
	Sponsor               // consents only to packages that hold an issue it carries out
	Observer              // never asked; speaks through levers and in the influence theories
)

// SeatNames are the names of the seats as scenarios write them.
var SeatNames = []string{"signatory", "sponsor", "observer"}

func (s Seat) String() string { return SeatNames[s] }

// A Party is one side of the bargain, its numbers still uncertain. Payoffs are
// in stake units: 1 is a party's own ideal on every issue, 0 the far end on
// every issue.
type Party struct {
	ID, Name string
	Seat     Seat

	Power              Number // capability, > 0; bargaining power is its share among those who must consent
	Voice              Number // linear weight of its view where it has no say, ≥ 0
	Patience           Number // discount factor per round, (0, 1)
	RiskAversion       Number // R of the risk transform, [−1, 1]
	ConflictCost       Number // cost of going on fighting, [0, 1]; 0 = not a belligerent
	ExpectedCompliance Number // how sure it is that a deal holds, [0, 1]
	CountsOn           int    // the party whose compliance that hangs on; −1 if none
	BreachLoss         Number // what a breach costs on top, ≥ 0
	Prospects          Number // what it expects further fighting to bring it, [0, 1); 0 drops the term
	PressureCap        Number // how far all pressure together can move it, [0, 1]
	InducementCap      Number // how far all inducements together can move it, [0, 1]

	Stated           bool   // whether ReservationValue is stated outright
	ReservationValue Number // the utility of no deal, if Stated; nothing derives it then
}
