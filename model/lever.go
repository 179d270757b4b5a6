package model

// A Trigger says in which circumstances a lever acts.
type Trigger int

// The triggers, named as scenarios write them after `when:`.
const (
	Always        Trigger = iota // always
	OnAgreement                  // agreement: only while an agreement is in force
	OnNoAgreement                // no agreement: whenever none is in force
	OnRefusal                    // <party> refuses: when WhenParty is seen to refuse
	OnAcceptance                 // <party> accepts: while an agreement is in force
	OnViolation                  // <party> violates: when WhenParty has violated an agreement
	WhileTalking                 // talking: while talks go on without an agreement
)

// A Channel is the quantity that an effect of a lever moves.
type Channel int

// The channels, in the order in which they are computed.
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
	MovesBinding // share of draws in which a red line binds
	MovesProcess // a probability or hazard of a process
)

// A Lever is an act that a party can take or announce to move another.
type Lever struct {
	ID, Title string
	Holder    int
	Target    int    // −1 if none is named
	Kind      string // pressure, inducement, guarantee, unilateral: descriptive

	Weight        Number // how strongly the holder uses it, [0, 1]
	Intensity     Number // size of the act if fully used, [0, 1]
	Credibility   Number // how credible it is to the target, [0, 1]
	FollowThrough Number // probability that it is carried out when triggered, [0, 1]
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

// An Effect is one quantity that a lever moves.
type Effect struct {
	Moves    Channel
	Party    int    // affected party; −1 where the channel has no party (status quo)
	Issue    int    // for MovesPosition, MovesStatusQuo, MovesBinding
	RedLine  int    // for MovesBinding: index in the issue's red lines
	Push     Number // log-odds at full strength; unused for pressure and inducement
	Toward   Number // target point, in the issue's own unit
	Additive bool   // for pressure and inducement: bounded sum instead of probabilistic sum
	Path     string // for MovesProcess: path of the parameter
}

// A Substitution says how much of another lever's strength this lever
// compensates.
type Substitution struct {
	Lever int    // the lever whose strength is compensated
	Share Number // share compensated at full strength, [0, 1]
}

// reach is the share of the act that the lever's dates allow in a round, [0,
// 1].
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
