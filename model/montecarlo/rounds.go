package montecarlo

import (
	"math"

	"sim/model"
)

// A RoundTally tallies draws round by round. It is nil for a single meeting.
type RoundTally struct {
	// Classes counts, per round, the draws with each class in force at its end.
	Classes [][model.Classes]int
	// Reached counts, per class and round, the draws that first reached the
	// class in that round.
	Reached [model.Classes][]int
	// Deals counts, per round, the draws that first reached a deal of any kind
	// in it: settlement, ceasefire or partial deal.
	Deals []int
	// Lasted counts, by k = 0, 1, 2 …, the draws whose first settlement or
	// ceasefire stayed in force for k rounds after the round of signing. Ended
	// counts those of them that ended within the horizon.
	Lasted, Ended []int
	// Line is the distribution, per round, of the position that a process
	// moves; Reservation that of the reservation values, per round and party.
	// Both cover all draws.
	Line        []Strip
	Reservation [][]Strip
}

// newRoundTally returns an empty tally of b's rounds; nil for a single meeting.
func newRoundTally(b *model.Bargain) *RoundTally {
	if b.Clock.Rounds == 0 {
		return nil
	}
	return newRounds(b.Clock.Rounds)
}

// newRounds returns empty counts of n rounds, without Line and Reservation.
func newRounds(n int) *RoundTally {
	r := &RoundTally{
		Classes: make([][model.Classes]int, n), Deals: make([]int, n), Lasted: make([]int, n+1), Ended: make([]int, n+1),
	}
	for c := range r.Reached {
		r.Reached[c] = make([]int, n)
	}
	return r
}

// track allocates Line and Reservation.
func (r *RoundTally) track(parties int) {
	r.Line, r.Reservation = make([]Strip, len(r.Classes)), make([][]Strip, len(r.Classes))
	for t := range r.Reservation {
		r.Reservation[t] = make([]Strip, parties)
	}
}

// add adds one draw.
func (r *RoundTally) add(o *model.Outcome) {
	if !o.Class.Played() {
		return
	}
	deal := -1
	for c, at := range o.First {
		if at < 0 {
			continue
		}
		r.Reached[c][at]++
		if model.Class(c).Deal() && (deal < 0 || at < deal) {
			deal = at
		}
	}
	if deal >= 0 {
		r.Deals[deal]++
	}
	if o.Lasted > 0 {
		at := min(o.Lasted-1, len(r.Lasted)-1)
		r.Lasted[at]++
		if o.Ended {
			r.Ended[at]++
		}
	}
	for t, c := range o.Path.Class {
		r.Classes[t][c]++
		if r.Line == nil {
			continue
		}
		r.Line[t].Put(o.Path.Line[t])
		for i, d := range o.Path.Reservation(t) {
			r.Reservation[t][i].Put(d)
		}
	}
}

func (r *RoundTally) merge(o *RoundTally) {
	for c := range r.Reached {
		addCounts(r.Reached[c], o.Reached[c])
	}
	addCounts(r.Deals, o.Deals)
	addCounts(r.Lasted, o.Lasted)
	addCounts(r.Ended, o.Ended)
	for t := range r.Classes {
		addCounts(r.Classes[t][:], o.Classes[t][:])
		if r.Line == nil || o.Line == nil {
			continue
		}
		r.Line[t].merge(&o.Line[t])
		for i := range r.Reservation[t] {
			r.Reservation[t][i].merge(&o.Reservation[t][i])
		}
	}
}

// A Strip is a coarse exact histogram over [−1, 1.5] with 200 bins per unit,
// for bands over rounds. Values outside are clamped. The zero Strip is empty
// and ready to use.
type Strip struct {
	n    int
	bins [stripBins]int32
}

const (
	stripLower   = -1
	stripPerUnit = 200
	stripBins    = 500
)

// Put adds one value; NaN is ignored.
func (s *Strip) Put(x float64) {
	if x != x {
		return
	}
	s.n++
	s.bins[min(max(int((x-stripLower)*stripPerUnit), 0), stripBins-1)]++
}

// N returns the number of values.
func (s *Strip) N() int { return s.n }

// At returns the quantile at p, 0 ≤ p ≤ 1, accurate to one bin (0.005); NaN
// without values.
func (s *Strip) At(p float64) float64 { return quantile7(s.n, s.kth, p) }

// kth returns the k-th smallest value, 1 ≤ k ≤ n.
func (s *Strip) kth(k int) float64 {
	for i, n := range s.bins {
		if k <= int(n) {
			c := s.cell(i)
			return c.kth(k)
		}
		k -= int(n)
	}
	return math.NaN() // only if k > n
}

// cell returns the values of bin i.
func (s *Strip) cell(i int) cell {
	lo := stripLower + float64(i)/stripPerUnit
	return cell{lo: lo, hi: lo + 1.0/stripPerUnit, n: int(s.bins[i]), coarse: true}
}

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1, with the error of order
// statistics of independent draws; for the points of Sobol sequences, which a
// Strip does not keep apart by replicate, that is too large rather than too
// small.
func (s *Strip) Quantile(p float64) Estimate { return s.ordered().quantile(p).Estimate }

// ordered returns the values of the bins that are not empty.
func (s *Strip) ordered() *ordered {
	var cells []cell
	for i, n := range s.bins {
		if n > 0 {
			cells = append(cells, s.cell(i))
		}
	}
	return newOrdered(cells, false)
}

func (s *Strip) merge(o *Strip) {
	s.n += o.n
	for i, n := range o.bins {
		s.bins[i] += n
	}
}
