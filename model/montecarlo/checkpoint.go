package montecarlo

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"sim/model"
)

// ErrDoubled reports a record with draws that another record already holds.
var ErrDoubled = errors.New("these draws are there already")

// A Checkpoint is finished work, read from the records that Config.Log
// received: from an interrupted or shorter run, or from the shards of one run.
type Checkpoint struct {
	bargain *model.Bargain
	keep    bool
	draws   int    // in where; without the tail
	tally   *Tally // of these draws; with keep, only what their rows in the data files do not tell
	blocks  map[int]block
	last    int // highest chunk number so far; −1: none
	tail    *tail
	inputs  int
}

// A block locates the encoded draws of a chunk. Its size is 0 if they were not
// kept.
type block struct {
	from io.ReaderAt
	at   int64
	size int
}

// A tail is a chunk cut short by the end of its run. A longer run simulates it
// again.
type tail struct {
	finished
	tally *Tally
	block block
}

// NewCheckpoint returns an empty Checkpoint for runs of b with the named
// sampler. keep says whether the records hold single draws, as in Config.Keep.
// It fails if there is no such sampler.
func NewCheckpoint(b *model.Bargain, sampler string, keep bool) (*Checkpoint, error) {
	s, err := Config{Sampler: sampler}.sampler()
	if err != nil {
		return nil, err
	}
	d := &Checkpoint{bargain: b, keep: keep, blocks: map[int]block{}, last: -1, inputs: len(b.Varying())}
	d.tally = d.empty(s.Replicates())
	return d, nil
}

func (d *Checkpoint) empty(replicates int) *Tally {
	t := newReplicated(d.bargain, replicates)
	t.FirstOrder = newFirstOrderIndices(d.inputs, len(d.bargain.Theories))
	return t
}

// least is how many bytes a record takes to name a chunk, at least: its number,
// its draws and its size.
const least = 3

// Add adds a record, which starts at a place of a file that is read again when
// its draws are needed. The error is ErrDoubled, or says that this is not a
// record of the bargain; then nothing has been added.
func (d *Checkpoint) Add(record []byte, from io.ReaderAt, at int64) error {
	w := wire{b: record, reading: true}
	n := 0
	w.intBelow(&n, 0, len(record)/least+1)
	chunks, draws, size := make([]finished, n), 0, 0
	for i := range chunks {
		f := &chunks[i]
		f.walk(&w)
		if f.size > len(record)-size {
			w.fail()
			f.size = 0
		}
		draws, size = draws+f.draws, size+f.size
		if f.draws < ChunkSize && n > 1 {
			w.fail()
		}
		if _, there := d.blocks[f.number]; there {
			return ErrDoubled
		}
	}
	t, err := d.readSums(&w)
	if err == nil && (len(w.b) != size || !d.keep && t.Draws != draws || n == 0) {
		err = ErrDamaged
	}
	if err != nil {
		return err
	}
	at += int64(len(record) - size)
	if chunks[0].draws < ChunkSize {
		if d.tail != nil && d.tail.number == chunks[0].number && d.tail.draws >= chunks[0].draws {
			return ErrDoubled
		}
		d.tail = &tail{chunks[0], t, block{from, at, chunks[0].size}}
		return nil
	}
	for _, f := range chunks {
		d.blocks[f.number] = block{from, at, f.size}
		d.last = max(d.last, f.number)
		at += int64(f.size)
	}
	d.draws += draws
	d.tally.Merge(t)
	return nil
}

// readSums decodes the sums of a record.
func (d *Checkpoint) readSums(w *wire) (*Tally, error) {
	size := 0
	w.count(&size)
	if size > len(w.b) {
		w.fail()
	}
	if w.err != nil {
		return nil, w.err
	}
	t, inner := d.empty(len(d.tally.Replicates)), unpack(w.b[:size])
	w.b = w.b[size:]
	t.walk(&inner, d.keep)
	return t, inner.end()
}

// Draws returns how many draws are finished; 0 for a nil Checkpoint.
func (d *Checkpoint) Draws() int {
	if d == nil {
		return 0
	}
	n := d.draws
	if t := d.tail; t != nil {
		if _, longer := d.blocks[t.number]; !longer {
			n += t.draws
		}
	}
	return n
}

// Missing returns which of the chunks from, …, to − 1 of a run of the given
// number of draws are not finished.
func (d *Checkpoint) Missing(draws, from, to int) []int {
	var missing []int
	for k := from; k < to; k++ {
		if !d.has(k, drawsOf(k, draws)) {
			missing = append(missing, k)
		}
	}
	return missing
}

// chunksPerRecord is how many chunks Records puts into one record.
const chunksPerRecord = 64

// Records encodes the work as records again. The result does not depend on how
// the work was divided into records before: chunks are in order, and the last
// record holds all sums. Do not call it after Run has taken the Checkpoint.
func (d *Checkpoint) Records(add func(record []byte) error) error {
	numbers, nothing := slices.Sorted(maps.Keys(d.blocks)), d.empty(len(d.tally.Replicates))
	size := chunksPerRecord
	if !d.keep { // the records hold sums only
		size = max(1, len(numbers))
	}
	for group := range slices.Chunk(numbers, size) {
		b := &batch{tally: nothing}
		for _, number := range group {
			if err := b.copy(finished{number, ChunkSize, d.blocks[number].size}, d.blocks[number]); err != nil {
				return err
			}
		}
		if group[len(group)-1] == d.last {
			b.tally = d.tally
		}
		if err := add(b.record(d.keep)); err != nil {
			return err
		}
	}
	t := d.tail
	if t == nil || d.has(t.number, ChunkSize) {
		return nil
	}
	b := &batch{tally: t.tally}
	if err := b.copy(t.finished, t.block); err != nil {
		return err
	}
	return add(b.record(d.keep))
}

// copy adds a chunk that was finished before, without decoding its draws.
func (b *batch) copy(f finished, from block) error {
	packed, err := from.read()
	b.chunks, b.blocks = append(b.chunks, f), append(b.blocks, packed...)
	return err
}

// read returns the encoded bytes of a block.
func (b block) read() ([]byte, error) {
	packed := make([]byte, b.size)
	if b.size > 0 {
		if _, err := b.from.ReadAt(packed, b.at); err != nil {
			return nil, fmt.Errorf("draws played before: %w", err)
		}
	}
	return packed, nil
}

// has reports whether a chunk with that many draws is finished.
func (d *Checkpoint) has(number, draws int) bool {
	if d == nil {
		return false
	}
	_, whole := d.blocks[number]
	return whole || d.tail != nil && d.tail.number == number && d.tail.draws == draws
}

// fit adapts the work to a run of the given number of draws: the tail is used
// only if the new run ends at the same draw. It fails if more draws are
// finished than the run has.
func (d *Checkpoint) fit(draws int) error {
	if d.Draws() > draws || d.last >= chunksOf(draws) {
		return fmt.Errorf("%d draws have been played already, more than %d", d.Draws(), draws)
	}
	if t := d.tail; t != nil && t.draws == drawsOf(t.number, draws) && !d.has(t.number, ChunkSize) {
		d.tally.Merge(t.tally)
		d.draws += t.draws
		d.blocks[t.number], d.last = t.block, max(d.last, t.number)
	}
	d.tail = nil
	return nil
}

// restore decodes the outcomes of a finished chunk into c.
func (d *Checkpoint) restore(c *Chunk) error {
	number := c.number()
	packed, err := d.blocks[number].read()
	if err != nil {
		return err
	}
	w := unpack(packed)
	c.walk(&w, d.bargain, number == 0)
	return w.end()
}

// chunksOf returns how many chunks the given number of draws fills.
func chunksOf(draws int) int { return (draws + ChunkSize - 1) / ChunkSize }

// drawsOf returns how many draws a chunk has in a run of the given number of
// draws; 0 if the run ends before it.
func drawsOf(number, draws int) int { return max(0, min(ChunkSize, draws-number*ChunkSize)) }
