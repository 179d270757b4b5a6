package model

import "hash/fnv"

// A StreamKey identifies a stream of random numbers: the FNV-1a hash of its
// name, so that adding a lever or a party never changes another stream.
type StreamKey uint64

// Key returns the key of the stream called name, such as redline/territory.state_a.
func Key(name string) StreamKey {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // a hash never fails to write
	return StreamKey(h.Sum64())
}

// Child returns the key of the stream <stream>/<name>. It allocates nothing.
func (k StreamKey) Child(name string) StreamKey {
	const prime = 1099511628211 // of FNV-1a
	h := (uint64(k) ^ '/') * prime
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * prime
	}
	return StreamKey(h)
}

// Events supplies the random numbers of one draw that are not inputs: whether a
// red line binds, whether a lever is carried out, a theory's own random moves.
type Events interface {
	// Uniform returns number k of the given round of the stream, in (0, 1).
	Uniform(stream StreamKey, round, k int) float64
}

// A Stream is a named stream, read in order within one round of one draw.
type Stream struct {
	Events Events
	Key    StreamKey
	Round  int
	next   int
}

// Next returns the stream's next number in (0, 1).
func (s *Stream) Next() float64 {
	s.next++
	return s.Events.Uniform(s.Key, s.Round, s.next-1)
}

// Rewind restarts the stream at the given round.
func (s *Stream) Rewind(round int) { s.Round, s.next = round, 0 }

// MedianEvents is an Events in which every number is ½.
type MedianEvents struct{}

// Uniform returns ½.
func (MedianEvents) Uniform(StreamKey, int, int) float64 { return 0.5 }
