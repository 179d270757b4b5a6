package montecarlo

import (
	"math"
	"math/big"
	"math/bits"
)

// Moments holds the count of a quantity's values and the exact sums of the
// values and of their squares. Merging gives the same bits in any order. The
// zero Moments is empty and ready to use.
type Moments struct {
	n, clamped   int
	sum          [2]uint64      // Σ q, two's complement, high word first
	squares      [2]uint64      // Σ q², high word first
	perReplicate *replicateSums // nil: the draws have no replicates
}

// replicateSums holds the count and the exact sum of the values in each replicate.
type replicateSums [replicates]struct {
	n   int
	sum [2]uint64
}

// add adds the values of a column.
func (m *Moments) add(c *column) {
	n := len(c.values)
	m.n += n
	m.clamped += c.clamped
	m.sum = add128(m.sum, signExtend(c.sum))
	m.squares = add128(m.squares, c.squares)
	if !c.index.replicated || n == 0 {
		return
	}
	if m.perReplicate == nil {
		m.perReplicate = new(replicateSums)
	}
	for r := range m.perReplicate {
		m.perReplicate[r].n += c.index.n[r]
		m.perReplicate[r].sum = add128(m.perReplicate[r].sum, signExtend(c.perReplicate[r]))
	}
}

// Merge adds the values of o.
func (m *Moments) Merge(o *Moments) {
	m.n += o.n
	m.clamped += o.clamped
	m.sum = add128(m.sum, o.sum)
	m.squares = add128(m.squares, o.squares)
	if o.perReplicate == nil {
		return
	}
	if m.perReplicate == nil {
		m.perReplicate = new(replicateSums)
	}
	for r := range o.perReplicate {
		m.perReplicate[r].n += o.perReplicate[r].n
		m.perReplicate[r].sum = add128(m.perReplicate[r].sum, o.perReplicate[r].sum)
	}
}

// N returns the number of values.
func (m *Moments) N() int { return m.n }

// Mean estimates the mean. Its error is s/√n, or that between replicates if
// there are any.
func (m *Moments) Mean() Estimate {
	if m.n == 0 {
		return none()
	}
	e := meanEstimate(m.n, ratio(m.sum, m.n), m.SD())
	if values, ok := m.byReplicate(func(r int) float64 { return ratio(m.perReplicate[r].sum, m.perReplicate[r].n) }); ok {
		e = Replicated(e, values)
	}
	return e
}

// SD returns the standard deviation with divisor n − 1; NaN for fewer than two
// values. It is computed from exact sums, so equal values give exactly 0.
func (m *Moments) SD() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	n, sum := big.NewInt(int64(m.n)), signed(m.sum)
	square := new(big.Int).Mul(n, unsigned(m.squares))
	square.Sub(square, new(big.Int).Mul(sum, sum))
	v, _ := new(big.Rat).SetFrac(square, new(big.Int).Mul(n, big.NewInt(int64(m.n-1)))).Float64()
	return math.Sqrt(v) / quantum
}

// byReplicate computes a number for each replicate. ok is false if there are no
// replicates, one is empty, or some values belong to none.
func (m *Moments) byReplicate(of func(r int) float64) (values []float64, ok bool) {
	if m.perReplicate == nil {
		return nil, false
	}
	n := 0
	values = make([]float64, replicates)
	for r := range m.perReplicate {
		if m.perReplicate[r].n == 0 {
			return nil, false
		}
		n += m.perReplicate[r].n
		values[r] = of(r)
	}
	return values, n == m.n
}

// ratio returns the mean of n values with the given sum.
func ratio(sum [2]uint64, n int) float64 {
	m, _ := new(big.Rat).SetFrac(signed(sum), big.NewInt(int64(n))).Float64()
	return m / quantum
}

// signExtend widens x to 128 bits.
func signExtend(x int64) [2]uint64 { return [2]uint64{uint64(x >> 63), uint64(x)} }

func add128(a, b [2]uint64) [2]uint64 {
	lo, carry := bits.Add64(a[1], b[1], 0)
	hi, _ := bits.Add64(a[0], b[0], carry)
	return [2]uint64{hi, lo}
}

func unsigned(w [2]uint64) *big.Int {
	x := new(big.Int).SetUint64(w[0])
	return x.Or(x.Lsh(x, 64), new(big.Int).SetUint64(w[1]))
}

func signed(w [2]uint64) *big.Int {
	x := unsigned(w)
	if w[0]>>63 == 1 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return x
}
