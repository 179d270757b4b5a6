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

	// The outcomes by quantity: [issue or party][draw]. Rows a whole number of
	// pages long would compete for the same cache lines.
	terms, reservation, utility [][ChunkSize + 9]float64
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
	s.transpose(os, len(t.Terms), len(t.Reservation))
	for k := range t.Terms {
		s.addTerms(&t.Terms[k], s.terms[k][:len(os)])
	}
	for i := range t.Reservation {
		s.addParty(t, i, s.reservation[i][:len(os)], s.utility[i][:len(os)])
	}
}

// transpose copies the outcomes into columns, so that each outcome is loaded
// into the processor's cache only once.
func (s *spreadBatch) transpose(os []model.Outcome, issues, parties int) {
	if len(s.terms) != issues || len(s.utility) != parties {
		s.terms = make([][ChunkSize + 9]float64, issues)
		s.reservation, s.utility = make([][ChunkSize + 9]float64, parties), make([][ChunkSize + 9]float64, parties)
	}
	os = os[:min(len(os), ChunkSize)]
	terms, reservation, utility := s.terms[:issues], s.reservation[:parties], s.utility[:parties]
	for j := range os {
		o := &os[j]
		for k, x := range o.Terms[:len(terms)] {
			terms[k][j] = x
		}
		payoff := o.Utility[:len(utility)]
		for i, d := range o.Reservation[:len(payoff)] {
			reservation[i][j], utility[i][j] = d, payoff[i]
		}
	}
}

// pick selects the draws of all at the given places.
func (s *selection) pick(all *replicateIndex, places []uint16) {
	s.places = places
	s.index.pick(all, places)
}

// addTerms adds the positions of an issue in the draws that settled it.
func (s *spreadBatch) addTerms(to *Distribution, terms []float64) {
	n := 0
	for j, x := range terms {
		s.a[n] = x
		s.settledIndex.buffer[n] = s.allIndex.of[j]
		if x == x {
			n++
		}
	}
	index := &s.allIndex
	if n < len(terms) {
		index = &s.settledIndex
		index.recount(n, s.allIndex.replicated)
	}
	s.column.set(s.a[:n], index)
	to.add(&s.column)
}

// addParty adds the payoffs and reservation values of party i.
func (s *spreadBatch) addParty(t *TheoryTally, i int, reservation, utility []float64) {
	c := &s.column
	c.set(reservation, &s.allIndex)
	t.Reservation[i].add(c)

	payoff, surplus := s.a[:len(s.deals.places)], s.b[:len(s.deals.places)]
	worse := 0
	for n, j := range s.deals.places {
		x := utility[j]
		d := x - reservation[j]
		payoff[n], surplus[n] = x, d
		if d < -AtPar {
			worse++
		}
	}
	t.Worse[i] += worse
	c.set(payoff, &s.deals.index)
	t.Payoff[i].add(c)
	t.Utility[i].add(c)
	c.set(surplus, &s.deals.index)
	t.Surplus[i].add(c)

	for n, j := range s.rest.places {
		s.a[n] = utility[j]
	}
	c.set(s.a[:len(s.rest.places)], &s.rest.index)
	t.Utility[i].add(c)
}
