package model

import "math"

var nan = math.NaN()

// An Outcome is how one draw ended under one theory.
type Outcome struct {
	Class          Class
	Round          int    // round in which it was reached, from 0
	Package        int    // index in Bargain.Packages; −1 if none was signed
	Reason         Reason // why no headline package (settlement or ceasefire) was signed; NoReason if one was
	NotConsenting  int    // party recorded as the one that did not consent; −1 if none
	FrozenConflict bool   // a stalemate with 12 rounds or more in a row of little fighting: a frozen conflict

	Terms       []float64 // positions per issue; NaN where the issue was not settled
	Utility     []float64 // per party, stake units: agreement payoff if a package was signed, else the reservation value
	Reservation []float64 // per party, stake units: its reservation value for the package signed, or for the first one tabled

	// First is the round in which each class was first reached, −1 if never:
	// reached at some time and in force at the end are different figures.
	First [Classes]int
	// Lasted is how many rounds a headline package was in force from the round
	// in which the first one was signed, that one included; −1 if none was.
	Lasted int
	Ended  bool // whether it ended within the horizon
	// Blocks is in how many rounds each party is recorded as not consenting.
	Blocks []int
	// Path is how things went round by round; nil in a single meeting.
	Path *Path
}

// A Path is how a draw went, one entry a round. After the draw has ended it
// stays as it was.
type Path struct {
	Line        []float64   // position of the issue that a process moves; NaN if none does
	Class       []Class     // what was in force
	Reservation [][]float64 // per round and party, stake units
}

// NewOutcome returns an Outcome for draws of b.
func (b *Bargain) NewOutcome() Outcome { return b.NewOutcomes(1)[0] }

// NewOutcomes returns Outcomes for n draws of b, their numbers side by side in
// memory.
func (b *Bargain) NewOutcomes(n int) []Outcome {
	os := newOutcomes(n, len(b.Parties), len(b.Issues))
	rounds := b.Clock.Rounds
	if rounds == 0 {
		return os
	}
	paths, line, class := make([]Path, n), grid[float64](n, rounds), grid[Class](n, rounds)
	for j := range os {
		os[j].Path = &paths[j]
		paths[j] = Path{Line: line[j], Class: class[j], Reservation: grid[float64](rounds, len(b.Parties))}
	}
	return os
}

// Signed reports whether some package was signed.
func (o *Outcome) Signed() bool { return o.Package >= 0 }

// NewOutcome returns an Outcome with room for the given numbers.
func NewOutcome(parties, issues int) Outcome { return newOutcomes(1, parties, issues)[0] }

func newOutcomes(n, parties, issues int) []Outcome {
	os := make([]Outcome, n)
	terms, blocks := grid[float64](n, issues), grid[int](n, parties)
	utility, reservation := grid[float64](n, parties), grid[float64](n, parties)
	for j := range os {
		os[j] = Outcome{
			Package: -1, NotConsenting: -1,
			Terms: terms[j], Utility: utility[j], Reservation: reservation[j], Blocks: blocks[j],
		}
	}
	return os
}
