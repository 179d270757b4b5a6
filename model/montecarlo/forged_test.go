package montecarlo

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"slices"
	"testing"
)

// A record that claims more than it holds costs little to refuse, whichever of
// its lengths was forged and however well it is packed.
func TestForgedLengths(t *testing.T) {
	b := rounds()
	head := func(ns ...int) []byte {
		w := wire{}
		w.counts(ns)
		return w.b
	}
	// record is that of one chunk, number 1.
	record := func(keep bool, block []byte, forge func(t *Tally)) []byte {
		tally := newCheckpoint(t, b, "", keep).empty(0)
		tally.Draws = ChunkSize
		if forge != nil {
			forge(tally)
		}
		return (&batch{chunks: []finished{{1, ChunkSize, len(block)}}, tally: tally, blocks: block}).record(keep)
	}
	// draws is a block in which the first draw ends in the given round.
	draws := func(round int) []byte {
		c := newChunk(b, 0, ChunkSize)
		c.resize(ChunkSize, ChunkSize)
		c.Outcomes[0][0].Round = round
		w := wire{}
		c.walk(&w, b, false)
		return pack(w.b)
	}
	bomb := pack(make([]byte, 1<<28))
	for _, x := range []struct {
		what   string
		keep   bool
		record []byte
		fits   bool
	}{
		{"nothing", false, record(false, nil, nil), true},
		{"nothing, with single draws", true, record(true, draws(mostRounds-1), nil), true},
		{"how many chunks", false, head(1 << 40), false},
		{"as many chunks as bytes", false, slices.Concat(head(1<<20), make([]byte, 1<<20)), false},
		{"how long the sums are", false, head(1, 1, ChunkSize-1, 0, 1<<40), false},
		{"how long a block is", true, head(1, 1, ChunkSize-1, 1<<47, 0), false},
		{"how many rounds", false, record(false, nil, func(t *Tally) { t.Theories[0].Rounds = make([]int, 1<<22) }), false},
		{"how long the sums are once inflated", false, slices.Concat(head(1, 1, ChunkSize-1, 0, len(bomb)), bomb), false},
		{"how long a block is once inflated", true, record(true, bomb, nil), false},
		{"how far away a round is", true, record(true, draws(1<<40), nil), false},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d := newCheckpoint(t, b, "", x.keep)
		err := d.Add(x.record, bytes.NewReader(x.record), 0)
		if err == nil {
			_, err = run(context.Background(), b, Config{Draws: 2 * ChunkSize, Checkpoint: d, Keep: x.keep}, walkers, []Sink{sinkFunc(func(*Chunk) error { return nil })})
		}
		runtime.ReadMemStats(&after)
		if (err == nil) != x.fits || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%s is forged: %v", x.what, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
			t.Errorf("%s is forged: refusing %d kB takes %d MB", x.what, len(x.record)>>10, used>>20)
		}
	}
}
