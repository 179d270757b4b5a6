package montecarlo

import (
	"math"

	"sim/model"
)

// A RipeTally sums up in which rounds draws are ripe for a settlement. It is empty
// where the bargain has no such index.
type RipeTally struct {
	Share Moments // per draw with a round without a settlement: share of these rounds that is ripe
	First Moments // per draw with a ripe round: the first one, as a share of mostRounds
}

// FirstRound is the mean first ripe round, from 0, of the draws that have one.
func (r *RipeTally) FirstRound() Estimate {
	e := r.First.Mean()
	e.Value, e.Error, e.Lower, e.Upper = e.Value*mostRounds, e.Error*mostRounds, e.Lower*mostRounds, e.Upper*mostRounds
	return e
}

func (r *RipeTally) moments() [2]*Moments { return [...]*Moments{&r.Share, &r.First} }

func (r *RipeTally) merge(o *RipeTally) {
	from := o.moments()
	for j, to := range r.moments() {
		to.Merge(from[j])
	}
}

// addRipe adds the ripe rounds of one theory. It may overwrite what add has left
// behind.
func (s *spreadBatch) addRipe(to *RipeTally, os []model.Outcome) {
	first, n := s.b[:len(os)], 0
	for j := range os {
		o := &os[j]
		first[j] = math.NaN()
		if o.Open == 0 {
			continue
		}
		n++
		if o.RipeFirst >= 0 {
			first[j] = float64(o.RipeFirst) / mostRounds
		}
	}
	if n == 0 {
		return
	}
	s.column.set(first, &s.allIndex)
	to.First.add(&s.column)
	share := s.a[:len(os)]
	for j := range os {
		share[j] = os[j].Ripeness()
	}
	s.column.set(share, &s.allIndex)
	to.Share.add(&s.column)
}
