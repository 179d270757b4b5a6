package montecarlo

import "sim/model"

// events generates the random numbers of one draw that are not inputs. Number k
// of round t of stream s in draw i is word k mod 4 of the Philox block with key
// (seed, s) and counter (i, t, k div 4, 0).
type events struct {
	seed, draw uint64

	// The last block: theories mostly read a stream in order.
	key   model.StreamKey
	round uint64
	group uint64
	have  bool
	block [4]uint64

	// A cache of the draw's numbers: the theories that run on a draw use many
	// of the same ones.
	cache [cacheSize]cachedNumber
}

// cacheSize is the size of the cache, a power of 2. A larger one would no
// longer fit into the processor's first-level cache.
const cacheSize = 512

// cachedNumber is one entry of the cache.
type cachedNumber struct {
	key     model.StreamKey
	draw    uint64 // draw + 1; 0: empty
	round   uint32
	k       uint32
	uniform float64
}

// NewEvents returns the events of one draw of a run with the given seed, the
// same as Run passes to theories. It is not safe for concurrent use.
func NewEvents(seed uint64, draw int) model.Events {
	return &events{seed: seed, draw: uint64(draw)}
}

// setDraw switches to another draw.
func (e *events) setDraw(draw int) { e.draw, e.have = uint64(draw), false }

// Uniform returns number k of the stream in the given round, in (0, 1).
func (e *events) Uniform(key model.StreamKey, round, k int) float64 {
	t, n := uint32(round), uint32(k)
	of := &e.cache[(uint32(key)^t*0x9E3779B1>>16^n)%cacheSize]
	if of.key != key || of.draw != e.draw+1 || of.round != t || of.k != n {
		*of = cachedNumber{key, e.draw + 1, t, n, e.uniform(key, uint64(round), uint64(k))}
	}
	return of.uniform
}

// uniform computes the number that Uniform caches.
func (e *events) uniform(key model.StreamKey, round, k uint64) float64 {
	g := k >> 2
	if !e.have || e.key != key || e.round != round || e.group != g {
		b := &e.block
		b[0], b[1], b[2], b[3] = philoxWords(e.draw, round, g, 0, e.seed, uint64(key))
		e.key, e.round, e.group, e.have = key, round, g, true
	}
	return uniformOpen(e.block[k&3])
}
