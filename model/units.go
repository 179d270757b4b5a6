package model

import (
	"fmt"
	"math"
	"sort"
)

// A Scale maps positions in [0, 1] to the issue's own unit and back, by linear
// interpolation between anchors (model 1.1).
type Scale struct {
	anchors []Anchor
	step    float64 // of what is counted in whole steps, own unit; 0: it can be divided
}

// narrowest is the smallest distance between two amounts of a scale, as a share
// of the larger: a millionth of that distance is still well above the last digits.
const narrowest = 1e-9

// An Anchor is a position and the amount that it stands for, in the issue's own
// unit.
type Anchor struct{ Position, Amount float64 }

// NewScale returns the scale through the anchors. It returns an error unless
// their positions rise strictly from 0 to 1, their amounts rise or fall
// strictly, and the amounts are far enough apart that numbers between them
// differ.
func NewScale(anchors []Anchor) (Scale, error) {
	n := len(anchors)
	if n < 2 || anchors[0].Position != 0 || anchors[n-1].Position != 1 {
		return Scale{}, fmt.Errorf("a scale needs anchors from position 0 to position 1")
	}
	falls := anchors[n-1].Amount < anchors[0].Amount
	width := math.Abs(anchors[n-1].Amount - anchors[0].Amount)
	if !(width <= math.MaxFloat64) {
		return Scale{}, fmt.Errorf("the scale is wider than numbers go: from %s to %s", FormatNumber(anchors[0].Amount), FormatNumber(anchors[n-1].Amount))
	}
	for i := 1; i < n; i++ {
		a, b := anchors[i-1], anchors[i]
		if a.Position >= b.Position {
			return Scale{}, fmt.Errorf("anchor positions must rise: %s is followed by %s", FormatNumber(a.Position), FormatNumber(b.Position))
		}
		if a.Amount == b.Amount || (b.Amount < a.Amount) != falls {
			return Scale{}, fmt.Errorf("anchor amounts must all rise or all fall: %s is followed by %s", FormatNumber(a.Amount), FormatNumber(b.Amount))
		}
		if math.Abs(b.Amount-a.Amount) < narrowest*max(math.Abs(a.Amount), math.Abs(b.Amount)) {
			return Scale{}, fmt.Errorf("the amounts %v and %v are too near each other for numbers between them to be told apart; count from another zero", a.Amount, b.Amount)
		}
	}
	return Scale{anchors: append([]Anchor(nil), anchors...)}, nil
}

// Counting returns the scale of amounts that are counted in multiples of step:
// an amount that is one but for the last digits of its position is that multiple.
// A step of 0 counts nothing.
func (s Scale) Counting(step float64) Scale {
	s.step = step
	return s
}

// nearStep is how far an amount may lie from a multiple of the step, in steps, to
// be that multiple.
const nearStep = 1e-6

// counted is the amount, or the multiple of the step that it is but for the last
// digits.
func (s *Scale) counted(amount float64) float64 {
	n := math.Round(amount / s.step)
	if math.Abs(amount/s.step-n) > nearStep {
		return amount
	}
	return float64(n*s.step) + 0 // not −0
}

// Linear returns the linear scale from lower (position 0) to upper (position
// 1).
func Linear(lower, upper float64) (Scale, error) {
	return NewScale([]Anchor{{0, lower}, {1, upper}})
}

// Amount converts position x to an amount in the issue's own unit; positions
// outside [0, 1] are clamped. The zero Scale is the identity on [0, 1].
func (s Scale) Amount(x float64) float64 {
	if s.identity() {
		return min(max(x, 0), 1)
	}
	n := len(s.anchors)
	j := sort.Search(n, func(i int) bool { return s.anchors[i].Position >= x })
	if j == 0 {
		return s.anchors[0].Amount
	}
	if j == n {
		return s.anchors[n-1].Amount
	}
	a, b := s.anchors[j-1], s.anchors[j]
	amount := a.Amount + float64((x-a.Position)/(b.Position-a.Position)*(b.Amount-a.Amount))
	if s.step > 0 {
		return s.counted(amount)
	}
	return amount
}

// Position converts an amount in the issue's own unit to a position in [0, 1];
// amounts outside the scale are clamped.
func (s Scale) Position(amount float64) float64 {
	if s.identity() {
		return min(max(amount, 0), 1)
	}
	return s.interpolated(amount)
}

// interpolated is Position on a scale with anchors; without it, Position is
// small enough to be inlined.
func (s Scale) interpolated(amount float64) float64 {
	n := len(s.anchors)
	falls := s.anchors[n-1].Amount < s.anchors[0].Amount
	for j := range n {
		b := s.anchors[j]
		if amount == b.Amount {
			return b.Position
		}
		if (amount < b.Amount) != falls {
			if j == 0 {
				return 0
			}
			a := s.anchors[j-1]
			return a.Position + float64((amount-a.Amount)/(b.Amount-a.Amount)*(b.Position-a.Position))
		}
	}
	return 1
}

// Bounds returns the smaller and the larger end of the scale in its own unit.
func (s Scale) Bounds() (lower, upper float64) {
	if s.identity() {
		return 0, 1
	}
	a, b := s.anchors[0].Amount, s.anchors[len(s.anchors)-1].Amount
	return min(a, b), max(a, b)
}

// Falls reports whether amounts fall as positions rise.
func (s Scale) Falls() bool {
	return !s.identity() && s.anchors[len(s.anchors)-1].Amount < s.anchors[0].Amount
}

func (s Scale) identity() bool { return len(s.anchors) == 0 }

// A Label is a named point of an issue's scale.
type Label struct {
	Name string
	At   float64 // position, [0, 1]
}

// NearestLabel returns the label nearest to x, and of two equally near ones the
// lower. labels must be ascending; ok is false if there are none.
func NearestLabel(labels []Label, x float64) (l Label, ok bool) {
	best := -1
	for i := range labels {
		if best < 0 || abs(x-labels[i].At) < abs(x-labels[best].At) {
			best = i
		}
	}
	if best < 0 {
		return Label{}, false
	}
	return labels[best], true
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
