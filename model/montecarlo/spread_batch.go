package montecarlo

import "sim/model"

// A spreadBatch adds the draws of one chunk to distributions. It works quantity
// by quantity, so that one histogram at a time is in the processor's cache.
type spreadBatch struct {
	allIndex     replicateIndex // replicates of all draws
	deals, rest  selection      // draws that end in a deal, and all others
	settledIndex replicateIndex
	column       column
	a, b         [ChunkSize]float64
}

// A selection is a subset of a chunk's draws.
type selection struct {
	index  replicateIndex
	places []uint16
	buffer [ChunkSize]uint16
}

// add adds the draws of one theory.
func (s *spreadBatch) add(t *TheoryTally, os []model.Outcome) {
	deals, rest := s.deals.buffer[:0], s.rest.buffer[:0]
	for j := range os {
		if os[j].Class.Deal() {
			deals = append(deals, uint16(j))
		} else {
			rest = append(rest, uint16(j))
		}
	}
	s.deals.pick(&s.allIndex, deals)
	s.rest.pick(&s.allIndex, rest)
	for k := range t.Terms {
		s.terms(&t.Terms[k], k, os)
	}
	for i := range t.Reservation {
		s.party(t, i, os)
	}
}

// pick selects the draws of all at the given places.
func (s *selection) pick(all *replicateIndex, places []uint16) {
	s.places = places
	s.index.pick(all, places)
}

// terms adds the positions of issue k in the draws that settled it.
func (s *spreadBatch) terms(to *Distribution, k int, os []model.Outcome) {
	n := 0
	for j := range os {
		x := os[j].Terms[k]
		s.a[n] = x
		s.settledIndex.buffer[n] = s.allIndex.of[j]
		if x == x {
			n++
		}
	}
	index := &s.allIndex
	if n < len(os) {
		index = &s.settledIndex
		index.recount(n, s.allIndex.replicated)
	}
	s.column.set(s.a[:n], index)
	to.add(&s.column)
}

// party adds the payoffs and reservation values of party i.
func (s *spreadBatch) party(t *TheoryTally, i int, os []model.Outcome) {
	c, all := &s.column, s.a[:len(os)]
	for j := range os {
		all[j] = os[j].Reservation[i]
	}
	c.set(all, &s.allIndex)
	t.Reservation[i].add(c)

	payoff, surplus := s.a[:len(s.deals.places)], s.b[:len(s.deals.places)]
	for n, j := range s.deals.places {
		o := &os[j]
		payoff[n] = o.Utility[i]
		surplus[n] = o.Utility[i] - o.Reservation[i]
	}
	c.set(payoff, &s.deals.index)
	t.Payoff[i].add(c)
	t.Utility[i].add(c)
	c.set(surplus, &s.deals.index)
	t.Surplus[i].add(c)
	for _, x := range surplus {
		if x < -AtPar {
			t.Worse[i]++
		}
	}

	utility := s.a[:len(s.rest.places)]
	for n, j := range s.rest.places {
		utility[n] = os[j].Utility[i]
	}
	c.set(utility, &s.rest.index)
	t.Utility[i].add(c)
}
