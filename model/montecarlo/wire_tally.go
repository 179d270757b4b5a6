package montecarlo

// walk encodes the tally, or decodes it into an empty one of the same bargain.
// With rows, it handles only what the rows of the data files do not tell.
func (t *Tally) walk(w *wire, rows bool) {
	if !rows {
		w.count(&t.Draws)
		if t.FirstOrder != nil {
			w.counts(t.FirstOrder.counts)
		}
	}
	for i := range t.Theories {
		t.Theories[i].walk(w, rows)
	}
	for _, r := range t.Replicates {
		r.walk(w, rows)
	}
}

func (t *TheoryTally) walk(w *wire, rows bool) {
	w.counts(t.Blocks)
	w.count(&t.Tied)
	if t.ByRound != nil {
		t.ByRound.walk(w)
	}
	for r := range t.Spread {
		for k := range t.Spread[r] {
			t.Spread[r][k].walk(w)
		}
	}
	if rows {
		return
	}
	w.counts(t.Classes[:])
	for _, ns := range [][]int{t.Unmet, t.Signed, t.Reasons, t.NotConsenting} {
		w.counts(ns)
	}
	w.list(&t.Rounds, mostRounds)
	w.count(&t.FrozenConflicts)
	w.count(&t.RipeEver)
	w.counts(t.Worse)
	w.counts(t.Binds)
	for r := range t.Price {
		t.Price[r].walk(w)
		t.Excess[r].walk(w)
	}
	w.counts(t.Refused)
	for _, m := range t.Ripe.moments() {
		m.walk(w)
	}
	for _, ss := range [][]Distribution{t.Terms, t.Reservation, t.Payoff} {
		for i := range ss {
			ss[i].walk(w)
		}
	}
	for _, ms := range t.moments() {
		for i := range *ms {
			(*ms)[i].walk(w)
		}
	}
	if t.Twin != nil {
		t.Twin.walk(w)
	}
}

func (r *RoundTally) walk(w *wire) {
	for i := range r.Classes {
		w.counts(r.Classes[i][:])
	}
	for c := range r.Reached {
		w.counts(r.Reached[c])
	}
	for _, ns := range [][]int{r.Deals, r.Lasted, r.Ended} {
		w.counts(ns)
	}
	for i := range r.Line {
		r.Line[i].walk(w)
	}
	for i := range r.Reservation {
		for j := range r.Reservation[i] {
			r.Reservation[i][j].walk(w)
		}
	}
}

// walk handles the bins that are not empty: the distance to the previous one,
// and the count.
func (s *Strip) walk(w *wire) {
	if w.reading {
		for at, n := sparse(w, -1, stripBins); at >= 0; at, n = sparse(w, at, stripBins) {
			s.bins[at] = int32(n)
			s.n += n
		}
		return
	}
	last := -1
	for i, n := range s.bins {
		if n > 0 {
			step, n := i-last, int(n)
			w.count(&step)
			w.count(&n)
			last = i
		}
	}
	end := 0
	w.count(&end)
}

// sparse decodes the number and the count of the next bin after last; −1 if
// there is none.
func sparse(w *wire, last, bins int) (at, n int) {
	step := 0
	w.count(&step)
	if step == 0 {
		return -1, 0
	}
	w.count(&n)
	if at = last + step; at >= bins || n == 0 {
		w.fail()
		return -1, 0
	}
	return at, n
}

func (m *Moments) walk(w *wire) {
	w.count(&m.n)
	w.count(&m.clamped)
	w.sum(&m.sum)
	w.sum(&m.squares)
	parted := m.perReplicate != nil
	if w.flag(&parted); !parted {
		return
	}
	if m.perReplicate == nil {
		m.perReplicate = new(replicateSums)
	}
	for r := range m.perReplicate {
		w.count(&m.perReplicate[r].n)
		w.sum(&m.perReplicate[r].sum)
	}
}

// walk handles the bins that are not empty: the distance to the previous one,
// and the contents.
func (s *Distribution) walk(w *wire) {
	s.Moments.walk(w)
	if w.reading {
		s.read(w)
		return
	}
	last := -1
	for i := range s.bins {
		n := s.total(i)
		if n == 0 {
			continue
		}
		step := s.first + i - last
		w.count(&step)
		w.count(&n)
		s.walkBin(w, i, n)
		last += step
	}
	end := 0
	w.count(&end)
}

// read decodes the bins into an empty distribution.
func (s *Distribution) read(w *wire) {
	held := 0
	for at, n := sparse(w, -1, allBins); at >= 0; at, n = sparse(w, at, allBins) {
		s.cover(at, at+1)
		if s.walkBin(w, at-s.first, n); s.total(at-s.first) != n {
			w.fail()
		}
		held += n
	}
	if held != s.n {
		w.fail()
	}
}

// walkBin handles the range that the n values of bin i span, and the count per
// replicate if there are replicates. The upper end is omitted if it equals the
// lower.
func (s *Distribution) walkBin(w *wire, i, n int) {
	b := &s.bins[i]
	wide := b.lo != b.hi
	w.flag(&wide)
	w.float(&b.lo)
	if wide {
		w.float(&b.hi)
	} else {
		b.hi = b.lo
	}
	if s.perReplicate == nil {
		if w.reading {
			s.put(i, 0, uint32(n))
		}
		return
	}
	for r, k := range s.counts(i) {
		n := int(k)
		w.count(&n)
		if w.reading {
			s.put(i, r, uint32(n))
		}
	}
}
