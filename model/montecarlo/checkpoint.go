package montecarlo

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"sim/model"
)

// ErrDoubled says that a record holds draws that another one holds already.
var ErrDoubled = errors.New("these draws are there already")

// Checkpoint is work that was finished before, as records that Config.Log was given:
// by a run that was interrupted or was shorter, or by the shards of one run.
type Checkpoint struct {
	bargain *model.Bargain
	keep    bool
	draws   int    // all but the tail
	tally   *Tally // of these; with keep, only what cannot be told from their rows
	where   map[int]block
	last    int // number of the last chunk; −1: none
	tail    *tail
	inputs  int
}

// A block is where the draws of a chunk lie; it is empty if they were not kept.
type block struct {
	from io.ReaderAt
	at   int64
	size int
}

// A tail is a chunk cut short by the end of its run. A longer run plays it anew.
type tail struct {
	finished
	tally *Tally
	block block
}

// NewCheckpoint returns a Done without work in it, for runs of b with the sampler of
// the given name and with records that hold single draws or not, as Config has
// them.
func NewCheckpoint(b *model.Bargain, sampler string, keep bool) (*Checkpoint, error) {
	s, err := Config{Sampler: sampler}.sampler()
	if err != nil {
		return nil, err
	}
	d := &Checkpoint{bargain: b, keep: keep, where: map[int]block{}, last: -1, inputs: len(b.Varying())}
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
		if _, there := d.where[f.number]; there {
			return ErrDoubled
		}
	}
	t, err := d.sums(&w)
	if err == nil && (len(w.b) != size || !d.keep && t.Draws != draws || n == 0) {
		err = errDamaged
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
		d.where[f.number] = block{from, at, f.size}
		d.last = max(d.last, f.number)
		at += int64(f.size)
	}
	d.draws += draws
	d.tally.Merge(t)
	return nil
}

// sums reads the sums of a record.
func (d *Checkpoint) sums(w *wire) (*Tally, error) {
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

// Draws is how many draws have been played; 0 of a nil Done.
func (d *Checkpoint) Draws() int {
	if d == nil {
		return 0
	}
	n := d.draws
	if t := d.tail; t != nil {
		if _, longer := d.where[t.number]; !longer {
			n += t.draws
		}
	}
	return n
}

// Missing returns the numbers of the chunks from, from + 1, … to − 1 of a run
// of so many draws that have not been played.
func (d *Checkpoint) Missing(draws, from, to int) []int {
	var missing []int
	for k := from; k < to; k++ {
		if !d.has(k, drawsOf(k, draws)) {
			missing = append(missing, k)
		}
	}
	return missing
}

// together is how many chunks a record of Records holds.
const together = 64

// Records writes the work as records again, the same ones whatever records it
// came in: chunks in order, and all sums with the last of them. It must not be
// called once Run has taken the Done over.
func (d *Checkpoint) Records(add func(record []byte) error) error {
	numbers, nothing := slices.Sorted(maps.Keys(d.where)), d.empty(len(d.tally.Replicates))
	size := together
	if !d.keep { // nothing but sums
		size = max(1, len(numbers))
	}
	for group := range slices.Chunk(numbers, size) {
		b := &batch{tally: nothing}
		for _, number := range group {
			if err := b.copy(finished{number, ChunkSize, d.where[number].size}, d.where[number]); err != nil {
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

// copy adds a chunk that was finished before, as it lies there.
func (b *batch) copy(f finished, from block) error {
	packed, err := from.read()
	b.chunks, b.blocks = append(b.chunks, f), append(b.blocks, packed...)
	return err
}

// read reads a block as it lies there.
func (b block) read() ([]byte, error) {
	packed := make([]byte, b.size)
	if b.size > 0 {
		if _, err := b.from.ReadAt(packed, b.at); err != nil {
			return nil, fmt.Errorf("draws played before: %w", err)
		}
	}
	return packed, nil
}

func (d *Checkpoint) has(number, draws int) bool {
	if d == nil {
		return false
	}
	_, whole := d.where[number]
	return whole || d.tail != nil && d.tail.number == number && d.tail.draws == draws
}

// fit makes the work fit a run of so many draws: a chunk cut short counts only
// if that run cuts it short at the same draw.
func (d *Checkpoint) fit(draws int) error {
	if d.Draws() > draws || d.last >= chunksOf(draws) {
		return fmt.Errorf("%d draws have been played already, more than %d", d.Draws(), draws)
	}
	if t := d.tail; t != nil && t.draws == drawsOf(t.number, draws) && !d.has(t.number, ChunkSize) {
		d.tally.Merge(t.tally)
		d.draws += t.draws
		d.where[t.number], d.last = t.block, max(d.last, t.number)
	}
	d.tail = nil
	return nil
}

// restore fills the outcomes of a chunk.
func (d *Checkpoint) restore(c *Chunk) error {
	number := c.number()
	packed, err := d.where[number].read()
	if err != nil {
		return err
	}
	w := unpack(packed)
	c.walk(&w, d.bargain, number == 0)
	return w.end()
}

// chunksOf is how many chunks so many draws make.
func chunksOf(draws int) int { return (draws + ChunkSize - 1) / ChunkSize }

// drawsOf is how many draws a chunk has in a run of so many; 0 if none.
func drawsOf(number, draws int) int { return max(0, min(ChunkSize, draws-number*ChunkSize)) }
