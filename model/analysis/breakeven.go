package analysis

import (
	"math"
	"slices"

	"sim/model/montecarlo"
)

// A Goal is a bound that a figure is to reach.
type Goal struct {
	Value  float64
	AtMost bool // whether the figure is to be at most Value; else at least
}

// Met reports whether a figure reaches the goal.
func (g Goal) Met(x float64) bool {
	if g.AtMost {
		return x <= g.Value
	}
	return x >= g.Value
}

// Sure reports whether it is clear on which side of the goal a figure lies:
// whether it is more than Seen errors away.
func (g Goal) Sure(e montecarlo.Estimate) bool {
	return math.Abs(e.Value-g.Value) > SignZ*e.Error
}

// Better reports whether x is nearer to the goal than y, or farther beyond it.
func (g Goal) Better(x, y float64) bool {
	if g.AtMost {
		return x < y
	}
	return x > y
}

// A Reading is a figure at a value of a knob.
type Reading struct {
	At float64
	montecarlo.Estimate
}

// A Crossing is the smallest change of a knob with which a figure reaches a goal.
type Crossing struct {
	Reading // where the goal is reached
	// Lower and Upper are how far Monte Carlo error lets the place move: its
	// error over the slope there; inside the range looked at.
	Lower, Upper float64
	// Lasts reports whether the goal stays reached from there to the end of the
	// range looked at, as far as that was looked at.
	Lasts bool
}

// Best is the reading that gets farthest towards the goal, of equal ones the
// first; ok is false if none has a value.
func (g Goal) Best(readings []Reading) (best Reading, ok bool) {
	for _, r := range readings {
		if !math.IsNaN(r.Value) && (!ok || g.Better(r.Value, best.Value)) {
			best, ok = r, true
		}
	}
	return best, ok
}

// Nearest finds the smallest change of a knob from now with which a figure
// reaches the goal. It looks outward from now, in both directions, at the
// readings, which need not be monotone: what lies between two of them is not
// seen. Where the first one reaches the goal it narrows the gap down to the
// given width by halving, reading the figure on the same draws. ok is false if
// no reading reaches the goal. The error is that of read.
func (g Goal) Nearest(now Reading, readings []Reading, width float64, read func(at float64) (montecarlo.Estimate, error)) (c Crossing, ok bool, err error) {
	if g.Met(now.Value) {
		return Crossing{Reading: now, Lower: now.At, Upper: now.At, Lasts: true}, true, nil
	}
	for _, up := range []bool{true, false} {
		side := g.outward(now, readings, up)
		for i := 1; i < len(side); i++ {
			if !g.Met(side[i].Value) {
				continue
			}
			if ok && math.Abs(side[i-1].At-now.At) >= math.Abs(c.At-now.At) {
				break // the other direction is nearer, wherever it is in this gap
			}
			x, err := g.halve(side[i-1], side[i], width, read)
			if err != nil {
				return c, false, err
			}
			if ok && math.Abs(x.At-now.At) >= math.Abs(c.At-now.At) {
				break
			}
			x.Lasts = !slices.ContainsFunc(side[i:], func(r Reading) bool { return !g.Met(r.Value) })
			c, ok = x, true
			break
		}
	}
	return c, ok, nil
}

// outward lists now and the readings on one side of it, nearest first.
func (g Goal) outward(now Reading, readings []Reading, up bool) []Reading {
	side := []Reading{now}
	for _, r := range readings {
		if r.At > now.At == up && r.At != now.At {
			side = append(side, r)
		}
	}
	slices.SortFunc(side, func(a, b Reading) int {
		if math.Abs(a.At-now.At) < math.Abs(b.At-now.At) {
			return -1
		}
		return 1
	})
	return side
}

// halve narrows the gap between a reading short of the goal and one that
// reaches it.
func (g Goal) halve(short, met Reading, width float64, read func(at float64) (montecarlo.Estimate, error)) (Crossing, error) {
	from, to := min(short.At, met.At), max(short.At, met.At)
	slope := math.Abs((met.Value - short.Value) / (met.At - short.At))
	for math.Abs(met.At-short.At) > width {
		at := (short.At + met.At) / 2
		e, err := read(at)
		if err != nil {
			return Crossing{}, err
		}
		if r := (Reading{at, e}); g.Met(e.Value) {
			met = r
		} else {
			short = r
		}
	}
	c := Crossing{Reading: met, Lower: met.At, Upper: met.At}
	if e := met.Error; e > 0 && slope > 0 {
		const z975 = 1.959963984540054
		c.Lower, c.Upper = max(from, met.At-z975*e/slope), min(to, met.At+z975*e/slope)
	}
	return c, nil
}
