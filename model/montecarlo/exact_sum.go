package montecarlo

import (
	"math"
	"math/bits"
)

// replicateIndex maps each draw of a batch to its replicate.
type replicateIndex struct {
	replicated bool            // false: there are no replicates, and of is all 0
	of         []uint8         // replicate of each draw
	n          [replicates]int // number of draws in each replicate
	buffer     [ChunkSize]uint8
}

// set maps n ≤ ChunkSize consecutive draws from first on.
func (t *replicateIndex) set(first, n int, replicated bool) {
	t.replicated, t.n = replicated, [replicates]int{}
	if !replicated {
		clear(t.buffer[:n])
		t.of, t.n[0] = t.buffer[:n], n
		return
	}
	first %= replicates
	t.of = replicateOf[first : first+n]
	for r := range replicates {
		t.n[(first+r)%replicates] = (n + replicates - 1 - r) / replicates
	}
}

// replicateOf[i] is i mod replicates, for a whole chunk from any replicate on.
var replicateOf = func() (of [ChunkSize + replicates]uint8) {
	for j := range of {
		of[j] = uint8(j % replicates)
	}
	return of
}()

// pick maps the draws of all at the given places.
func (t *replicateIndex) pick(all *replicateIndex, places []uint16) {
	for k, j := range places {
		t.buffer[k] = all.of[j]
	}
	t.recount(len(places), all.replicated)
}

// recount sets of and n from the first n entries of room.
func (t *replicateIndex) recount(n int, replicated bool) {
	t.replicated, t.of, t.n = replicated, t.buffer[:n], [replicates]int{}
	for _, r := range t.of {
		t.n[r%replicates]++
	}
}

// A column holds the values of one quantity in the draws of a chunk, with their
// exact sums. Values are converted to integers in units of 2^-46 above −3, so
// none is negative.
type column struct {
	values  []float64 // without NaN, in [−3, 2]
	index   *replicateIndex
	units   [ChunkSize]uint64
	clamped int

	sum          int64             // Σ q, q in units of 2^-46 above 0
	squares      [2]uint64         // Σ q², high word first
	perReplicate [replicates]int64 // Σ q by replicate, if there are replicates

	valid      [ChunkSize]float64
	validIndex replicateIndex
}

const (
	minValue = -3
	maxValue = 2

	// Values are summed in units of 2^-46: then 128 bits hold the sum of the
	// squares of 2^32 values up to 3.
	quantum   = 1 << 46
	zeroUnits = -minValue * quantum // the value 0, in units above −3
	maxUnits  = (maxValue - minValue) * quantum

	// Floats in [2^52, 2^53] are the integers: adding 2^52 rounds to an
	// integer, half to even, and leaves it in the low bits.
	integers     = 1 << 52
	integersBits = (1023 + 52) << 52
)

// set takes at most ChunkSize values and the replicates of their draws. NaN
// means no value and is dropped; a value outside [−3, 2] is clamped. The column
// uses both slices until the next set.
func (c *column) set(values []float64, index *replicateIndex) {
	c.values, c.index, c.clamped = values, index, 0
	if !c.sumExactly() {
		c.dropMissing()
		c.sumExactly()
	}
}

// sumExactly computes units and sums. It reports false if a value is NaN or
// outside [−3, 2].
func (c *column) sumExactly() bool {
	lane := c.index.of
	if !c.index.replicated {
		lane = replicateOf[:] // eight running sums: with one, each addition would wait for the last
	}
	units, lane := c.units[:len(c.values)], lane[:len(c.values)]
	var parts [replicates]uint64 // cannot overflow: ChunkSize values below 2^49
	var high, low uint64
	for j, x := range c.values {
		u := math.Float64bits(x*quantum+(integers+zeroUnits)) - integersBits
		if u > maxUnits {
			return false
		}
		units[j] = u
		parts[lane[j]%replicates] += u
		hi, lo := bits.Mul64(u, u)
		var carry uint64
		low, carry = bits.Add64(low, lo, 0)
		high, _ = bits.Add64(high, hi, carry)
	}
	c.sum = -int64(len(c.values)) * zeroUnits
	for r, p := range parts {
		c.sum += int64(p)
		c.perReplicate[r] = int64(p) - int64(c.index.n[r])*zeroUnits
	}
	// Σ q² = Σ u² − zero·(2 Σ q + n·zero), as u = q + zero.
	twice := 2*c.sum + int64(len(c.values))*zeroUnits
	hi, lo := bits.Mul64(zeroUnits, uint64(twice))
	if twice < 0 {
		hi -= zeroUnits
	}
	low, borrow := bits.Sub64(low, lo, 0)
	high, _ = bits.Sub64(high, hi, borrow)
	c.squares = [2]uint64{high, low}
	return true
}

// dropMissing drops NaN and clamps values outside [−3, 2].
func (c *column) dropMissing() {
	all := c.index
	left := c.valid[:0]
	for j, x := range c.values {
		if math.IsNaN(x) {
			continue
		}
		if x < minValue || x > maxValue {
			c.clamped++
			x = min(max(x, minValue), maxValue)
		}
		c.validIndex.buffer[len(left)] = all.of[j]
		left = append(left, x)
	}
	c.validIndex.recount(len(left), all.replicated)
	c.values, c.index = left, &c.validIndex
}
