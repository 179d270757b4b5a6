package model

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
	Standstill *Standstill // nil: packages say what they relieve
	Factions   []Faction   // in the order of their IDs
	Aid        *AidAccount // nil: none
	Clock      Clock
	Processes  NewProcesses       // what changes between rounds; nil: nothing
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

// A Theory is a registered bargaining theory.
type Theory struct {
	Name     string // name in scenarios, flags and data files
	Title    string // name in text and pictures; empty: Name
	Family   string // cooperative, sequential, crisis, influence
	Baseline bool   // whether it is the weighted mean, which is shown next to every other theory
	Consent  bool   // whether it needs parties that must consent
	Predicts bool   // whether it only says where issues end and asks nobody: its draws are Predictions

	MinParties, MaxParties int  // number of parties it can handle; MaxParties 0: no limit
	MinIssues, MaxIssues   int  // number of issues it can handle; MaxIssues 0: no limit
	Efficient              bool // whether its terms are Pareto efficient
	Concave                bool // whether it requires that no party that must consent seeks risk (R ≥ 0)
	Random                 bool // whether it uses random numbers of its own, other than to choose between equals
	Ordered                bool // whether the scenario gives the order in which it takes equals
	Totals                 bool // whether it can keep totals; influence theories predict without them
	SolvesWaiting          bool // whether its solution already weighs waiting, so that parties are not asked whether to wait

	New func() Protocol
}

// A Protocol solves problems by a bargaining theory: given a package at one
// meeting, it returns the terms on which the parties settle, or why they do
// not.
//
// Solve is a pure function of the problem and the stream. It writes into out,
// whose slices it reuses, and keeps no reference to p. A problem with levels it
// leaves at the level of the offer's terms; without terms, at the level whose
// failure it reports. A Protocol may own
// scratch memory and therefore serves one goroutine; after the first calls
// Solve allocates nothing. s may be nil for theories that use no randomness.
type Protocol interface {
	Solve(p *Problem, s *Stream, out *Offer)
}
