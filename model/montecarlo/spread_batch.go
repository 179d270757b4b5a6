package montecarlo

import "sim/model"

// A spreadBatch adds the draws of one chunk to distributions. It works quantity
// by quantity, so that one histogram at a time is in the processor's cache.
type spreadBatch struct {
	allIndex     replicateIndex // replicates of all draws
	deals        selection      // draws that end in a deal
	settledIndex replicateIndex
	column       column
	a, b         [ChunkSize]float64

	// The outcomes by quantity: [issue or party][draw]. Rows a whole number of
	// pages long would compete for the same cache lines.
	terms, reservation, utility, talking, payoff, compliance [][ChunkSize + 9]float64
}

// A selection is a subset of a chunk's draws.
type selection struct {
	index  replicateIndex
	places []uint16
	buffer [ChunkSize]uint16
}

// add adds the draws of one theory.
func (s *spreadBatch) add(t *TheoryTally, os []model.Outcome) {
	deals := s.deals.buffer[:0]
	for j := range os {
		if o := &os[j]; o.Class.Deal() || o.Class == model.Prediction && o.Package >= 0 {
			deals = append(deals, uint16(j))
		}
	}
	s.deals.pick(&s.allIndex, deals)
	s.transpose(os, len(t.Terms), len(t.Reservation))
	for k := range t.Terms {
		s.addTerms(&t.Terms[k], s.terms[k][:len(os)])
	}
	for i := range t.Reservation {
		s.addParty(t, i, len(os))
	}
	s.addRipe(&t.Ripe, os)
	for r := range t.Price {
		x, to, span := s.a[:len(s.deals.places)], &t.Price[r], 0.0
		if t.of != nil {
			to, span = &t.Excess[r], t.of.Span(r)
		}
		for n, j := range s.deals.places {
			if x[n] = os[j].Price[r]; t.of != nil {
				x[n] = os[j].Excess[r] / span
			}
		}
		s.column.set(x, &s.deals.index)
		to.add(&s.column)
	}
}

// transpose copies the outcomes into columns, so that each outcome is loaded
// into the processor's cache only once.
func (s *spreadBatch) transpose(os []model.Outcome, issues, parties int) {
	per := [...]*[][ChunkSize + 9]float64{&s.reservation, &s.utility, &s.talking, &s.payoff, &s.compliance}
	if len(s.terms) != issues || len(s.utility) != parties {
		s.terms = make([][ChunkSize + 9]float64, issues)
		for _, column := range per {
			*column = make([][ChunkSize + 9]float64, parties)
		}
	}
	os = os[:min(len(os), ChunkSize)]
	terms := s.terms[:issues]
	for j := range os {
		o := &os[j]
		for k, x := range o.Terms[:len(terms)] {
			terms[k][j] = x
		}
		for n, xs := range [...][]float64{o.Reservation, o.Utility, o.Talking, o.Payoff, o.Compliance} {
			column := (*per[n])[:parties]
			for i, x := range xs[:len(column)] {
				column[i][j] = x
			}
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

// addSpread adds the positions that the rules of a row give each issue. It may
// overwrite what add has left behind.
func (s *spreadBatch) addSpread(to [][]Distribution, os []model.Outcome) {
	xs := s.b[:len(os)]
	for r := range to {
		for k := range to[r] {
			for j := range os {
				xs[j] = os[j].Spread[r*len(to[r])+k]
			}
			s.addTerms(&to[r][k], xs)
		}
	}
}

// addParty adds what party i has in n draws.
func (s *spreadBatch) addParty(t *TheoryTally, i, n int) {
	c := &s.column
	c.set(s.reservation[i][:n], &s.allIndex)
	t.Reservation[i].add(c)
	c.set(s.utility[i][:n], &s.allIndex)
	t.Utility[i].add(c)
	c.set(s.talking[i][:n], &s.allIndex)
	t.Talking[i].add(c)
	whole := s.a[:n]
	copy(whole, s.reservation[i][:n])
	for _, j := range s.deals.places {
		whole[j] = s.payoff[i][j]
	}
	c.set(whole, &s.allIndex)
	t.Whole[i].add(c)
	payoff, other := s.a[:len(s.deals.places)], s.b[:len(s.deals.places)]
	worse := 0
	for n, j := range s.deals.places {
		x := s.payoff[i][j]
		d := x - s.reservation[i][j]
		payoff[n], other[n] = x, d
		if d < -AtPar {
			worse++
		}
	}
	t.Worse[i] += worse
	c.set(payoff, &s.deals.index)
	t.Payoff[i].add(c)
	c.set(other, &s.deals.index)
	t.Surplus[i].add(c)
	for n, j := range s.deals.places {
		other[n] = s.compliance[i][j]
	}
	c.set(other, &s.deals.index)
	t.Compliance[i].add(c)
}
