package montecarlo

import (
	"fmt"
	"math"
	"math/bits"

	"sim/model"
	"sim/model/registry"
)

// replicates is how many independently scrambled sequences a run interleaves.
const replicates = 8

// Sobol spreads draws evenly over all inputs at once.
var Sobol = registry.Of(registry.About{
	Name:     "sobol",
	Doc:      "Draws spread evenly over all ranges at once; 8·2^m of them.",
	Explain:  "Eight Sobol sequences with Joe and Kuo's numbers, each scrambled on its own; draw i is point i div 8 of sequence i mod 8, so that a longer run contains the shorter one. Each sequence is a run of its own, and the Monte Carlo error of a figure is read off how much it differs between the eight. Averages of smooth quantities gain most; shares of draws that end in one way or another gain a factor of two or three. Whatever happens within a draw is left to chance as with random. At most 512 inputs may vary. A variant keeps the place of its base file's inputs in the sequence.",
	Citation: "Sobol 1967; Joe & Kuo 2008, Constructing Sobol sequences with better two-dimensional projections; Owen 1995, Randomly permuted (t,m,s)-nets; Burley 2020, Practical hash-based Owen scrambling; Vegdahl 2021 (the constants).",
}, struct{}{}, func(struct{}) (Sampler, error) { return sobol{}, nil })

type sobol struct{}

// Check returns an error unless draws is 8·2^m.
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
		v := &sequence()[d]
		for b := range v {
			s[c].reversed[b] = bits.Reverse32(v[b])
		}
		key := model.Key("sobol/" + in.Path)
		for r := range s[c].seeds {
			s[c].seeds[r] = uint32(philox([4]uint64{uint64(r)}, [2]uint64{seed, uint64(key)})[0])
		}
	}
	return s, nil
}

func tooMany(inputs, dimension int) error {
	if inputs > dimensions {
		return fmt.Errorf("sampler sobol: at most %d inputs may vary, and %d do; use the sampler random", dimensions, inputs)
	}
	return fmt.Errorf("sampler sobol: at most %d inputs of a scenario and of what it extends may vary, and this one needs dimension %d; use the sampler random", dimensions, dimension)
}

// sobolSource holds, by column, what makes an input's numbers.
type sobolSource []sobolColumn

type sobolColumn struct {
	reversed directions // with their bits in reverse order, as the hash wants them
	seeds    [replicates]uint32
}

// Fill walks over points in Gray-code order, of which each differs from the
// one before by one direction number.
func (s sobolSource) Fill(u []float64, column, first int) {
	c := &s[column]
	point := uint32(first / replicates)
	x := c.reversed.at(point)
	next := func() {
		point++
		x ^= c.reversed[bits.TrailingZeros32(point)&31]
	}
	if r := first % replicates; r > 0 {
		n := min(replicates-r, len(u))
		c.some(u[:n], x, r)
		u = u[n:]
		next()
	}
	for ; len(u) >= replicates; u = u[replicates:] {
		all, begun := (*[replicates]float64)(u), begin(x)
		for r := 0; r < replicates; r += 2 {
			all[r], all[r+1] = two32(finish(begun, c.seeds[r]), finish(begun, c.seeds[r+1]))
		}
		next()
	}
	c.some(u, x, 0)
}

// some sets u to the numbers of a point in the replicates from r on.
func (c *sobolColumn) some(u []float64, x uint32, r int) {
	for j := range u {
		u[j], _ = two32(owen(x, c.seeds[r+j]), 0)
	}
}

// two32 maps two words in reverse order of bits to (y + ½)·2^-32: one turns
// the bits of both round at once, and puts them below the 1 of a float in [1, 2).
func two32(a, b uint32) (u, v float64) {
	y := bits.Reverse64(uint64(a)<<32 | uint64(b))
	const one, half = 1023 << 52, 0x1p-33
	u = math.Float64frombits(one|y<<32>>12) - (1 - half)
	v = math.Float64frombits(one|y>>32<<20) - (1 - half)
	return u, v
}

// owen scrambles a point whose bits stand in reverse order: every bit is
// flipped depending on those above it, which is a nested uniform scrambling
// (Laine & Karras 2011; Burley 2020; constants of Vegdahl 2021).
func owen(x, seed uint32) uint32 { return finish(begin(x), seed) }

// begin is what all scramblings of a point have in common.
func begin(x uint32) uint32 { return x ^ x*0x3d20adea }

func finish(x, seed uint32) uint32 {
	x += seed
	x *= seed>>16 | 1
	x ^= x * 0x05526c56
	x ^= x * 0x53a22864
	return x
}
