package montecarlo

import (
	"bytes"
	"context"
	"io"
	"sync/atomic"
	"testing"
	"time"

	"sim/model"
)

// slowly reads only once enough draws have been simulated.
type slowly struct {
	io.ReaderAt
	simulated *atomic.Int64
	enough    int64
}

func (s slowly) ReadAt(p []byte, off int64) (int, error) {
	for s.simulated.Load() < s.enough {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // until the last of them has been handed on
	return s.ReaderAt.ReadAt(p, off)
}

// told counts the draws of all workers.
type told struct{ simulated *atomic.Int64 }

func (s told) Run(in []float64, ev model.Events, out []model.Outcome) {
	walker{}.Run(in, ev, out)
	s.simulated.Add(1)
}

// A run that resumes skips chunks whose sums it has. If those behind them are
// finished before the first chunk, which is read again, it goes on all the same:
// it once waited for ever.
func TestSkippedChunksBehindASlowOne(t *testing.T) {
	b := rounds()
	var log logged
	if _, err := run(context.Background(), b, Config{Draws: 6 * ChunkSize, Seed: 3, Log: log.append}, walkers, nil); err != nil {
		t.Fatal(err)
	}
	var simulated atomic.Int64
	d := newCheckpoint(t, b, Random.Name, false)
	at := 0
	for _, n := range log.sizes {
		if err := d.Add(log.file[at:at+n], slowly{bytes.NewReader(log.file), &simulated, 3 * ChunkSize}, int64(at)); err != nil {
			t.Fatal(err)
		}
		at += n
	}
	var got copied
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	cfg := Config{Draws: 9 * ChunkSize, Seed: 3, Workers: 2, Checkpoint: d}
	if _, err := run(ctx, b, cfg, func() simulator { return told{&simulated} }, []Sink{&got}); err != nil {
		t.Fatal(err)
	}
	if n := simulated.Load(); n != 3*ChunkSize {
		t.Errorf("%d draws were simulated", n)
	}
}
