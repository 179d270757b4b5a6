package model

// A Class is an outcome of a draw. A scenario may give the classes its own
// labels.
type Class int

// The classes of outcome.
const (
	Settlement Class = iota // a comprehensive package is in force
	Ceasefire               // an interim package is in force
	Partial                 // a limited package is in force
	Stalemate               // nothing is in force, or nothing that relieves anything
	Escalation              // an escalation ended the draw
	Collapsed               // a settlement or ceasefire was signed and broken, and none is in force
	Classes    = 6
)

// Prediction stands in place of a class where a theory only says where issues end
// and asks nobody: nothing is signed, and the draw has no outcome.
const Prediction Class = Classes

// Excluded stands in place of a class where a draw does not match what was
// observed (Bargain.Observed): it counts for nothing.
const Excluded Class = Classes + 1

// ClassNames are the names of the classes as files write them.
var ClassNames = [Classes]string{"settlement", "ceasefire", "partial", "stalemate", "escalation", "collapsed"}

func (c Class) String() string {
	if c == Prediction {
		return "prediction"
	}
	if c == Excluded {
		return "excluded"
	}
	return ClassNames[c]
}

// ClassLabel returns the scenario's label of a class for text and pictures.
// Files and expressions use its name.
func (b *Bargain) ClassLabel(c Class) string {
	if !c.Played() {
		return c.String()
	}
	if label := b.Labels[c]; label != "" {
		return label
	}
	return c.String()
}

// Played reports whether a draw has an outcome: it is neither a Prediction nor
// Excluded.
func (c Class) Played() bool { return c < Classes }

// Deal reports whether a package that relieves some of the disagreement cost is in force.
func (c Class) Deal() bool { return c == Settlement || c == Ceasefire || c == Partial }

// Headline reports whether a settlement or a ceasefire is in force.
func (c Class) Headline() bool { return c == Settlement || c == Ceasefire }

// A Package is a set of issues settled together; all other issues stay at the
// status quo. Packages are tabled in the order in which the scenario lists
// them.
type Package struct {
	ID, Title    string
	Outcome      Class // Settlement, Ceasefire or Partial
	Issues       []int
	Limits       []Limit
	Share        Number // share of the levers acting on agreement that it triggers, [0, 1]
	Monitoring   Number // chance that a breach is noticed within a round, [0, 1]
	Meetings     Number // number of meetings that must have been held before it can be tabled
	Relieves     Number // without Bargain.Standstill: share of the disagreement cost that it relieves, [0, 1]
	Holds        Number // without Bargain.Standstill: how far it keeps the moving issue where it is, [0, 1]
	Certain      bool   // nobody doubts that it is kept, so that trust plays no part
	Counts       Number // weight of its kept rounds and breaches in what parties learn, [0, 1]
	LeverageLoss []LeverageLoss
	Requires     []Requirement // all must be met before it can be tabled
	Insists      []Insistence  // in the order of the parties
	PowerShift   *PowerShift   // what the parties foresee once it is signed; nil: nothing shifts
}

// A PowerShift is how a package, once it is signed, lets power move from one of
// the pair to the other: where both expect an issue to go without an agreement
// moves toward what the other wants, by PerRound in each round and UpTo at most
// (model 2.11).
type PowerShift struct {
	To, From       int // the parties, which are the pair
	Issue          int
	PerRound, UpTo Number      // own unit of the issue, ≥ 0
	SlowedBy       []Weakening // issues of which what is agreed slows it: by Share at the upper end of the scale
	Monitoring     Number      // how far full monitoring of the package slows it, [0, 1]
}

// A Standstill says how far the terms on one issue stop what goes on while there
// is no agreement: a truce, a suspended strike, a stayed lawsuit.
type Standstill struct {
	Issue    int      // its options say how far
	Relieves []Number // per option: share of everybody's disagreement cost that it relieves, [0, 1]
	Holds    []Number // per option: how far the moving issue stands still, [0, 1]
}

// Headline reports whether the package is compared with a party's reservation
// value: a settlement or a ceasefire. Others are compared with the payoff of
// going on talking.
func (p *Package) Headline() bool { return p.Outcome != Partial }

// A Limit bounds an issue inside a package, in the issue's own unit.
type Limit struct {
	Issue        int
	Lower, Upper Number
}

// A LeverageLoss is what a party loses in bargaining leverage by agreeing to
// the package.
type LeverageLoss struct {
	Party int
	Loss  Number // stake units, ≥ 0
}
