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
	moving []movingIssue
	cells  []boundCell
}

// stillIssue is an issue that cannot move within a level.
type stillIssue struct {
	issue    int
	slope    float64 // by prices of rows
	position float64 // to which worth belongs
	worth    float64 // weighted, of all parties
}

// movingIssue is an issue that can move, at the given terms.
type movingIssue struct {
	issue       int
	x           float64
	below, room float64 // how far the position can go down and up
	slope       float64 // by prices of rows
	tolled      bool    // whether somebody pays for its terms
	end         int     // of its cells
}

// boundCell is what an issue is worth to a party at the given terms, per unit of
// what gains (first) and what losses (second) count, times the party's weight.
type boundCell struct {
	party               int
	worth, above, below [2]float64 // compared with the status quo; slopes
	bend                float64    // at least so much the slope falls per position
}

// set takes the weights of the parties, the prices of the rows, and terms. fixed
// is the part of the bound that no level changes.
func (b *levelBound) set(p *model.Problem, weight, price, x []float64, fixed float64) {
	b.weight, b.fixed = append(b.weight[:0], weight...), fixed
	b.still, b.moving, b.cells = b.still[:0], b.moving[:0], b.cells[:0]
	for r, nu := range price {
		b.fixed -= float64(nu * p.Rows[r].AtLeast)
	}
	for k, lo := range p.Lower {
		hi, slope := p.Upper[k], 0.0
		for r, nu := range price {
			slope += float64(nu * p.Rows[r].Coefficient[k])
		}
		if lo >= hi {
			if lo == p.StatusQuo[k] && slope == 0 && !p.Absent[k] && !slices.Contains(p.LevelIssues(), k) {
				continue // it is worth nothing at any level
			}
			b.still = append(b.still, stillIssue{issue: k, slope: slope, position: math.NaN()})
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
		}
		is.end = len(b.cells)
		b.moving = append(b.moving, is)
	}
	if p.LevelsAlike() {
		b.fixed += b.within(p)
	}
}

// setMargin is set for a bound of the smallest surplus. It reports whether the
// weights prove any. It changes weight so that the weights sum to 1.
func (b *levelBound) setMargin(p *model.Problem, weight, x []float64) bool {
	sum, need := 0.0, 0.0
	for _, m := range weight {
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

// cellOf is the cell of party i with weight m for position x of issue k.
func cellOf(p *model.Problem, i, k int, m, x float64) boundCell {
	var st interest
	st.setInterest(p, i, k)
	st.toll, st.gain, st.loss = 0, float64(m*p.Weight[i][k]), float64(m*p.Weight[i][k])
	c := boundCell{party: i}
	counts := func(gains bool) int {
		if gains {
			return 0
		}
		return 1
	}
	worth := st.worth(x)
	above, _ := st.slopeAbove(x)
	below := st.slopeBelow(x)
	c.worth[counts(worth >= 0)] = worth
	c.above[counts(st.low <= x && x < st.high)] = above
	c.below[counts(st.low < x && x <= st.high)] = below
	if st.curvature <= 2 && st.below > 0 && st.above > 0 {
		c.bend = float64(2 * st.bend * st.loss)
	}
	return c
}

// at is the bound at level l.
func (b *levelBound) at(p *model.Problem, l int) float64 {
	sum := b.fixed
	if !p.LevelsAlike() {
		p.AtLevel(l)
		sum += b.within(p)
	}
	p.PlaceAtLevel(l)
	for n := range b.still {
		is := &b.still[n]
		if x := p.Lower[is.issue]; x != is.position || !p.LevelsAlike() {
			is.position, is.worth = x, float64(is.slope*x)
			for i, m := range b.weight {
				if m != 0 {
					is.worth += float64(m * p.Worth(i, is.issue, x))
				}
			}
		}
		sum += is.worth
	}
	return sum
}

// within is what the parties' payoffs with every still issue at the status quo add
// to the bound at the level at which p stands.
func (b *levelBound) within(p *model.Problem) (sum float64) {
	for i, m := range b.weight {
		sum += float64(m * p.Constant[i])
	}
	first := 0
	for n := range b.moving {
		is := &b.moving[n]
		above, below, bend := is.slope, is.slope, 0.0
		for c := range b.cells[first:is.end] {
			of := &b.cells[first+c]
			gain, loss := p.Gain[of.party][is.issue], p.Loss[of.party][is.issue]
			sum += float64(of.worth[0]*gain) + float64(of.worth[1]*loss)
			above += float64(of.above[0]*gain) + float64(of.above[1]*loss)
			below += float64(of.below[0]*gain) + float64(of.below[1]*loss)
			bend += float64(of.bend * min(gain, loss))
		}
		if is.tolled {
			for i, m := range b.weight {
				if toll := float64(m * p.Toll[i][is.issue]); toll != 0 {
					way := is.x - p.StatusQuo[is.issue]
					sum -= max(0, float64(toll*way))
					if toll > 0 && way >= 0 || toll < 0 && way < 0 {
						above -= toll
					}
					if toll > 0 && way > 0 || toll < 0 && way <= 0 {
						below -= toll
					}
				}
			}
		}
		sum += max(rise(above, bend, is.room), rise(-below, bend, is.below))
		first = is.end
	}
	return sum
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
