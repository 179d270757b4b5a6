package montecarlo

import "math"

// A Distribution is how one quantity is spread over draws: its moments, and an exact
// histogram with 4,096 bins a unit over [−3, 2] (positions lie in [0, 1],
// payoffs in [−3, 2]) with the smallest and largest value of every bin. Two
// spreads merge to the same bits in any order. The zero Spread is empty and
// ready.
type Distribution struct {
	Moments
	first int   // number of the first of bins
	bins  []bin // whole pages, from the one with the smallest value to that with the largest
}

// A bin counts values by replicate, all in the first one where there are none,
// and keeps the range that they really span, so that quantiles are exact
// wherever a bin holds one value over and over. It has all that a value touches
// side by side in memory.
type bin struct {
	lo, hi float64
	n      [replicates]uint32
}

const (
	binsPerUnit = 4096
	unitsPerBin = quantum / binsPerUnit
	allBins     = most/unitsPerBin + 1 // the last one holds 2 alone
	pageBins    = 256
)

// Put adds one value. NaN, which stands for no value, is left out; a value
// outside [−3, 2] counts as the nearer end.
func (s *Distribution) Put(x float64) {
	var c column
	var turn replicateIndex
	turn.set(0, 1, false)
	c.set([]float64{x}, &turn)
	s.add(&c)
}

// add adds the values of a column.
func (s *Distribution) add(c *column) {
	s.Moments.add(c)
	units, values, of := c.units[:len(c.values)], c.values, c.turn.of
	for len(units) > 0 {
		n := s.count(units, values, of)
		if units, values, of = units[n:], values[n:], of[n:]; len(units) > 0 {
			s.reach(units)
		}
	}
}

// count adds values to the bins until it meets one for which there is no bin
// yet, and returns how many it has added. It has no branches that depend on
// the bin: a wrong guess would wait for the bin to come from memory.
func (s *Distribution) count(units []uint64, values []float64, of []uint8) int {
	values, of = values[:len(units)], of[:len(units)]
	first, bins := uint64(s.first), s.bins
	for j, u := range units {
		i := u/unitsPerBin - first
		if i >= uint64(len(bins)) {
			return j
		}
		b, x := &bins[i], values[j]+0 // of −0 and 0 keep one
		b.lo = min(b.lo, x)
		b.hi = max(b.hi, x)
		b.n[of[j]%replicates]++
	}
	return len(units)
}

// reach makes bins for values.
func (s *Distribution) reach(units []uint64) {
	least, last := units[0], units[0]
	for _, u := range units {
		least, last = min(least, u), max(last, u)
	}
	s.cover(int(least/unitsPerBin), int(last/unitsPerBin)+1)
}

// cover makes bins for numbers from, from + 1, … to − 1.
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
		to, from := &s.bins[o.first-s.first+i], &o.bins[i]
		to.lo, to.hi = min(to.lo, from.lo), max(to.hi, from.hi)
		for r, n := range from.n {
			to.n[r] += n
		}
	}
}

// count is how many values the bin holds.
func (b *bin) count() int {
	n := 0
	for _, k := range b.n {
		n += int(k)
	}
	return n
}
