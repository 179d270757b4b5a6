package montecarlo

import (
	"math"

	"sim/model"
)

// A RoundTally sums up how draws went round by round. It is nil in a single
// meeting.
type RoundTally struct {
	// Classes counts, per round, the draws with each class in force.
	Classes [][model.Classes]int
	// Reached counts, per class and round, the draws that first reached it then.
	Reached [model.Classes][]int
	// Deals counts, per round, the draws that first reached a deal of any kind
	// then: settlement, ceasefire or partial.
	Deals []int
	// Lasted counts the draws whose first settlement or ceasefire stayed in
	// force for 0, 1, 2 … rounds after the one in which it was signed; Ended
	// those of them in which it ended within the horizon.
	Lasted, Ended []int
	// Line is, per round, where the line stood; Reservation, per round and
	// party, what no deal was worth. Both cover all draws.
	Line        []Strip
	Reservation [][]Strip
}

// newRoundTally returns the counts of b's rounds, or nil if there are none.
func newRoundTally(b *model.Bargain) *RoundTally {
	if b.Clock.Rounds == 0 {
		return nil
	}
	return newRounds(b.Clock.Rounds)
}

// newRounds returns the counts of n rounds, without what is seen over them.
func newRounds(n int) *RoundTally {
	r := &RoundTally{
		Classes: make([][model.Classes]int, n), Deals: make([]int, n), Lasted: make([]int, n+1), Ended: make([]int, n+1),
	}
	for c := range r.Reached {
		r.Reached[c] = make([]int, n)
	}
	return r
}

// track makes room for where the line stood and what no deal was worth.
func (r *RoundTally) track(parties int) {
	r.Line, r.Reservation = make([]Strip, len(r.Classes)), make([][]Strip, len(r.Classes))
	for t := range r.Reservation {
		r.Reservation[t] = make([]Strip, parties)
	}
}

func (r *RoundTally) add(o *model.Outcome) {
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
		for i, d := range o.Path.Reservation[t] {
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

// A Strip is a coarse exact histogram over [−1, 1.5], for bands over rounds:
// 200 bins a unit. Values outside count as the nearer end.
type Strip struct {
	n    int
	bins [stripBins]int32
}

const (
	stripLower   = -1
	stripPerUnit = 200
	stripBins    = 500
)

// Put adds one value; NaN is left out.
func (s *Strip) Put(x float64) {
	if x != x {
		return
	}
	s.n++
	s.bins[min(max(int((x-stripLower)*stripPerUnit), 0), stripBins-1)]++
}

// N is how many values the strip holds.
func (s *Strip) N() int { return s.n }

// At is the value below which the share p of the values lies, to within half a
// bin (0.0025); NaN if the strip is empty.
func (s *Strip) At(p float64) float64 {
	if s.n == 0 {
		return math.NaN()
	}
	rank := p * float64(s.n)
	seen := 0.0
	for i, n := range s.bins {
		if seen += float64(n); seen >= rank && n > 0 {
			return stripLower + (float64(i)+1-(seen-rank)/float64(n))/stripPerUnit
		}
	}
	return stripLower + float64(stripBins)/stripPerUnit
}

// Quantile estimates the value below which the share p lies. Its interval is
// that of order statistics, ranks np ± 1.96·√(np(1−p)), and half a bin on
// either side.
func (s *Strip) Quantile(p float64) Estimate {
	if s.n == 0 {
		return none()
	}
	const half = 0.5 / stripPerUnit
	wide := z975 * math.Sqrt(p*(1-p)/float64(s.n))
	e := Estimate{N: s.n, Value: s.At(p), Lower: s.At(max(p-wide, 0)) - half, Upper: s.At(min(p+wide, 1)) + half}
	e.Error = (e.Upper - e.Lower) / (2 * z975)
	return e
}

func (s *Strip) merge(o *Strip) {
	s.n += o.n
	for i, n := range o.bins {
		s.bins[i] += n
	}
}
