package model

// An Event is something that happened in a draw, for telling its story.
type Event struct {
	Kind    EventKind
	Round   int
	Party   int // −1 if none
	Package int // −1 if none
	Lever   int // −1 if none
	Reason  Reason
	Value   float64   // what the kind says
	Margin  float64   // what the kind says
	Terms   []float64 // positions per issue; valid only until the listener returns
	Payoff  []float64 // per party; valid only until the listener returns
	Room    []bool    // per party: in the room; valid only until the listener returns
	Course  *Course   // of CourseTaken; the listener may keep it
}

// An EventKind says what an Event is about.
type EventKind int

// The kinds of event.
const (
	MeetingHeld    EventKind = iota
	MeetingRefused           // Party stayed away
	Tabled                   // Package was tabled on Terms; Payoff is the surplus of each party
	NoZone                   // Package found no terms, for Reason; Payoff is each party's part in that, and Value Offer.BreaksIn
	Answered                 // Party answered: Value is the Action, Margin its gain over its best alternative
	PackageSigned            // Package, on Terms
	TermsPredicted           // Terms of Package by a theory that asks nobody; Payoff is the surplus of each party
	PackageStopped           // Package was accepted but not ratified
	Recorded                 // Party is recorded as not consenting
	LeverCarried             // Lever was carried out
	LeverAnnounced           // Lever was announced but not carried out
	LineMoved                // the line is at Value; it moved by Margin
	BrokeThrough             // a breakthrough moved the line
	Violated                 // Package was violated; the violation is attributed to Party
	EscalationCame
	TalksEnded
	TalksReopened
	StoodFirm    // Party does not consent to Package, than which it would rather go on; who proposed it did not know
	TakenBack    // Lever has snapped back on Party, its target
	PartyLeft    // Party, a sponsor, has left the talks for good
	Settling     // Package has settled: it is broken less often from now on
	PackageWaits // Package was not tabled: its requirement number Value is not met
	KeptOffTable // Package was not tabled: Party insists on package number Value first
	DeadlineCame // deadline number Value passed
	Demanded     // Party demands terms of Package; Value is the chance with which it believes that they are accepted
	Insisted     // Party insists on Terms of Package; Value is the chance with which it gives in if it is asked first
	Bid          // Party bids Value, a position, for the issue of Package
	GaveIn       // Party gives in to what the other party of the dispute demands of Package
	CourseTaken  // Course is how the theory has come to its terms of Package
)

func (g *Game) tell(e Event) {
	if g.Tell != nil {
		e.Round, e.Room = g.Round, g.Room
		g.Tell(e)
	}
}

// Report passes on to the listener what a process did.
func (g *Game) Report(e Event) { g.tell(e) }
