package model

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
	StatusQuo          Number   // own unit: where the issue stays without an agreement
	Curvature          Number   // γ, [1, 4]: 1 linear, 2 the last step is cheap
	Stances            []Stance // one per party, in the order of Bargain.Parties
	RedLines           []RedLine
	CarriedOutBy       []int // parties whose consent a package with this issue needs
}

// A Stance is a party's view of an issue.
type Stance struct {
	Ideal    Number // own unit
	Side     Side
	Salience Number // 0–100
}

// A RedLine is a bound that a party states; it really binds only in a share of
// the draws.
type RedLine struct {
	Party   int
	Side    Side   // AtLeast or AtMost
	Bound   Number // own unit
	Binding Number // share of draws in which it binds, [0, 1]
	// Packages lists packages to which the red line adds its issue even if they
	// do not name it. Nil: it acts only in the packages that contain the issue.
	Packages []int
	Stream   StreamKey // redline/<issue>.<party>
}
