package montecarlo

import (
	"slices"
	"sync"

	"sim/model"
)

// blocksAtMost is how many bytes of draws wait in a batch before they go to
// the log.
const blocksAtMost = 4 << 20

// A batch sums up finished chunks until they are merged into the whole, and
// holds what the log is to keep of their draws.
type batch struct {
	chunks []finished
	tally  *Tally // with drivers
	blocks []byte // one after the other
	work   spreadBatch
}

// finished is a chunk that has been played.
type finished struct {
	number, draws int
	size          int // of its block
}

// batches are those of a run. A worker that has played a chunk adds it to a
// batch that no other one is adding to; there are as many as that takes. All
// sums are exact: which batch a chunk goes to makes no difference.
type batches struct {
	bargain    *model.Bargain
	replicates int
	inputs     int
	log, keep  bool // whether there is one, and whether it holds all draws

	mu   sync.Mutex
	free []*batch
	full []*batch
}

func (s *batches) fresh() *batch {
	b := &batch{tally: newReplicated(s.bargain, s.replicates)}
	b.tally.FirstOrder = newFirstOrderIndices(s.inputs, len(s.bargain.Theories))
	return b
}

// add adds a chunk that a worker has just played, or brought back; from says
// which sixteenth of its range each input came from.
func (s *batches) add(c *Chunk, from []binIndex) {
	b := s.take(c)
	b.tally.add(c, &b.work, c.restored)
	b.tally.FirstOrder.add(c, from)
	if s.log && !c.restored {
		b.append(c, s)
	}
	s.give(b, c.N < ChunkSize || len(b.blocks) >= blocksAtMost)
}

// records reports whether the log is to keep the draws of a chunk. Pictures of
// single draws show the first one.
func (s *batches) records(number int) bool { return s.log && (s.keep || number == 0) }

// append has the batch hold what the log is to keep of a chunk: its draws, or
// only that it has been played.
func (b *batch) append(c *Chunk, s *batches) {
	f := finished{number: c.number(), draws: c.N}
	if s.records(f.number) {
		w := wire{}
		c.walk(&w, s.bargain, f.number == 0)
		packed := pack(w.b)
		f.size, b.blocks = len(packed), append(b.blocks, packed...)
	}
	b.chunks = append(b.chunks, f)
}

// take returns a batch that no one else is adding to. A chunk that is cut
// short has one of its own: a longer run plays it anew.
func (s *batches) take(c *Chunk) *batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.free); n > 0 && c.N == ChunkSize {
		b := s.free[n-1]
		s.free = s.free[:n-1]
		return b
	}
	return s.fresh()
}

func (s *batches) give(b *batch, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if full {
		s.full = append(s.full, b)
	} else {
		s.free = append(s.free, b)
	}
}

// drain takes away the batches that no one is adding to.
func (s *batches) drain() []*batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Concat(s.full, s.free)
	s.full, s.free = nil, nil
	return all
}

// waiting reports whether a batch is full.
func (s *batches) waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.full) > 0
}

// record is the batch as a log keeps it: which chunks, their sums, their
// blocks.
func (b *batch) record(keep bool) []byte {
	sums := wire{}
	b.tally.walk(&sums, keep)
	packed := pack(sums.b)
	w := wire{b: make([]byte, 0, len(packed)+len(b.blocks)+16*len(b.chunks)+16)}
	n, size := len(b.chunks), len(packed)
	w.count(&n)
	for i := range b.chunks {
		b.chunks[i].walk(&w)
	}
	w.count(&size)
	return slices.Concat(w.b, packed, b.blocks)
}

// draws is how many draws a record of the batch holds.
func (b *batch) draws() (n int) {
	for i := range b.chunks {
		n += b.chunks[i].draws
	}
	return n
}

func (f *finished) walk(w *wire) {
	w.count(&f.number)
	w.intBelow(&f.draws, 1, ChunkSize+1)
	w.count(&f.size)
}
