package montecarlo

import (
	"math"
	"math/bits"
)

// replicateIndex maps each draw of a batch to its replicate.
type replicateIndex struct {
	taken bool            // false: there are no replicates, and of is all 0
	of    []uint8         // replicate of each draw
	n     [replicates]int // number of draws in each replicate
	room  [ChunkSize]uint8
}

// set maps n ≤ ChunkSize consecutive draws from first on.
func (t *replicateIndex) set(first, n int, taken bool) {
	t.taken, t.n = taken, [replicates]int{}
	if !taken {
		clear(t.room[:n])
		t.of, t.n[0] = t.room[:n], n
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
		t.room[k] = all.of[j]
	}
	t.recount(len(places), all.taken)
}

// recount sets of and n from the first n entries of room.
func (t *replicateIndex) recount(n int, taken bool) {
	t.taken, t.of, t.n = taken, t.room[:n], [replicates]int{}
	for _, r := range t.of {
		t.n[r%replicates]++
	}
}

// A column holds the values of one quantity in the draws of a chunk, with their
// exact sums. Values are converted to integers in units of 2^-46 above −3, so
// none is negative.
type column struct {
	values  []float64 // without NaN, in [−3, 2]
	turn    *replicateIndex
	units   [ChunkSize]uint64
	clamped int

	sum     int64             // Σ q, q in units of 2^-46 above 0
	squares [2]uint64         // Σ q², high word first
	parts   [replicates]int64 // Σ q by replicate, if there are replicates

	tidied [ChunkSize]float64
	left   replicateIndex
}

const (
	spreadLower = -3
	spreadUpper = 2

	// Values are summed in units of 2^-46: then 128 bits hold the sum of the
	// squares of 2^32 values up to 3.
	quantum = 1 << 46
	zero    = -spreadLower * quantum // the value 0, in units above −3
	most    = (spreadUpper - spreadLower) * quantum

	// Floats in [2^52, 2^53] are the integers: adding 2^52 rounds to an
	// integer, half to even, and leaves it in the low bits.
	whole     = 1 << 52
	wholeBits = (1023 + 52) << 52
)

// set takes at most ChunkSize values and the replicates of their draws. NaN
// means no value and is dropped; a value outside [−3, 2] is clamped. The column
// uses both slices until the next set.
func (c *column) set(values []float64, turn *replicateIndex) {
	c.values, c.turn, c.clamped = values, turn, 0
	if !c.sumExactly() {
		c.dropMissing()
		c.sumExactly()
	}
}

// sumExactly computes units and sums. It reports false if a value is NaN or
// outside [−3, 2].
func (c *column) sumExactly() bool {
	lane := c.turn.of
	if !c.turn.taken {
		lane = replicateOf[:] // eight running sums: with one, each addition would wait for the last
	}
	units, lane := c.units[:len(c.values)], lane[:len(c.values)]
	var parts [replicates]uint64 // cannot overflow: ChunkSize values below 2^49
	var high, low uint64
	for j, x := range c.values {
		u := math.Float64bits(x*quantum+(whole+zero)) - wholeBits
		if u > most {
			return false
		}
		units[j] = u
		parts[lane[j]%replicates] += u
		hi, lo := bits.Mul64(u, u)
		var carry uint64
		low, carry = bits.Add64(low, lo, 0)
		high, _ = bits.Add64(high, hi, carry)
	}
	c.sum = -int64(len(c.values)) * zero
	for r, p := range parts {
		c.sum += int64(p)
		c.parts[r] = int64(p) - int64(c.turn.n[r])*zero
	}
	// Σ q² = Σ u² − zero·(2 Σ q + n·zero), as u = q + zero.
	twice := 2*c.sum + int64(len(c.values))*zero
	hi, lo := bits.Mul64(zero, uint64(twice))
	if twice < 0 {
		hi -= zero
	}
	low, borrow := bits.Sub64(low, lo, 0)
	high, _ = bits.Sub64(high, hi, borrow)
	c.squares = [2]uint64{high, low}
	return true
}

// dropMissing drops NaN and clamps values outside [−3, 2].
func (c *column) dropMissing() {
	all := c.turn
	left := c.tidied[:0]
	for j, x := range c.values {
		if math.IsNaN(x) {
			continue
		}
		if x < spreadLower || x > spreadUpper {
			c.clamped++
			x = min(max(x, spreadLower), spreadUpper)
		}
		c.left.room[len(left)] = all.of[j]
		left = append(left, x)
	}
	c.left.recount(len(left), all.taken)
	c.values, c.turn = left, &c.left
}
