package montecarlo

import "math"

// A Distribution describes how one quantity is distributed over draws: its
// moments and an exact histogram. The histogram has 4,096 bins per unit over
// [−3, 2], each with the smallest and the largest value in it; positions are in
// [0, 1] and payoffs in [−3, 2]. Merging gives the same bits in any order. The
// zero Distribution is empty and ready to use.
type Distribution struct {
	Moments
	first int   // number of bins[0] in the whole histogram
	bins  []bin // whole pages, from the page of the smallest value to that of the largest
	// full counts how often the count of a bin and replicate began again at 0; nil:
	// never. Few quantities have so many equal values.
	full [][replicates]uint16
}

// A bin counts values by replicate (in n[0] if there are no replicates) and
// keeps the range they really span, so that quantiles are exact where a value
// repeats. The fields that one value updates are next to each other in memory.
type bin struct {
	lo, hi float64
	n      [replicates]uint16 // modulo 2^16
}

const (
	binsPerUnit = 4096
	unitsPerBin = quantum / binsPerUnit
	allBins     = maxUnits/unitsPerBin + 1 // the last bin holds only 2
	pageBins    = 256
)

// Put adds one value. NaN means no value and is ignored; a value outside [−3,
// 2] is clamped.
func (s *Distribution) Put(x float64) {
	var c column
	var index replicateIndex
	index.set(0, 1, false)
	c.set([]float64{x}, &index)
	s.add(&c)
}

// add adds the values of a column.
func (s *Distribution) add(c *column) {
	s.Moments.add(c)
	units, values, of := c.units[:len(c.values)], c.values, c.index.of
	for len(units) > 0 {
		n := s.count(units, values, of)
		if units, values, of = units[n:], values[n:], of[n:]; len(units) > 0 {
			s.coverUnits(units)
		}
	}
}

// count adds values until it meets one that has no bin yet, and returns how
// many it added. It has no branch that depends on the bin: a mispredicted
// branch would wait for the bin to be loaded from memory.
func (s *Distribution) count(units []uint64, values []float64, of []uint8) int {
	values, of = values[:len(units)], of[:len(units)]
	first, bins := uint64(s.first), s.bins
	for j, u := range units {
		i := u/unitsPerBin - first
		if i >= uint64(len(bins)) {
			return j
		}
		b, x := &bins[i], values[j]+0 // + 0 turns −0 into 0
		b.lo = min(b.lo, x)
		b.hi = max(b.hi, x)
		r := of[j] % replicates
		if b.n[r]++; b.n[r] == 0 {
			s.carry(int(i), int(r), 1)
		}
	}
	return len(units)
}

// carry counts that the count of a bin and replicate began again at 0.
func (s *Distribution) carry(i, r int, times uint16) {
	if s.full == nil {
		s.full = make([][replicates]uint16, len(s.bins))
	}
	s.full[i][r] += times
}

// counts returns how many values bin i holds, by replicate.
func (s *Distribution) counts(i int) (n [replicates]uint32) {
	for r, k := range s.bins[i].n {
		n[r] = uint32(k)
		if s.full != nil {
			n[r] += uint32(s.full[i][r]) << 16
		}
	}
	return n
}

// put adds n values of replicate r to bin i.
func (s *Distribution) put(i, r int, n uint32) {
	b := &s.bins[i].n[r]
	n += uint32(*b)
	if *b = uint16(n); n>>16 > 0 {
		s.carry(i, r, uint16(n>>16))
	}
}

// coverUnits makes bins for the given values.
func (s *Distribution) coverUnits(units []uint64) {
	least, last := units[0], units[0]
	for _, u := range units {
		least, last = min(least, u), max(last, u)
	}
	s.cover(int(least/unitsPerBin), int(last/unitsPerBin)+1)
}

// cover makes bins for the numbers from, …, to − 1.
func (s *Distribution) cover(from, to int) {
	from, to = from/pageBins*pageBins, (to+pageBins-1)/pageBins*pageBins
	if len(s.bins) > 0 {
		from, to = min(from, s.first), max(to, s.first+len(s.bins))
	}
	if to-from == len(s.bins) {
		return
	}
	bins := make([]bin, to-from)
	for i := range bins {
		bins[i].lo, bins[i].hi = math.Inf(1), math.Inf(-1)
	}
	copy(bins[max(s.first-from, 0):], s.bins)
	if s.full != nil {
		full := make([][replicates]uint16, to-from)
		copy(full[max(s.first-from, 0):], s.full)
		s.full = full
	}
	s.first, s.bins = from, bins
}

// Merge adds the values of o.
func (s *Distribution) Merge(o *Distribution) {
	s.Moments.Merge(&o.Moments)
	if len(o.bins) == 0 {
		return
	}
	s.cover(o.first, o.first+len(o.bins))
	for i := range o.bins {
		at := o.first - s.first + i
		to, from := &s.bins[at], &o.bins[i]
		to.lo, to.hi = min(to.lo, from.lo), max(to.hi, from.hi)
		for r, n := range o.counts(i) {
			s.put(at, r, n)
		}
	}
}

// total returns how many values bin i holds.
func (s *Distribution) total(i int) int {
	n := 0
	for _, k := range s.counts(i) {
		n += int(k)
	}
	return n
}

// rounding is how far values lie at most from one that they are but for rounding.
const rounding = 1e-6

// ShareAt estimates the share of the values that are x, a position, but for
// rounding. No other values may lie within two bins of x. Without values it is NaN.
func (s *Distribution) ShareAt(x float64) Estimate {
	var at, all [replicates]uint32
	k := 0
	for i := range s.bins {
		b := &s.bins[i]
		here := b.lo >= x-rounding && b.hi <= x+rounding // of an empty bin lo is above hi
		for r, n := range s.counts(i) {
			if all[r] += n; here {
				at[r] += n
				k += int(n)
			}
		}
	}
	e := Share(k, s.N())
	values, ok := s.byReplicate(func(r int) float64 { return float64(at[r]) / float64(all[r]) })
	if !ok {
		return e
	}
	e = ReplicatedShare(e, values, min(k, s.N()-k))
	e.Lower, e.Upper = max(0, e.Lower), min(1, e.Upper)
	return e
}
