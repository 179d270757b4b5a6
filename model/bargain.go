package model

// A Bargain is a scenario whose numbers are still uncertain: what a scenario
// file compiles to and what the engine draws from. It is read-only once
// built and may be shared between workers.
type Bargain struct {
	Title     string
	About     string
	Documents []Document
	Parties   []Party
	Issues    []Issue
	Levers    []Lever // in file order; the engine composes them sorted by ID
	Packages  []Package
	Aid       *AidAccount // nil: none
	Clock     Clock
	Processes NewProcesses       // what moves between rounds; nil: nothing
	Theories  []Theory           // what is played, the baseline first
	Weights   map[string]float64 // of families where theories are pooled, relative to each other; one left out weighs 1
	Inputs    []Input            // every number of the scenario, in file order
	Columns   int                // how many inputs vary
	Coupling  *Coupling          // which of them go together; nil: none
	Labels    [Classes]string    // what the scenario calls the classes of outcome; empty: their names
}

// A Clock says how long the game over time lasts.
type Clock struct {
	Round  string // what a round is, in words: "2 weeks"; only names the axis
	Rounds int    // how many; 0: a single meeting with everyone in the room
	Hold   Number // rounds that a settlement must hold to end the draw
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

// A Theory is a bargaining theory as it takes part in a run.
type Theory struct {
	Name     string // as scenarios, flags and data files write it
	Title    string // as text and pictures write it; empty: the name
	Family   string // cooperative, sequential, crisis, influence
	Baseline bool   // the weighted mean, which stands beside every theory
	Consent  bool   // whether it needs parties that must consent

	MinParties, MaxParties int  // how many parties it can handle; MaxParties 0: any number
	MinIssues, MaxIssues   int  // how many issues it can handle; MaxIssues 0: any number
	Efficient              bool // whether its terms leave nobody room to gain at nobody's cost
	Concave                bool // whether it needs parties that must consent not to seek risk (R ≥ 0)
	Random                 bool // whether it uses random numbers of its own

	New func() Protocol
}

// A Protocol is a bargaining theory at work: given a package at one meeting,
// it says on what terms the parties settle, or why they do not.
//
// Solve is a pure function of the problem and the stream. It writes into out,
// whose slices it reuses, and keeps nothing of p. A Protocol may own scratch
// memory and so serves one goroutine; after the first calls Solve allocates
// nothing. s is nil for theories that use no randomness.
type Protocol interface {
	Solve(p *Problem, s *Stream, out *Offer)
}
