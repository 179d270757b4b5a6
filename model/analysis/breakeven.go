package analysis

import (
	"math"
	"slices"

	"sim/model/montecarlo"
)

// A Goal is a threshold that a measure should reach.
type Goal struct {
	Value  float64
	AtMost bool // the measure should be at most Value; otherwise at least
}

// Met reports whether x reaches the goal. NaN does not.
func (g Goal) Met(x float64) bool {
	if g.AtMost {
		return x <= g.Value
	}
	return x >= g.Value
}

// Sure reports whether e is significantly above or below the threshold: more
// than SignZ standard errors away.
func (g Goal) Sure(e montecarlo.Estimate) bool {
	return math.Abs(e.Value-g.Value) > SignZ*e.Error
}

// Better reports whether x is better than y: closer to the goal, or further
// beyond it.
func (g Goal) Better(x, y float64) bool {
	if g.AtMost {
		return x < y
	}
	return x > y
}

// A Reading is an estimate of a measure at one value of a parameter.
type Reading struct {
	At float64
	montecarlo.Estimate
}

// A Crossing is the smallest change of a parameter with which a measure reaches
// a goal.
type Crossing struct {
	Reading // at the crossing
	// Lower and Upper bound the crossing given Monte Carlo error: its 95%
	// interval divided by the local slope, clipped to the gap between the two
	// readings around it.
	Lower, Upper float64
	// Lasts reports whether all readings further out also reach the goal.
	Lasts bool
}

// Best returns the reading closest to the goal or furthest beyond it; ties go
// to the first. ok is false if no reading has a value.
func (g Goal) Best(readings []Reading) (best Reading, ok bool) {
	for _, r := range readings {
		if !math.IsNaN(r.Value) && (!ok || g.Better(r.Value, best.Value)) {
			best, ok = r, true
		}
	}
	return best, ok
}

// Nearest finds the smallest change of a parameter from now with which the
// measure reaches the goal. It goes through the readings outward from now, in
// both directions. They need not be monotone, but a crossing between two
// readings on the same side of the threshold is missed. The first gap with a
// crossing is bisected to the given width; read estimates the measure at a
// value of the parameter, from the same draws. ok is false if no reading
// reaches the goal. The error is that of read.
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
				break // the other direction is closer, wherever the crossing is in this gap
			}
			x, err := g.bisect(side[i-1], side[i], width, read)
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

// bisect bisects the gap between a reading that misses the goal and one that
// reaches it.
func (g Goal) bisect(short, met Reading, width float64, read func(at float64) (montecarlo.Estimate, error)) (Crossing, error) {
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
