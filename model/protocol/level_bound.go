package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// A levelBound bounds what a theory can reach at levels that it has not solved,
// by the weights and the terms of one that it has (model 1.14). By weak duality
// no terms reach more than the dual at any weights. There the weighted value of
// an issue is concave in its position, so that it exceeds the value at the given
// terms by no more than the slope there and the least curvature allow. All that
// is linear in what gains and losses count, which alone differs from level to
// level: a level costs a few products per party and issue, and one that differs
// by its positions only, a sum over these.
type levelBound struct {
	weight []float64 // per party
	fixed  float64   // what is the same at all levels
	still  []stillIssue
	change []boundChange
	moving []movingIssue
	cells  []boundCell
	alike  model.LevelPayoffs // at all levels, if they are the same at all
}

// stillIssue is an issue that cannot move within a level.
type stillIssue struct {
	issue    int
	slope    float64 // by prices of rows
	position float64 // to which worth belongs, and change
	worth    float64 // weighted, of all parties
	end      int     // of its changes
}

// A boundChange is by how much a party values a position more than the status quo,
// weighted, and what it pays there for a public line.
type boundChange struct {
	party    int
	by, paid float64
}

// movingIssue is an issue that can move, at the given terms.
type movingIssue struct {
	issue       int
	x           float64
	below, room float64 // how far the position can go down and up
	slope       float64 // by prices of rows
	tolled      bool    // whether somebody pays for its terms
	priced      bool    // whether somebody pays for terms beyond a public line
	end         int     // of its cells
}

// boundCell is what an issue is worth to a party at the given terms, per unit of
// what gains (first) and what losses (second) count, times the party's weight.
type boundCell struct {
	of                        int     // party and issue, as in LevelPayoffs
	worth, above, below       float64 // compared with the status quo; slopes
	worthBy, aboveBy, belowBy uint8   // what they count by: gains 0, losses 1
	bend                      float64 // at least so much the slope falls per position
}

// set takes the weights of the parties, the prices of the rows, and terms. fixed
// is the part of the bound that no level changes.
func (b *levelBound) set(p *model.Problem, weight, price, x []float64, fixed float64) {
	b.weight, b.fixed = append(b.weight[:0], weight...), fixed
	b.still, b.change, b.moving, b.cells = b.still[:0], b.change[:0], b.moving[:0], b.cells[:0]
	for r, nu := range price {
		b.fixed -= float64(nu * p.Rows[r].AtLeast)
	}
	for k, lo := range p.Lower {
		hi, slope := p.Upper[k], 0.0
		for r, nu := range price {
			slope += float64(nu * p.Rows[r].Coefficient[k])
		}
		if lo >= hi {
			if lo == p.StatusQuo[k] && slope == 0 && !p.Absent[k] && p.Price == nil && !slices.Contains(p.LevelIssues(), k) {
				continue // it is worth nothing at any level
			}
			for i, m := range weight {
				if m != 0 {
					b.change = append(b.change, boundChange{party: i})
				}
			}
			b.still = append(b.still, stillIssue{issue: k, slope: slope, position: math.NaN(), end: len(b.change)})
			continue
		}
		is := movingIssue{issue: k, x: min(max(x[k], lo), hi), slope: slope}
		is.below, is.room = is.x-lo, hi-is.x
		b.fixed += float64(is.slope * is.x)
		for i, m := range weight {
			if m != 0 && p.Weight[i][k] != 0 {
				b.cells = append(b.cells, cellOf(p, i, k, m, is.x))
			}
			is.tolled = is.tolled || len(p.Toll) > 0 && p.Toll[i][k] != 0
			is.priced = is.priced || len(p.Price) > 0 && p.Price[i][k] != 0
		}
		is.end = len(b.cells)
		b.moving = append(b.moving, is)
	}
	if p.LevelsAlike() {
		b.alike = p.PayoffsAt(0)
		b.fixed += b.within(p, &b.alike)
	}
}

// setMargin is set for a bound of the smallest surplus divided by the party's unit;
// nil: 1 for each. It reports whether the weights prove any. It changes weight so that
// the weighted units sum to 1.
func (b *levelBound) setMargin(p *model.Problem, weight, unit, x []float64) bool {
	sum, need := 0.0, 0.0
	for i, m := range weight {
		if unit != nil {
			m = float64(m * unit[i])
		}
		sum += m
	}
	if !(sum > 0) || slices.Min(weight) < 0 {
		return false
	}
	for i := range weight {
		weight[i] /= sum
		need += float64(weight[i] * p.Reservation[i])
	}
	b.set(p, weight, nil, x, -need)
	return true
}

// proveNone sets b, if the problem just solved has no terms, to bound the smallest
// surplus by the certificate of that, which it changes as setMargin does. It reports
// whether it could.
func (s *solver) proveNone(p *model.Problem, out *model.Offer, certificate []float64, b *levelBound) bool {
	switch {
	case len(p.Rows) > 0:
		return false
	case out.Reason == model.EmptyZone:
		for k := range s.issues {
			s.terms[s.issue[k]] = s.x[k]
		}
	case out.Reason == model.Unreachable:
		for i, m := range certificate {
			if m > 0 {
				copy(s.terms, p.Ideal[i])
			}
		}
	default:
		return false
	}
	return b.setMargin(p, certificate, nil, s.terms)
}

// proveLeast is prove for a theory that makes the smallest surplus divided by the
// party's unit as large as possible: by weak duality, at the weights of the terms in
// out.
func (s *solver) proveLeast(p *model.Problem, out *model.Offer, weight, unit []float64, b *levelBound) bool {
	for _, r := range p.Risk {
		if r != 0 {
			return false // in other units than stakes
		}
	}
	if !out.Status.Agreed() {
		return s.proveNone(p, out, weight, b)
	}
	return len(p.Rows) == 0 && b.setMargin(p, weight, unit, out.Terms)
}

// cellOf is the cell of party i with weight m for position x of issue k.
func cellOf(p *model.Problem, i, k int, m, x float64) boundCell {
	var st interest
	st.setInterest(p, i, k)
	st.toll, st.price, st.gain, st.loss = 0, 0, float64(m*p.Weight[i][k]), float64(m*p.Weight[i][k])
	c := boundCell{of: i*p.Issues + k, worth: st.worth(x), below: st.slopeBelow(x)}
	c.above, _ = st.slopeAbove(x)
	if c.worth < 0 {
		c.worthBy = 1
	}
	if x < st.low || x >= st.high {
		c.aboveBy = 1
	}
	if x <= st.low || x > st.high {
		c.belowBy = 1
	}
	if st.curvature <= 2 && st.below > 0 && st.above > 0 {
		c.bend = float64(2 * st.bend * st.loss)
	}
	return c
}

// at is the bound at level l.
func (b *levelBound) at(p *model.Problem, l int) float64 {
	sum, alike, payoffs := b.fixed, p.LevelsAlike(), &b.alike
	if !alike {
		own := p.PayoffsAt(l)
		payoffs = &own
		sum += b.within(p, payoffs)
	}
	p.PlaceAtLevel(l)
	first := 0
	for n := range b.still {
		is := &b.still[n]
		changes := b.change[first:is.end]
		first = is.end
		if x := p.Lower[is.issue]; x != is.position {
			is.position = x
			for c := range changes {
				i := changes[c].party
				changes[c].by = float64(b.weight[i] * p.Weight[i][is.issue] * p.Change(i, is.issue, x))
				if p.Price != nil {
					changes[c].paid = float64(b.weight[i] * max(0, float64(p.Price[i][is.issue]*(x-p.Line[i][is.issue]))))
				}
			}
		} else if alike {
			sum += is.worth
			continue
		}
		is.worth = float64(is.slope * is.position)
		for c := range changes {
			i := changes[c].party
			of, by := i*p.Issues+is.issue, changes[c].by
			if by < 0 {
				is.worth += float64(by * payoffs.Loss[of])
			} else {
				is.worth += float64(by * payoffs.Gain[of])
			}
			if len(payoffs.Toll) > of && payoffs.Toll[of] != 0 {
				is.worth -= float64(b.weight[i] * max(0, float64(payoffs.Toll[of]*(is.position-p.StatusQuo[is.issue]))))
			}
			is.worth -= changes[c].paid
		}
		sum += is.worth
	}
	return sum
}

// within is what the given payoffs of the parties with every still issue at the
// status quo add to the bound.
func (b *levelBound) within(p *model.Problem, payoffs *model.LevelPayoffs) (sum float64) {
	for i, m := range b.weight {
		sum += float64(m * payoffs.Constant[i])
	}
	first := 0
	for n := range b.moving {
		is := &b.moving[n]
		above, below, bend := is.slope, is.slope, 0.0
		cells := b.cells[first:is.end]
		for c := range cells {
			of := &cells[c]
			counts := [2]float64{payoffs.Gain[of.of], payoffs.Loss[of.of]}
			sum += float64(of.worth * counts[of.worthBy&1])
			above += float64(of.above * counts[of.aboveBy&1])
			below += float64(of.below * counts[of.belowBy&1])
			bend += float64(of.bend * min(counts[0], counts[1]))
		}
		if is.tolled {
			for i, m := range b.weight {
				if toll := float64(m * payoffs.Toll[i*p.Issues+is.issue]); toll != 0 {
					paid, up, down := charge(toll, is.x-p.StatusQuo[is.issue])
					sum, above, below = sum-paid, above-up, below-down
				}
			}
		}
		if is.priced {
			for i, m := range b.weight {
				if price := float64(m * p.Price[i][is.issue]); price != 0 {
					paid, up, down := charge(price, is.x-p.Line[i][is.issue])
					sum, above, below = sum-paid, above-up, below-down
				}
			}
		}
		sum += max(rise(above, bend, is.room), rise(-below, bend, is.below))
		first = is.end
	}
	return sum
}

// charge is what somebody pays at a position way above where paying begins, at
// price per position upward or, if that is negative, −price downward, and the
// slopes of that just above and below.
func charge(price, way float64) (paid, above, below float64) {
	if price > 0 && way >= 0 || price < 0 && way < 0 {
		above = price
	}
	if price > 0 && way > 0 || price < 0 && way <= 0 {
		below = price
	}
	return max(0, float64(price*way)), above, below
}

// rise is the most that a value can rise within room if its slope, at the start,
// falls by at least bend per position.
func rise(slope, bend, room float64) float64 {
	switch {
	case slope <= 0:
		return 0
	case slope < float64(bend*room):
		return slope * slope / (2 * bend)
	}
	return float64(slope*room) - float64(0.5*bend*room*room)
}
