package model

import "slices"

// A Bargain is a scenario whose numbers are still uncertain: what a scenario
// file compiles to and what the engine simulates. It is read-only once built
// and may be shared between workers.
type Bargain struct {
	Title      string
	About      string
	Documents  []Document
	Parties    []Party // in the order of their IDs, like Issues and Levers
	Issues     []Issue
	Levers     []Lever
	Listing    Listing     // the order of the file, for display
	Packages   []Package   // in the order in which they are tabled
	Totals     []Total     // in the order of their IDs
	Rooms      [][]int     // sets of parties whose meetings requirements count, each in ascending order
	Deadlines  []Deadline  // in the order of their IDs
	Strength   *Strength   // nil: parties state prospects instead, or none
	Standstill *Standstill // nil: packages say what they relieve
	Factions   []Faction   // in the order of their IDs
	Aid        *AidAccount // nil: none
	Clock      Clock
	Observed   []Observation      // what is known to have happened; draws that do not match it are excluded
	Reference  []string           // reference classes to show beside the results, by name; they change no draw
	Resolved   *Resolved          // how the case ended; nil: it is not known, or not yet
	Processes  NewProcesses       // what changes between rounds; nil: nothing
	Zone       func() Protocol    // finds terms that suit everybody, for ripeness; nil: nobody looks
	Theories   []Theory           // theories to simulate, the baseline first
	Weights    map[string]float64 // per family, relative weights for pooling theories; missing: 1
	Inputs     []Input            // every number of the scenario, in file order
	Columns    int                // number of inputs that vary
	Coupling   *Coupling          // correlations between varying inputs; nil: none
	Labels     [Classes]string    // names that the scenario gives the outcomes; empty: ClassNames
	Words      Words              // what the scenario calls what moves and what hurts
}

// A Clock says how many rounds a draw has.
type Clock struct {
	Round  string // what a round stands for, such as "2 weeks"; used as an axis label only
	Rounds int    // number of rounds; 0: a single meeting with everyone in the room
	Ends   bool   // whether everybody knows that nothing is signed after the last round; otherwise that is only where the run stops watching
}

// Varying returns the inputs that vary from draw to draw, by column.
func (b *Bargain) Varying() []*Input {
	v := make([]*Input, b.Columns)
	for i := range b.Inputs {
		if c := b.Inputs[i].Column; c >= 0 {
			v[c] = &b.Inputs[i]
		}
	}
	return v
}

// Burdens reports whether somebody bears a cost while there is no agreement, so that a
// package may relieve some of it.
func (b *Bargain) Burdens() bool {
	return slices.ContainsFunc(b.Parties, func(p Party) bool { return p.DisagreementCost.Amount != Known(0) })
}
