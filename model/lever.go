package model

// A Trigger says in which circumstances a lever acts.
type Trigger int

// The triggers, named as scenarios write them after `when:`.
const (
	Always        Trigger = iota // in every world
	OnAgreement                  // agreement: only while an agreement is in force
	OnNoAgreement                // no agreement: whenever none is in force
	OnRefusal                    // <party> refuses
	OnAcceptance                 // <party> accepts
	OnViolation                  // <party> violates
	WhileTalking                 // talking: only while talks go on without a deal
)

// A Channel is what an effect of a lever moves.
type Channel int

// The channels, in the order in which worlds are built.
const (
	MovesPosition Channel = iota
	MovesStatusQuo
	MovesConflictCost
	MovesProspects
	MovesPressure
	MovesInducement
	MovesExpectedCompliance
	MovesPower
	MovesPatience
	MovesBinding // how often a red line binds
	MovesProcess // a probability or hazard of a process
)

// A Lever is an act that a party can take or announce to move another.
type Lever struct {
	ID, Title string
	Holder    int
	Target    int    // −1 if none is named
	Kind      string // pressure, inducement, guarantee, unilateral: descriptive

	Weight        Number // the knob: how hard the holder leans on it, [0, 1]
	Intensity     Number // size of the act if fully used, [0, 1]
	Credibility   Number // how far the target believes it, [0, 1]
	FollowThrough Number // when its moment comes, how often it really happens, [0, 1]
	Cost          Number // to the holder, when used, [0, 1]
	PassThrough   Number // share that reaches the target through third parties, [0, 1]

	When      Trigger
	WhenParty int // for OnRefusal, OnAcceptance, OnViolation

	FromRound  Number // first round in which it can act; 0: from the start
	UntilRound Number // first round in which it no longer can; 0: never ends
	PhasedOver Number // rounds over which it grows to its full size; 0: at once
	SnapsBack  bool   // whether it turns against its target once the target has violated an agreement

	Effects       []Effect
	Substitutions []Substitution
}

// An Effect is one thing that a lever moves.
type Effect struct {
	Moves    Channel
	Party    int    // whose; −1 where the channel has no party (status quo)
	Issue    int    // for MovesPosition, MovesStatusQuo, MovesBinding
	RedLine  int    // for MovesBinding: index in the issue's red lines
	Push     Number // log-odds at full strength; for pressure and inducement unused
	Toward   Number // own unit of the issue: the point pulled toward
	Additive bool   // pressure and inducement: bounded sum instead of probabilistic sum
	Path     string // for MovesProcess: the parameter's path
}

// An Substitution is how far a lever makes up for another one.
type Substitution struct {
	Lever int    // the lever made up for
	Share Number // substitutability, [0, 1]
}

// reach is the share of the act that the lever's dates allow in a round.
func (l *Lever) reach(round int, in []float64) float64 {
	from, until, over := l.FromRound.In(in), l.UntilRound.In(in), l.PhasedOver.In(in)
	r := float64(round)
	switch {
	case r < from, until > 0 && r >= until:
		return 0
	case over > 0:
		return min(1, (r-from+1)/over)
	}
	return 1
}
