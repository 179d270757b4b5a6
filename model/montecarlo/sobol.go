package montecarlo

import (
	"fmt"
	"math/bits"

	"sim/model"
	"sim/model/registry"
)

// replicates is how many independently scrambled Sobol sequences a run
// interleaves.
const replicates = 8

// Sobol is randomised quasi-Monte Carlo: scrambled Sobol sequences.
var Sobol = registry.Of(registry.About{
	Name:     "sobol",
	Doc:      "Draws spread evenly over all ranges at once; 8·2^m of them.",
	Explain:  "Eight Sobol sequences with Joe and Kuo's numbers, each scrambled on its own; draw i is point i div 8 of sequence i mod 8, so that a longer run contains the shorter one. Each sequence is a run of its own, and the Monte Carlo error of a figure is read off how much it differs between the eight. Averages of smooth quantities gain most; shares of draws that end in one way or another gain a factor of two or three. Whatever happens within a draw is left to chance as with random. At most 512 inputs may vary. A variant keeps the place of its base file's inputs in the sequence.",
	Citation: "Sobol 1967; Joe & Kuo 2008, Constructing Sobol sequences with better two-dimensional projections; Owen 1995, Randomly permuted (t,m,s)-nets; Burley 2020, Practical hash-based Owen scrambling; Vegdahl 2021 (the constants).",
}, struct{}{}, func(struct{}) (Sampler, error) { return sobol{}, nil })

type sobol struct{}

// Check returns an error unless draws is 8·2^m, m ≥ 0.
func (sobol) Check(draws int) error {
	if draws >= replicates && draws&(draws-1) == 0 {
		return nil
	}
	if draws < replicates {
		return fmt.Errorf("expected 8, 16, 32 … draws, have %d; the fewest are %d", draws, replicates)
	}
	below := 1 << (bits.Len(uint(draws)) - 1)
	return fmt.Errorf("expected 8, 16, 32 … draws, have %d; the nearest are %d and %d", draws, below, 2*below)
}

func (sobol) Replicates() int { return replicates }

func (sobol) Source(seed uint64, inputs []*model.Input) (Source, error) {
	s := make(sobolSource, len(inputs))
	for c, in := range inputs {
		d := in.Dimension - 1
		if d < 0 {
			d = in.Column
		}
		if d >= dimensions {
			return nil, tooMany(len(inputs), d+1)
		}
		v := &directionNumbers()[d]
		for b := range v {
			s[c].reversed[b] = bits.Reverse32(v[b])
		}
		for i := range s[c].offsets {
			s[c].offsets[i] = s[c].reversed.at(uint32(i))
		}
		key := model.Key("sobol/" + in.Path)
		for r := range s[c].seeds {
			s[c].seeds[r] = newScramble(uint32(philox([4]uint64{uint64(r)}, [2]uint64{seed, uint64(key)})[0]))
		}
	}
	return s, nil
}

// tooMany is the error when the inputs need more dimensions than there are.
func tooMany(inputs, dimension int) error {
	if inputs > dimensions {
		return fmt.Errorf("sampler sobol: at most %d inputs may vary, and %d do; use the sampler random", dimensions, inputs)
	}
	return fmt.Errorf("sampler sobol: at most %d inputs of a scenario and of what it extends may vary, and this one needs dimension %d; use the sampler random", dimensions, dimension)
}

// sobolSource generates the uniforms, by column.
type sobolSource []sobolColumn

type sobolColumn struct {
	reversed directions             // with reversed bits, as the scrambling hash needs them
	offsets  [pointsPerChunk]uint32 // how points differ from the first one of their stretch
	seeds    [replicates]scramble
}

// pointsPerChunk is how many points of each sequence a chunk holds.
const pointsPerChunk = ChunkSize / replicates

// A scramble is a scrambling seed in the form that finish needs.
type scramble struct{ add, times uint32 }

func newScramble(seed uint32) scramble { return scramble{seed, seed>>16 | 1} }

// Fill works stretch by stretch: a point is the exclusive or of the first point
// of its stretch and of point i mod 64 of the sequence.
func (s sobolSource) Fill(u []float64, column, first int) {
	c := &s[column]
	point, r := first/replicates, first%replicates
	for ; len(u) > 0; point += pointsPerChunk - point%pointsPerChunk {
		start := c.reversed.at(uint32(point - point%pointsPerChunk))
		for _, near := range c.offsets[point%pointsPerChunk:] {
			x := scrambleStart(start ^ near)
			if r == 0 && len(u) >= replicates {
				c.fillAll((*[replicates]float64)(u), x)
				u = u[replicates:]
				continue
			}
			u, r = u[c.fillSome(u, x, r):], 0
			if len(u) == 0 {
				return
			}
		}
	}
}

// fillSome sets u to the numbers of one point in the replicates from r on, as far
// as u reaches, and returns how many it set.
func (c *sobolColumn) fillSome(u []float64, x uint32, r int) int {
	var all [replicates]float64
	c.fillAll(&all, x)
	return copy(u, all[r:])
}

// fillAll sets u to the numbers of one point in all replicates. It is unrolled
// because a loop takes half as long again.
func (c *sobolColumn) fillAll(u *[replicates]float64, x uint32) {
	s := &c.seeds
	u[0] = fraction(scrambleFinish(x, s[0]))
	u[1] = fraction(scrambleFinish(x, s[1]))
	u[2] = fraction(scrambleFinish(x, s[2]))
	u[3] = fraction(scrambleFinish(x, s[3]))
	u[4] = fraction(scrambleFinish(x, s[4]))
	u[5] = fraction(scrambleFinish(x, s[5]))
	u[6] = fraction(scrambleFinish(x, s[6]))
	u[7] = fraction(scrambleFinish(x, s[7]))
}

// fraction returns (reversed y + ½)·2^-32. All partial sums are exact, and the
// tables are faster than reversing the word.
func fraction(y uint32) float64 {
	return fractions[0][uint8(y)] + fractions[1][uint8(y>>8)] + fractions[2][uint8(y>>16)] + fractions[3][y>>24]
}

// fractions[k][b] is the contribution of byte k with value b; fractions[0]
// includes the half.
var fractions = func() (f [4][256]float64) {
	for k := range f {
		for b := range f[k] {
			f[k][b] = float64(bits.Reverse32(uint32(b)<<(8*k))) * 0x1p-32
		}
	}
	for b := range f[0] {
		f[0][b] += 0x1p-33
	}
	return f
}()

// scrambleStart does the part of the scrambling that all replicates share, finish the
// rest. Words have reversed bits: every bit is flipped depending on the bits
// above it, which is nested uniform scrambling (Laine & Karras 2011; Burley
// 2020; constants of Vegdahl 2021).
func scrambleStart(x uint32) uint32 { return x ^ x*0x3d20adea }

func scrambleFinish(x uint32, s scramble) uint32 {
	x += s.add
	x *= s.times
	x ^= x * 0x05526c56
	x ^= x * 0x53a22864
	return x
}
