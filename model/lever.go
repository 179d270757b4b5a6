package model

import "slices"

// A Trigger says in which circumstances a lever acts.
type Trigger int

// The triggers, named as scenarios write them after `when:`.
const (
	Always        Trigger = iota // always
	OnAgreement                  // agreement: only while an agreement is in force
	OnNoAgreement                // no agreement: whenever none is in force
	OnRefusal                    // <party> refuses: when the party is seen to refuse
	OnAcceptance                 // <party> accepts: while an agreement is in force
	OnViolation                  // <party> violates: when the party is taken to have violated an agreement
	WhileTalking                 // talking: while talks go on without an agreement
	OnDeadline                   // deadline: once a deadline has it carried out
)

// A Moment is a trigger with the party that it names.
type Moment struct {
	Trigger Trigger
	Party   int // for OnRefusal, OnAcceptance, OnViolation; −1 otherwise
}

// A Verb is what an effect of a lever does. Levers never change what a party
// wants (model 1.4).
type Verb int

// The verbs.
const (
	Offers        Verb = iota // puts an issue on the table up to a point
	Presses                   // makes not agreeing cost a party something, whether or not there is a dispute
	Rewards                   // gives a party something
	Costs                     // changes what a party bears while there is no agreement; a truce relieves it
	Expects                   // changes where a party expects an issue to move without an agreement
	Assures                   // lowers a party's hazard of breaking an agreement
	Hardens                   // changes how often a red line binds
	MovesProcess              // shifts a probability or hazard of a process
	MovesPower                // shifts a party's power
	MovesPatience             // shifts a party's patience
)

// A Lever is an act that a party can take or announce to move another.
type Lever struct {
	ID, Title string
	Holder    int
	Target    int    // −1 if none is named
	Kind      string // pressure, inducement, guarantee, unilateral: descriptive

	Weight        Number // how strongly the holder uses it, [0, 1]
	Credibility   Number // how credible it is to the target, [0, 1]
	FollowThrough Number // probability that it is carried out when triggered, [0, 1]
	Cost          Number // to the holder, when fully used, stake units, [0, 1]
	PassThrough   Number // share that reaches the target through third parties, [0, 1]

	When []Moment // it acts if any of them holds

	FromRound  Number // first round in which it can act; 0: from the start
	UntilRound Number // first round in which it no longer can; 0: never ends
	PhasedOver Number // rounds over which it grows to its full size; 0: at once
	SnapsBack  bool   // whether it turns against its target once the target has violated an agreement

	Effects       []Effect
	Substitutions []Substitution
}

// An Effect is one thing that a lever does, at full weight and full belief.
type Effect struct {
	Does    Verb
	Party   int    // affected party; −1 for MovesProcess
	Issue   int    // for Offers, Expects, Hardens; −1 otherwise
	RedLine int    // for Hardens: index in the issue's red lines; −1 otherwise
	Against int    // for Assures: the party whose hazard it lowers; −1 otherwise
	By      Size   // Presses, Rewards, Costs: payoff. Expects: own unit of the issue. Assures: log-hazard. Hardens: log-odds. Moves…: log-odds
	UpTo    Number // for Offers: the point up to which it is on the table, in the issue's own unit
	Path    string // for MovesProcess: path of the parameter
}

// ReactsTo reports whether the lever waits for one of the triggers.
func (l *Lever) ReactsTo(triggers ...Trigger) bool {
	for _, m := range l.When {
		if slices.Contains(triggers, m.Trigger) {
			return true
		}
	}
	return false
}

// WaitsFor reports whether the lever acts at the given moment of a party.
func (l *Lever) WaitsFor(t Trigger, party int) bool {
	for _, m := range l.When {
		if m.Trigger == t && m.Party == party {
			return true
		}
	}
	return false
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
