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
	t, g := uint64(round), uint64(k)>>2
	if !e.have || e.key != key || e.round != t || e.group != g {
		e.block = philox([4]uint64{e.draw, t, g, 0}, [2]uint64{e.seed, uint64(key)})
		e.key, e.round, e.group, e.have = key, t, g, true
	}
	return u01(e.block[k&3])
}
