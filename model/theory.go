package model

// A Theory is a registered bargaining theory: a rule of division and, where it is
// about why bargaining fails, a cause.
type Theory struct {
	Name     string // name in scenarios, flags and data files
	Title    string // name in text and pictures; empty: Name
	Family   string // complete_information, influence, or the cause
	Baseline bool   // whether it is the weighted mean, which is shown next to every other theory
	Consent  bool   // whether it needs parties that must consent
	Predicts bool   // whether it only says where issues end and asks nobody: its draws are Predictions

	// Cause is why bargaining may fail under the theory although some terms would
	// be acceptable; empty: everybody knows everything and votes at home do not
	// count. Rule is the theory without a cause by whose terms it divides, and
	// whose random numbers it shares. A theory with a cause is compared with Twin,
	// which differs from it in that cause alone.
	Cause, Rule, Twin string
	// Acts returns the processes that the theory itself brings along for a worker;
	// nil: none.
	Acts func(b *Bargain) []Process
	// Lacks says what a bargain would need for the theory to say anything that its
	// twin does not; empty: nothing. Nil: it needs nothing.
	Lacks func(b *Bargain) string
	// Beside says that it only stands beside the theory whose twin it is: it is no
	// theory of its own and not pooled.
	Beside bool
	// Votes says that what is signed may be refused at home.
	Votes bool
	// OnRequest says that it is played only where it is named, or as the twin of
	// another.
	OnRequest bool
	// Spread lists rules that solve the same problem beside it: where it agrees, a
	// run shows their terms next to its own. What they find changes nothing that
	// happens. They use no random numbers.
	Spread []Theory
	// With names the theories that are shown with it in a bargain; nil: none.
	With func(b *Bargain) []string
	// Reveals returns the secrets that everybody knows under it; nil: a theory
	// that asks nobody whether it knows them.
	Reveals func(b *Bargain) []Secret
	// Foresees says that the parties bargain in the shadow of the votes at home.
	Foresees bool
	// Keeps says that the parties sign only what each of them will keep in every
	// round that it foresees.
	Keeps bool
	// Follows names theories from which it differs in one of these alone: it asks
	// whether votes pass (Votes), or foresees them (Foresees), or asks whether terms are
	// kept (Keeps); a process of its own proposes some packages; or other secrets are
	// known to who makes demands (Reveals). Until that makes a difference a draw goes as
	// under the other. Who follows one that follows others names those, too.
	Follows []string
	// Types is into how many types a private range is divided where demands are made;
	// 0: none are made.
	Types int
	// Lines says that public lines can be crossed only at their price.
	Lines bool
	// Claims says that what parties claim cannot be split is not split.
	Claims bool

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

// Pooled reports whether the theory counts where theories are pooled: it is one
// of its own, and its draws have outcomes.
func (t *Theory) Pooled() bool { return !t.Predicts && !t.Beside }

// rule is the name of the theory whose random numbers a theory draws.
func (t *Theory) rule() string {
	if t.Rule != "" {
		return t.Rule
	}
	return t.Name
}

// TwinOf returns the index in Theories of the twin of a theory; −1 if it has
// none, or that is not among them.
func (b *Bargain) TwinOf(theory int) int {
	if twin := b.Theories[theory].Twin; twin != "" {
		for i := range b.Theories {
			if b.Theories[i].Name == twin {
				return i
			}
		}
	}
	return -1
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
