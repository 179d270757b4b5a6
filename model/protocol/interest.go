package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// An interest is what the positions on one issue are worth to one member: a concave
// function of the position (model 1.9), with kinks at the ideal, at the status
// quo, at a public line and, if the member loses on both sides of its ideal, at the
// position that mirrors the status quo.
type interest struct {
	ideal        float64
	low, high    float64 // between them the member gains, beyond them it loses, compared with the status quo
	below, above float64 // 1 if the member loses value on that side of its ideal, else 0
	// The loss of value at distance l is l·(straight + bend·l), for curvatures up
	// to 2.
	straight, bend float64
	curvature      float64
	held           float64 // loss of value at the status quo
	gain, loss     float64 // weight times what gains and losses count
	toll           float64
	line, price    float64 // a public line: the member pays price per position above it or, if that is negative, −price below it
	quo            float64 // position of the status quo

	slopeLow, bendLow float64 // slope of the worth at the lower bound, and by how much it falls per position there
	steepest          float64 // the order of magnitude of the slopes
}

// setInterest loads what issue k is worth to party i.
func (st *interest) setInterest(p *model.Problem, i, k int) {
	w, r, toll := p.Weight[i][k], p.StatusQuo[k], 0.0
	if p.Toll != nil {
		toll = p.Toll[i][k]
	}
	*st = interest{quo: r, toll: toll}
	if p.Price != nil {
		st.line, st.price = p.Line[i][k], p.Price[i][k]
	}
	if w == 0 {
		return
	}
	st.ideal, st.below, st.above, st.curvature = p.Ideal[i][k], 1, 1, p.Curvature[i][k]
	st.gain, st.loss = float64(w*p.Gain[i][k]), float64(w*p.Loss[i][k])
	if st.curvature < almostLinear {
		st.curvature = 1
	}
	st.straight, st.bend = 2-st.curvature, st.curvature-1
	switch p.Side[i][k] {
	case model.TwoSided:
		st.low, st.high = r, float64(2*st.ideal)-r
		if st.low > st.high {
			st.low, st.high = st.high, st.low
		}
	case model.AtMost:
		st.below = 0
		st.low, st.high = math.Inf(-1), max(r, st.ideal)
	case model.AtLeast:
		st.above = 0
		st.low, st.high = min(r, st.ideal), math.Inf(1)
	}
	st.held = st.lossAt(st.distance(r))
	if p.Absent[k] { // every position is a gain from 0
		st.low, st.high, st.held, st.loss = math.Inf(-1), math.Inf(1), 1, st.gain
	}
}

// stiff reports whether the member loses at a rising rate on both sides of its
// ideal, so that the best position of all never jumps.
func (st *interest) stiff() bool {
	return st.loss != 0 && st.curvature >= nearlyLinear && st.toll == 0 && st.price == 0 && st.below > 0 && st.above > 0 && st.gain > 0
}

// bent reports whether the best position of several such members jumps as their
// weights move, unless one of them is stiff.
func (st *interest) bent() bool {
	return st.loss == 0 || st.curvature < nearlyLinear || st.toll != 0 || st.price != 0
}

// cares reports whether the position matters to the member.
func (st *interest) cares() bool { return st.loss != 0 || st.toll != 0 || st.price != 0 }

// quadratic reports whether the worth is a parabola without kinks.
func (st *interest) quadratic() bool {
	return st.curvature == 2 && st.below == 1 && st.above == 1 && st.gain == st.loss && st.toll == 0 && st.price == 0
}

// distance is how far x is from the ideal on a side on which value is lost.
func (st *interest) distance(x float64) float64 {
	if d := x - st.ideal; d > 0 {
		return float64(d * st.above)
	}
	return float64((st.ideal - x) * st.below)
}

// lossAt is the loss of value at distance l from the ideal.
func (st *interest) lossAt(l float64) float64 {
	switch {
	case st.curvature <= 2:
	case l == 0:
		return 0
	case st.curvature == 3:
		return float64(l * l * l)
	default:
		return power(l, st.curvature)
	}
	return float64(l * (st.straight + float64(st.bend*l)))
}

// steepness returns the first and the second derivative of lossAt.
func (st *interest) steepness(l float64) (first, second float64) {
	switch {
	case st.curvature <= 2:
		return st.straight + float64(2*st.bend*l), 2 * st.bend
	case l == 0:
		return 0, 0
	case st.curvature == 3:
		return float64(3 * l * l), float64(6 * l)
	}
	first = float64(st.curvature * power(l, st.curvature-1))
	return first, st.bend * first / l
}

// worth is what x is worth, compared with the status quo.
func (st *interest) worth(x float64) float64 {
	w := 0.0
	if st.loss != 0 {
		change := st.held - st.lossAt(st.distance(x))
		if change < 0 {
			w = float64(st.loss * change)
		} else {
			w = float64(st.gain * change)
		}
	}
	if st.toll != 0 {
		w -= max(0, float64(st.toll*(x-st.quo)))
	}
	if st.price != 0 {
		w -= max(0, float64(st.price*(x-st.line)))
	}
	return w
}

// at is worth, with its derivative between kinks.
func (st *interest) at(x float64) (worth, slope float64) {
	l, steep, way := x-st.ideal, st.above, -1.0
	if l < 0 {
		l, steep, way = -l, st.below, 1
	}
	l = float64(l * steep)
	lost := 0.0
	if st.curvature <= 2 {
		bent := float64(st.bend * l)
		lost, slope = float64(l*(st.straight+bent)), st.straight+2*bent
	} else {
		lost = st.lossAt(l)
		slope, _ = st.steepness(l)
	}
	change, c := st.held-lost, st.gain
	if change < 0 {
		c = st.loss
	}
	worth, slope = float64(c*change), float64(c*steep*way*slope)
	if st.toll != 0 {
		if paid := float64(st.toll * (x - st.quo)); paid > 0 {
			worth -= paid
			slope -= st.toll
		}
	}
	if st.price != 0 {
		if paid := float64(st.price * (x - st.line)); paid > 0 {
			worth -= paid
			slope -= st.price
		}
	}
	return worth, slope
}

// slopeAbove is the derivative of worth just above x, and minus its derivative.
func (st *interest) slopeAbove(x float64) (slope, stiffness float64) {
	if st.loss != 0 {
		c := st.loss
		if st.low <= x && x < st.high {
			c = st.gain
		}
		if x < st.ideal {
			c = float64(c * st.below)
			slope, stiffness = st.steepness(st.ideal - x)
		} else {
			c = float64(c * st.above)
			slope, stiffness = st.steepness(x - st.ideal)
			slope = -slope
		}
		slope, stiffness = float64(c*slope), float64(c*stiffness)
	}
	if st.toll > 0 && x >= st.quo || st.toll < 0 && x < st.quo {
		slope -= st.toll
	}
	if st.price > 0 && x >= st.line || st.price < 0 && x < st.line {
		slope -= st.price
	}
	return slope, stiffness
}

// slopeBelow is the derivative of worth just below x.
func (st *interest) slopeBelow(x float64) (slope float64) {
	if st.loss != 0 {
		c := st.loss
		if st.low < x && x <= st.high {
			c = st.gain
		}
		if x <= st.ideal {
			c = float64(c * st.below)
			slope, _ = st.steepness(st.ideal - x)
		} else {
			c = float64(c * st.above)
			slope, _ = st.steepness(x - st.ideal)
			slope = -slope
		}
		slope = float64(c * slope)
	}
	if st.toll > 0 && x > st.quo || st.toll < 0 && x <= st.quo {
		slope -= st.toll
	}
	if st.price > 0 && x > st.line || st.price < 0 && x <= st.line {
		slope -= st.price
	}
	return slope
}

// best returns the interval of positions that are worth most.
func (st *interest) best() (from, to float64) {
	from, to = st.bestUnpriced()
	switch {
	case st.price > 0 && from > st.line:
		x := st.bestBetween(st.line, from)
		return x, x
	case st.price > 0:
		return from, min(to, st.line)
	case st.price < 0 && to < st.line:
		x := st.bestBetween(to, st.line)
		return x, x
	case st.price < 0:
		return max(from, st.line), to
	}
	return from, to
}

// bestBetween is the best position between a public line and the positions that
// would be best without it: where a step further brings no more than it costs.
func (st *interest) bestBetween(lo, hi float64) float64 {
	lo, hi = max(lo, 0), min(hi, 1)
	for range 60 {
		x := lo + (hi-lo)/2
		if slope, _ := st.slopeAbove(x); slope > 0 {
			lo = x
		} else {
			hi = x
		}
	}
	return lo + (hi-lo)/2
}

// bestUnpriced is best as if no line had been stated.
func (st *interest) bestUnpriced() (from, to float64) {
	from, to = math.Inf(-1), math.Inf(1)
	if st.loss != 0 {
		if st.gain == 0 {
			from, to = st.low, st.high
		} else {
			if st.below > 0 {
				from = st.ideal
			}
			if st.above > 0 {
				to = st.ideal
			}
		}
	}
	switch {
	case st.toll > 0 && to > st.quo:
		x := st.stopFor(from, st.toll)
		return min(from, x), x
	case st.toll < 0 && from < st.quo:
		x := st.stopFor(to, -st.toll)
		return x, max(to, x)
	}
	return from, to
}

// stopFor is how far the member goes from the status quo toward its best
// position ahead if every position on the way there costs it toll.
func (st *interest) stopFor(ahead, toll float64) float64 {
	if st.gain == 0 || math.IsInf(ahead, 0) {
		return st.quo
	}
	way := ahead - st.quo
	if st.toll > 0 && way <= 0 || st.toll < 0 && way >= 0 {
		return st.quo
	}
	l := 0.0 // distance from the ideal at which a step brings no more than it costs
	switch rate := toll / st.gain; {
	case st.curvature > 2:
		l = power(rate/st.curvature, 1/(st.curvature-1))
	case rate > st.straight:
		l = (rate - st.straight) / (2 * st.bend) // +Inf if the member's value is linear
	}
	if l >= math.Abs(way) {
		return st.quo
	}
	if way > 0 {
		return ahead - l
	}
	return ahead + l
}

// nearestBest is the position closest to x among those of the range
// that are best for the member.
func (st *interest) nearestBest(x, lower, upper float64) float64 {
	from, to := st.best()
	return min(max(min(max(x, from), to), lower), upper)
}

// power is l^e for l > 0, several times faster than math.Pow.
func power(l, e float64) float64 {
	if e == 0.5 {
		return math.Sqrt(l)
	}
	return portable.Exp(float64(e * portable.Log(l)))
}
