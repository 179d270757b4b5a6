package model

// An Event is something that happened in a draw, for the story told of it.
type Event struct {
	Kind    EventKind
	Round   int
	Party   int // −1 if none
	Package int // −1 if none
	Lever   int // −1 if none
	Reason  Reason
	Value   float64   // what the kind says
	Margin  float64   // what the kind says
	Terms   []float64 // positions per issue; only for as long as the listener runs
	Payoff  []float64 // per party, only for as long as the listener runs
	Room    []bool    // per party: in the room; only for as long as the listener runs
}

// An EventKind says what an Event is about.
type EventKind int

// The kinds of event.
const (
	MeetingHeld    EventKind = iota
	MeetingRefused           // Party stayed away
	Tabled                   // Package was tabled on Terms; Payoff is the surplus of each party
	NoZone                   // Package found no terms, for Reason
	Answered                 // Party answered: Value is the Action, Margin its gain over its best alternative
	PackageSigned            // Package, on Terms
	PackageStopped           // Package was accepted and not ratified
	Recorded                 // Party is recorded as not consenting
	LeverCarried             // Lever was carried out
	LeverAnnounced           // Lever was announced, not carried out
	LineMoved                // the line is at Value; it moved by Margin
	BrokeThrough             // a breakthrough moved the line
	Violated                 // Package was violated; it is put down to Party
	EscalationCame
	TalksEnded
	TalksReopened
	Distrusted // Party does not consent to Package, which a rising side could not promise to keep
	StoodFirm  // Party does not consent to Package, in which more is asked of it than of a weak one
	TakenBack  // Lever has snapped back on Party, its target
)

func (g *Game) tell(e Event) {
	if g.Tell != nil {
		e.Round, e.Room = g.Round, g.Room
		g.Tell(e)
	}
}

// Report tells whoever listens what a process did.
func (g *Game) Report(e Event) { g.tell(e) }
