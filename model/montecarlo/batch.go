package montecarlo

import (
	"slices"
	"sync"
	"unsafe"

	"sim/model"
)

// maxBatchBytes is how many bytes of encoded draws a batch holds before it is
// written to the log.
const maxBatchBytes = 4 << 20

// A batch sums finished chunks until it is merged into the run's tally. It also
// holds the encoded draws that the log will keep.
type batch struct {
	chunks []finished
	tally  *Tally // with FirstOrder
	blocks []byte // encoded draws of the chunks, concatenated
	spread spreadBatch
}

// finished describes a chunk that has been simulated.
type finished struct {
	number, draws int
	size          int // of its block, in bytes; 0 if its draws are not kept
}

// batches are the batches of a run. A worker adds each finished chunk to a
// batch that no other worker is using; a new batch is made when all are in use.
// All sums are exact, so it does not matter which batch a chunk goes to.
type batches struct {
	bargain    *model.Bargain
	replicates int
	inputs     int
	log, keep  bool // whether the run has a log, and whether the log keeps all draws

	// adding holds a token per batch that is in use: a tally of many theories and
	// quantities takes tens of megabytes, and adding to it little of a draw's time.
	adding chan struct{}

	mu   sync.Mutex
	free []*batch
	full []*batch
}

// batchesBytes is how much memory the batches of a run may take, if one of them
// takes no more.
const batchesBytes = 64 << 20

// newBatches returns the batches of a run, of which as many are in use at a time
// as memory allows: at least one.
func newBatches(b *model.Bargain, e *engine, cfg *Config) *batches {
	each := (len(b.Issues) + 2*len(b.Parties)) * len(b.Theories) * binsPerUnit * int(unsafe.Sizeof(bin{}))
	return &batches{
		bargain: b, replicates: e.replicates, inputs: len(e.dists), log: cfg.Log != nil, keep: cfg.Keep,
		adding: make(chan struct{}, max(1, batchesBytes/each)),
	}
}

// newBatch returns an empty batch.
func (s *batches) newBatch() *batch {
	b := &batch{tally: newReplicated(s.bargain, s.replicates)}
	b.tally.FirstOrder = newFirstOrderIndices(s.inputs, len(s.bargain.Theories))
	return b
}

// add adds a chunk that has just been simulated or restored. from[k] holds the
// quantile bins of input k.
func (s *batches) add(c *Chunk, from []binIndex) {
	s.adding <- struct{}{}
	defer func() { <-s.adding }()
	b := s.take(c)
	b.tally.add(c, &b.spread, c.restored)
	b.tally.FirstOrder.add(c, from)
	if s.log && !c.restored {
		b.append(c, s)
	}
	s.put(b, c.N < ChunkSize || len(b.blocks) >= maxBatchBytes)
}

// keepsDraws reports whether the log keeps the draws of a chunk. The first chunk
// is always kept: plots of single draws use it.
func (s *batches) keepsDraws(number int) bool { return s.log && (s.keep || number == 0) }

// append records a finished chunk in the batch: its draws if the log keeps
// them, otherwise only its number.
func (b *batch) append(c *Chunk, s *batches) {
	f := finished{number: c.number(), draws: c.N}
	if s.keepsDraws(f.number) {
		w := wire{}
		c.walk(&w, s.bargain, f.number == 0)
		packed := pack(w.b)
		f.size, b.blocks = len(packed), append(b.blocks, packed...)
	}
	b.chunks = append(b.chunks, f)
}

// take returns a batch that no other worker is using. A chunk cut short by the
// end of the run gets a batch of its own, because a longer run simulates it
// again.
func (s *batches) take(c *Chunk) *batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.free); n > 0 && c.N == ChunkSize {
		b := s.free[n-1]
		s.free = s.free[:n-1]
		return b
	}
	return s.newBatch()
}

// put returns a batch after use. A full batch takes no more chunks.
func (s *batches) put(b *batch, full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if full {
		s.full = append(s.full, b)
	} else {
		s.free = append(s.free, b)
	}
}

// drain removes and returns the batches that no worker is using.
func (s *batches) drain() []*batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.Concat(s.full, s.free)
	s.full, s.free = nil, nil
	return all
}

// anyFull reports whether any batch is full.
func (s *batches) anyFull() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.full) > 0
}

// record encodes the batch for the log: the chunks, their sums and their
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

// draws returns how many draws the batch holds.
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
