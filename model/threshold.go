package model

import (
	"math"

	"sim/model/portable"
)

// A Vote is a threshold at home of which the parties know only how it is spread,
// logistic around Bound (Iida 1993; model 2.21): the chance with which terms pass it
// falls the farther they are from what the group wants. Positions.
type Vote struct {
	Issue  int
	Side   Side    // AtLeast or AtMost
	Bound  float64 // passed by every other draw
	Spread float64 // of the logistic distribution, > 0
	// Sure is the farthest position that passes for certain, as it is no worse than
	// what is held; without one, the end of the scale.
	Sure    float64
	Excused bool    // whether Sure is no worse than what is held
	Refused float64 // the nearest position that has been refused; NaN: none
}

// beyond is how far x lies beyond y for who votes: above it where the bound is one
// from above.
func (v *Vote) beyond(x, y float64) float64 {
	if v.Side == AtLeast {
		return y - x
	}
	return x - y
}

// survival is the chance that the bound lies at x or beyond, whatever is known of it.
func (v *Vote) survival(x float64) float64 {
	return 1 / (1 + portable.Exp(v.beyond(x, v.Bound)/v.Spread))
}

// certain is survival at Sure, or 1 where nothing excuses.
func (v *Vote) certain() float64 {
	if v.Excused {
		return v.survival(v.Sure)
	}
	return 1
}

// Passes reports whether x passes in a draw with the uniform number u: the bound is
// where survival is u times that of what passes for certain.
func (v *Vote) Passes(x, u float64) bool {
	return v.beyond(x, v.Sure) <= 0 || v.survival(x) >= float64(u*v.certain())
}

// LogChance is the logarithm of the chance that x passes, given what has been refused,
// with its first and second derivative in the distance from Sure. It is concave there,
// and 0 up to Sure where that is excused.
func (v *Vote) LogChance(x float64) (log, slope, bend float64) {
	if v.Excused && v.beyond(x, v.Sure) < 0 {
		return 0, 0, 0
	}
	s, known, refused := v.survival(x), v.certain(), 0.0
	if v.Refused == v.Refused {
		refused = v.survival(v.Refused)
	}
	left := s - refused
	if !(left > 0) || !(known > refused) {
		return math.Inf(-1), math.Inf(-1), math.Inf(-1)
	}
	falls := float64(s*(1-s)) / v.Spread
	ratio := falls / left
	bend = float64(falls*(1-2*s))/v.Spread/left - float64(ratio*ratio)
	return portable.Log(left / (known - refused)), -ratio, min(bend, 0)
}

// VoteOn is what is known in package g of a threshold of a party's group; the position
// that passes for certain is that in p.
func (t *Table) VoteOn(a *Threshold, party int, p *Problem) Vote {
	v := Vote{
		Issue: a.Issue, Side: a.Side, Bound: t.b.Issues[a.Issue].Scale.Position(a.Bound.In(t.inputs)), Spread: a.Spread.In(t.inputs),
		Excused: a.UnlessNotWorse, Refused: t.now.Refused[a.Place],
	}
	if v.Side == AtLeast {
		v.Sure = 1
	}
	if a.UnlessNotWorse {
		lo, hi := notWorse(p.StatusQuo[a.Issue], p.Ideal[party][a.Issue], p.Side[party][a.Issue])
		if v.Sure = min(hi, 1); v.Side == AtLeast {
			v.Sure = max(lo, 0)
		}
	}
	return v
}

// Learns notes that terms have missed a threshold of which only the spread is known.
func (t *Table) Learns(a *Threshold, x float64) {
	was := &t.now.Refused[a.Place]
	if *was != *was || a.Side == AtMost && x < *was || a.Side == AtLeast && x > *was {
		*was = x
	}
}
