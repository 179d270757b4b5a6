package model

import "slices"

// A RequirementKind says what a Requirement asks for.
type RequirementKind int

// The kinds of requirement.
const (
	InForce         RequirementKind = iota // Package Of has been in force for Number rounds without a violation on record
	SignedOnce                             // Package Of has been signed, whether or not it still is in force
	MeetingsHeld                           // Number meetings of Bargain.Rooms[Of] have been held before this one
	RoundReached                           // it is round Number, counted from 0, or later
	DeadlinePassed                         // Bargain.Deadlines[Of] has passed
	LeverCarriedOut                        // Lever Of has been carried out in this draw
)

// A Requirement is a fact that must hold at the start of the talks of a round
// before a package can be tabled, or before a meeting can be held (model 3.9).
type Requirement struct {
	Kind   RequirementKind
	Of     int    // index of what the kind names; unused for RoundReached
	Number Number // rounds, meetings or the round, as the kind says; ≥ 0
}

// An Insistence is a party's demand that other packages be in force before it
// lets a package be tabled.
type Insistence struct {
	Party    int
	Packages []int     // all of them must be in force
	Binding  Number    // share of draws in which the party does not drop it, [0, 1]
	Stream   StreamKey // insists/<package>.<party>
}

// A roomCount counts the meetings of one of Bargain.Rooms.
type roomCount struct {
	held int
	last int // round of the latest
}

// Unmet returns the index of the first requirement that does not hold in this
// round; −1 if all hold. What is signed or held in a round counts from the next.
func (g *Game) Unmet(requires []Requirement) int {
	for i := range requires {
		if !g.meets(&requires[i]) {
			return i
		}
	}
	return -1
}

func (g *Game) meets(r *Requirement) bool {
	if g.predicts() && (r.Kind == InForce || r.Kind == SignedOnce) {
		return true // nothing is ever signed where nobody is asked
	}
	n := r.Number.In(g.in)
	switch r.Kind {
	case InForce:
		return g.standsFor(r.Of, n)
	case SignedOnce:
		first := g.Force[r.Of].First
		return first >= 0 && first < g.Round
	case MeetingsHeld:
		room := &g.rooms[r.Of]
		held := room.held
		if held > 0 && room.last == g.Round {
			held--
		}
		return float64(held) >= n
	case RoundReached:
		return float64(g.Round) >= n
	case DeadlinePassed:
		return g.passed(r.Of, g.Round)
	case LeverCarriedOut:
		return g.carriedAt[r.Of] >= 0
	}
	return true
}

// standsFor reports whether package i was in force before this round and has
// been for the given number of rounds without a violation on record.
func (g *Game) standsFor(i int, rounds float64) bool {
	f := &g.Force[i]
	kept := g.Round - f.Kept
	return f.On && kept > 0 && float64(kept) >= rounds
}

// countRoom counts the meeting of the round for the requirements that ask for
// meetings of just those who are in the room.
func (g *Game) countRoom() {
	for r, room := range g.Bargain.Rooms {
		present := 0
		for _, in := range g.Room {
			if in {
				present++
			}
		}
		if present == len(room) && !slices.ContainsFunc(room, func(i int) bool { return !g.Room[i] }) {
			g.rooms[r].held++
			g.rooms[r].last = g.Round
		}
	}
}

// barred reports whether package i, which the room can decide, stays off the
// table: a requirement is not met, or a party insists on another package first.
func (g *Game) barred(i int, p *Problem) bool {
	pkg := &g.Bargain.Packages[i]
	if r := g.Unmet(pkg.Requires); r >= 0 {
		g.tell(Event{Kind: PackageWaits, Party: -1, Package: i, Lever: -1, Value: float64(r)})
		g.putOff(i, WaitsFor)
		return true
	}
	barred := false
	for j := range pkg.Insists {
		if first := g.insists(i, j); first >= 0 {
			g.tell(Event{Kind: KeptOffTable, Party: pkg.Insists[j].Party, Package: i, Lever: -1, Value: float64(first)})
			barred = true
		}
	}
	if barred {
		g.blame(i, WaitsFor, p)
	}
	return barred
}

// insists returns the package that insistence j on package i still waits for;
// −1 if it waits for none, the party has dropped it in this draw, or nobody is
// asked.
func (g *Game) insists(i, j int) int {
	if g.predicts() {
		return -1
	}
	s := &g.Bargain.Packages[i].Insists[j]
	if binding := s.Binding.In(g.in); binding < 1 && g.events.Uniform(s.Stream, 0, 0) > binding {
		return -1
	}
	for _, first := range s.Packages {
		if !g.standsFor(first, 0) {
			return first
		}
	}
	return -1
}

// blameInsistence attributes it to the parties that insist on other packages
// first that package i was not tabled.
func (g *Game) blameInsistence(i int) {
	for j, s := range g.Bargain.Packages[i].Insists {
		if g.insists(i, j) >= 0 {
			g.share[s.Party] = 1
		}
	}
}

// putOff notes why package i could not be tabled, for a round in which nothing
// else says why no headline package was signed. No party is responsible.
func (g *Game) putOff(i int, why Reason) {
	if g.offTable == NoReason && (!g.headline || g.Bargain.Packages[i].Headline()) {
		g.offTable = why
	}
}
