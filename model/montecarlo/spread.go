package montecarlo

import (
	"math"
	"math/big"
	"math/bits"
)

// A Spread is how one quantity is spread over draws: an exact histogram with
// 4,096 bins a unit over [−3, 2] (positions lie in [0, 1], payoffs in [−3, 2]),
// the smallest and largest value of every bin, and exact sums. Two spreads
// merge to the same bits in any order. The zero Spread is empty and ready.
type Spread struct {
	n       int
	pages   [pages]*page
	clamped int
	sum     [2]uint64 // Σ q, two's complement, high word first
	squares [2]uint64 // Σ q², high word first
	parts   *parts    // nil: draws are independent one by one
}

// A page is a run of bins, made when the first value falls into it.
type page struct {
	n     int
	bins  [pageBins]bin
	parts *pageParts // nil: draws are independent one by one
}

// A bin counts values and keeps the range that they really span, so that
// quantiles are exact wherever a bin holds one value over and over.
type bin struct {
	n      int
	lo, hi float64
}

const (
	spreadLower = -3
	spreadUpper = 2
	binsPerUnit = 4096
	pageBins    = 64
	pages       = (spreadUpper - spreadLower) * binsPerUnit / pageBins

	// Values are summed in units of 2^-46, of which squares of values up to
	// 3 leave room for 2^32 draws in 128 bits.
	quantum = 1 << 46
)

// Put adds one value. NaN, which stands for no value, is left out; a value
// outside [−3, 2] counts as the nearer end, see Clamped.
func (s *Spread) Put(x float64) { s.put(x, -1) }

// put adds one value of a draw in the given replicate; −1: there are none.
func (s *Spread) put(x float64, replicate int) {
	s.putAll([]float64{x}, turns{first: max(replicate, 0), taken: replicate >= 0})
}

// putAll adds the values of draws one after the other, at most ChunkSize.
func (s *Spread) putAll(xs []float64, turn turns) {
	var sum int64 // ChunkSize values of at most 3·2^46 leave room
	var squares [2]uint64
	var n int
	var byTurn [replicates]struct {
		n   int
		sum int64
	}
	for j, x := range xs {
		if !(x >= spreadLower && x <= spreadUpper) {
			if math.IsNaN(x) {
				continue
			}
			s.clamped++
			x = min(max(x, spreadLower), spreadUpper)
		}
		x += 0 // of −0 and 0 keep one
		i := uint(min(int((x-spreadLower)*binsPerUnit), pages*pageBins-1))
		p := s.pages[i/pageBins%pages]
		if p == nil {
			p = newPage()
			s.pages[i/pageBins] = p
		}
		q := int64(math.RoundToEven(x * quantum))
		n++
		sum += q
		hi, lo := bits.Mul64(uint64(max(q, -q)), uint64(max(q, -q)))
		var carry uint64
		squares[1], carry = bits.Add64(squares[1], lo, 0)
		squares[0], _ = bits.Add64(squares[0], hi, carry)
		p.n++
		p.bins[i%pageBins].add(1, x, x)
		if turn.taken {
			r := uint(turn.first+j) % replicates
			byTurn[r].n++
			byTurn[r].sum += q
			p.part(i%pageBins, r)
		}
	}
	s.n += n
	s.sum = add128(s.sum, wide(sum))
	s.squares = add128(s.squares, squares)
	if turn.taken && n > 0 {
		if s.parts == nil {
			s.parts = new(parts)
		}
		for r := range byTurn {
			s.parts[r].n += byTurn[r].n
			s.parts[r].sum = add128(s.parts[r].sum, wide(byTurn[r].sum))
		}
	}
}

// wide is x with 128 bits.
func wide(x int64) [2]uint64 { return [2]uint64{uint64(x >> 63), uint64(x)} }

func newPage() *page {
	p := new(page)
	for i := range p.bins {
		p.bins[i].lo, p.bins[i].hi = math.Inf(1), math.Inf(-1)
	}
	return p
}

// add has no branches: which way they go is hard to guess, and a wrong guess
// would wait for the bin to come from memory.
func (b *bin) add(n int, lo, hi float64) {
	b.n += n
	b.lo = min(b.lo, lo)
	b.hi = max(b.hi, hi)
}

// Merge adds the values of o.
func (s *Spread) Merge(o *Spread) {
	s.n += o.n
	s.clamped += o.clamped
	for i, from := range o.pages {
		if from == nil {
			continue
		}
		if s.pages[i] == nil {
			s.pages[i] = newPage()
		}
		s.pages[i].n += from.n
		for j, b := range from.bins {
			s.pages[i].bins[j].add(b.n, b.lo, b.hi)
		}
		s.pages[i].mergeParts(from)
	}
	s.mergeParts(o)
	s.sum = add128(s.sum, o.sum)
	s.squares = add128(s.squares, o.squares)
}

func add128(a, b [2]uint64) [2]uint64 {
	lo, carry := bits.Add64(a[1], b[1], 0)
	hi, _ := bits.Add64(a[0], b[0], carry)
	return [2]uint64{hi, lo}
}

// N is how many values the spread holds.
func (s *Spread) N() int { return s.n }

// Clamped is how many values lay outside [−3, 2].
func (s *Spread) Clamped() int { return s.clamped }

// Mean estimates the mean; its error is s/√n, or that between replicates.
func (s *Spread) Mean() Estimate {
	if s.n == 0 {
		return none()
	}
	e := meanEstimate(s.n, ratio(s.sum, s.n), s.SD())
	if values, ok := s.byReplicate(func(r int) float64 { return ratio(s.parts[r].sum, s.parts[r].n) }); ok {
		e = Replicated(e, values)
	}
	return e
}

// ratio is a sum over n values as a mean.
func ratio(sum [2]uint64, n int) float64 {
	m, _ := new(big.Rat).SetFrac(signed(sum), big.NewInt(int64(n))).Float64()
	return m / quantum
}

// SD is the standard deviation with divisor n − 1, NaN for fewer than two
// values. It is computed from exact sums, so that equal values give exactly 0.
func (s *Spread) SD() float64 {
	if s.n < 2 {
		return math.NaN()
	}
	n, sum := big.NewInt(int64(s.n)), signed(s.sum)
	square := new(big.Int).Mul(n, unsigned(s.squares))
	square.Sub(square, new(big.Int).Mul(sum, sum))
	v, _ := new(big.Rat).SetFrac(square, new(big.Int).Mul(n, big.NewInt(int64(s.n-1)))).Float64()
	return math.Sqrt(v) / quantum
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
