package model

import "slices"

// A Side says on which side of its ideal a party loses value.
type Side int

// The shapes of a party's preference on one issue.
const (
	TwoSided Side = iota // best at the ideal, worse on both sides
	AtLeast              // satisfied at or above the ideal
	AtMost               // satisfied at or below the ideal
)

// An Issue is a question with a scale from 0 to 1, units and labelled points.
// Its numbers (status quo, ideals, red lines, limits) are in the issue's own
// unit; a Table converts them to positions.
type Issue struct {
	ID, Question, Unit string
	Scale              Scale
	Labels             []Label  // named points of the scale, ascending
	StatusQuo          Number   // own unit: where things are now; nothing but a place on the scale if DealOnly
	HasNoDeal          bool     // whether NoDeal is given
	NoDeal             Number   // own unit: where the issue ends without a deal, if HasNoDeal; else where it is held
	DealOnly           bool     // whether the issue does not exist without a deal: it counts for nothing then
	Curvature          Number   // γ, [1, 4]: 1 linear, 2 the last step is cheap
	LossAversion       Number   // Λ, [1, 4]: what a loss from what is held counts against a gain
	Irreversible       Number   // ρ, [0, 1]: share of a movement that stays when the agreement is broken
	Stances            []Stance // one per party, in the order of Bargain.Parties
	RedLines           []RedLine
	Carriers           []Carrier // parties that carry the issue out, by index: a package with it needs their consent
	Options            []float64 // positions that are the only possible terms, ascending; nil: all between the ends
	Whole              float64   // distance between neighbouring whole numbers, as a position; 0: it can be divided
	Steps              int       // number of positions that are tried, 2 to 9; 0: all between the ends
	Claim              *Claim    // what parties say cannot be split; nil: nothing
}

// A Claim is what parties say of an issue: that it cannot be split, so that only
// some terms are possible.
type Claim struct {
	Options []float64 // positions, ascending
	By      []int     // the parties that say so, ascending
}

// A Carrier is a party that carries out a share of what is agreed on an issue.
type Carrier struct {
	Party       int
	Share       Number // of the act; shares are divided by their sum
	Credibility Number // how far its share is believed if it has no lever that offers it, [0, 1]
}

// CarriedOutBy reports whether the party carries out a share of the issue.
func (s *Issue) CarriedOutBy(party int) bool {
	for i := range s.Carriers {
		if s.Carriers[i].Party == party {
			return true
		}
	}
	return false
}

// atOption is how far a position may lie from an option to be that option.
const atOption = 1e-9

// OptionAt is the index of the option at a position; −1 if there is none.
func (s *Issue) OptionAt(x float64) int {
	for o, at := range s.Options {
		if abs(x-at) <= atOption {
			return o
		}
	}
	return -1
}

// OptionName is the name of an option, by index.
func (s *Issue) OptionName(o int) string {
	l, _ := NearestLabel(s.Labels, s.Options[o])
	return l.Name
}

// A Stance is a party's view of an issue.
type Stance struct {
	Ideal    Number // own unit
	Side     Side
	Salience Number // 0–100
	Power    Number // capability on this issue, > 0, if HasPower; else that of the party
	HasPower bool
	// Utilities say what each of Issue.Options is worth to it in elections over
	// options, [0, 1]; nil: it does not say.
	Utilities []Number
}

// powerOnIssues reports whether any party has a capability of its own on an issue.
func (b *Bargain) powerOnIssues() bool {
	for k := range b.Issues {
		if slices.ContainsFunc(b.Issues[k].Stances, func(s Stance) bool { return s.HasPower }) {
			return true
		}
	}
	return false
}

// A RedLine is a bound that a party states. It is a limit that really binds only
// in a share of the draws, or a public line, which can be crossed at a price.
type RedLine struct {
	Party   int
	Side    Side   // AtLeast or AtMost
	Bound   Number // own unit
	Held    bool   // whether Bound counts from the status quo of round 0
	Binding Number // share of draws in which it binds, [0, 1]; of a public line 0
	Public  bool   // whether it never binds, and costs Price to cross under theories for which that counts
	Price   Number // of a position beyond it, as a multiple of the party's weight on the issue, ≥ 0
	// Grows is what is added to Price for each round in which nothing could be agreed
	// and the party that has stated the line stood in the way, ≥ 0.
	Grows Number
	Place int // index among all red lines of the bargain
	// Packages lists packages to which the red line adds its issue even if they
	// do not name it. Nil: it acts only in the packages that contain the issue.
	Packages []int
	Only     bool      // whether it acts in Packages and nowhere else
	Stream   StreamKey // redline/<issue>.<party>
}
