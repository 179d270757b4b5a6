package montecarlo

// walk carries the tally; reading fills an empty one of the same bargain. With
// rows, only what cannot be told from the rows of its draws in the data files.
func (t *Tally) walk(w *wire, rows bool) {
	if !rows {
		w.count(&t.Draws)
		if t.Drivers != nil {
			w.counts(t.Drivers.counts)
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
	if t.ByRound != nil {
		t.ByRound.walk(w)
	}
	if rows {
		return
	}
	w.counts(t.Classes[:])
	for _, ns := range [][]int{t.Signed, t.Reasons, t.NotConsenting} {
		w.counts(ns)
	}
	w.list(&t.Rounds)
	w.count(&t.Quiet)
	for _, ss := range [][]Spread{t.Terms, t.Utility, t.Reservation, t.Payoff, t.Surplus} {
		for i := range ss {
			ss[i].walk(w)
		}
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

// walk carries the bins that hold something: how far each is from the one
// before, and how many it holds.
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

// sparse reads which bin after the given one comes next, and how many it
// holds; −1 if there is none.
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

func (s *Spread) walk(w *wire) {
	w.count(&s.clamped)
	w.sum(&s.sum)
	w.sum(&s.squares)
	parted := s.parts != nil
	w.flag(&parted)
	if parted {
		if s.parts == nil {
			s.parts = new(parts)
		}
		for r := range s.parts {
			w.count(&s.parts[r].n)
			w.sum(&s.parts[r].sum)
		}
	}
	if w.reading {
		s.read(w, parted)
		return
	}
	last := -1
	for i, p := range &s.pages {
		if p == nil {
			continue
		}
		for j := range p.bins {
			b := &p.bins[j]
			if b.n == 0 {
				continue
			}
			step := i*pageBins + j - last
			w.count(&step)
			w.count(&b.n)
			b.walk(w)
			if parted {
				p.parts.walk(w, j)
			}
			last += step
		}
	}
	end := 0
	w.count(&end)
}

// read fills an empty spread with what walk has written of its bins.
func (s *Spread) read(w *wire, parted bool) {
	const all = pages * pageBins
	for at, n := sparse(w, -1, all); at >= 0; at, n = sparse(w, at, all) {
		p := s.pages[at/pageBins]
		if p == nil {
			p = newPage()
			s.pages[at/pageBins] = p
		}
		b := &p.bins[at%pageBins]
		b.n = n
		b.walk(w)
		if parted {
			if p.parts == nil {
				p.parts = new(pageParts)
			}
			p.parts.walk(w, at%pageBins)
			for r, k := range p.parts.bins[at%pageBins] {
				p.parts.n[r] += int(k)
			}
		}
		p.n += n
		s.n += n
	}
}

// walk carries the range that the values of a bin span: two ends only where
// they differ.
func (b *bin) walk(w *wire) {
	wide := b.lo != b.hi
	w.flag(&wide)
	w.float(&b.lo)
	if wide {
		w.float(&b.hi)
		return
	}
	b.hi = b.lo
}

// walk carries how many values of a bin each replicate has.
func (p *pageParts) walk(w *wire, bin int) {
	for r := range p.bins[bin] {
		n := int(p.bins[bin][r])
		w.count(&n)
		p.bins[bin][r] = uint32(n)
	}
}
