package montecarlo

import "sim/model"

// events yields the random numbers of one draw that are not inputs: number k
// of round t of stream s in draw i is word k mod 4 of the Philox block with
// key (seed, s) and counter (i, t, k div 4, 0).
type events struct {
	seed, draw uint64

	// The last block, for theories that read a stream in order.
	key   model.StreamKey
	round uint64
	group uint64
	have  bool
	block [4]uint64

	// Numbers that this draw has used: theories that play it ask for many of
	// the same.
	used [usedAtMost]used
}

// usedAtMost is how many numbers are kept, a power of 2: more would not fit
// beside all else into the memory nearest to the processor.
const usedAtMost = 512

// used is a number that a draw has used.
type used struct {
	key     model.StreamKey
	draw    uint64 // one more than it; 0: none
	round   uint32
	k       uint32
	uniform float64
}

// NewEvents returns the events of one draw of the run with the given seed, as
// Run hands them to a theory. It serves one goroutine.
func NewEvents(seed uint64, draw int) model.Events {
	return &events{seed: seed, draw: uint64(draw)}
}

// at moves on to another draw.
func (e *events) at(draw int) { e.draw, e.have = uint64(draw), false }

// Uniform returns number k of the given round of the stream, in (0, 1).
func (e *events) Uniform(key model.StreamKey, round, k int) float64 {
	t, n := uint32(round), uint32(k)
	of := &e.used[(uint32(key)^t*0x9E3779B1>>16^n)%usedAtMost]
	if of.key != key || of.draw != e.draw+1 || of.round != t || of.k != n {
		*of = used{key, e.draw + 1, t, n, e.uniform(key, uint64(round), uint64(k))}
	}
	return of.uniform
}

func (e *events) uniform(key model.StreamKey, round, k uint64) float64 {
	g := k >> 2
	if !e.have || e.key != key || e.round != round || e.group != g {
		b := &e.block
		b[0], b[1], b[2], b[3] = philoxWords(e.draw, round, g, 0, e.seed, uint64(key))
		e.key, e.round, e.group, e.have = key, round, g, true
	}
	return uniformOpen(e.block[k&3])
}
