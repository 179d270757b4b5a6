package montecarlo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"testing"

	"sim/model"
)

// logged stores records one after the other, as a file does.
type logged struct {
	file  []byte
	sizes []int
	after int // records after which it reports a full disk; 0: never
}

func (l *logged) append(record []byte, _ int) error {
	if l.after > 0 && len(l.sizes) >= l.after {
		return errFull
	}
	l.file, l.sizes = append(l.file, record...), append(l.sizes, len(record))
	return nil
}

// read adds the records to the checkpoint.
func (l *logged) read(t *testing.T, d *Checkpoint) {
	t.Helper()
	at := 0
	for _, n := range l.sizes {
		if err := d.Add(l.file[at:at+n], bytes.NewReader(l.file), int64(at)); err != nil {
			t.Fatal(err)
		}
		at += n
	}
}

func newCheckpoint(t *testing.T, b *model.Bargain, sampler string, keep bool) *Checkpoint {
	t.Helper()
	d, err := NewCheckpoint(b, sampler, keep)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// walker is a coin toss over three rounds. It sets every field of an outcome.
type walker struct{}

func (walker) Run(in []float64, ev model.Events, out []model.Outcome) {
	coin{}.Run(in, ev, out)
	for t := range out {
		o := &out[t]
		u := ev.Uniform(coinKey, 1, t)
		o.Round = int(3 * u)
		o.First = [model.Classes]int{-1, -1, -1, -1, -1, -1}
		o.First[o.Class] = o.Round
		o.Lasted, o.Ended, o.FrozenConflict, o.Tied = -1, false, false, u < 0.5
		if o.Class == model.Settlement {
			o.Lasted, o.Ended = 1, u < 0.2
		} else {
			o.FrozenConflict = u < 0.3
		}
		o.Blocks[0], o.NotConsenting = o.Round, o.Round-1
		o.Breaker, o.BreaksIn, o.Weakest = o.Round-1, o.Round, u
		o.Open, o.Ripe, o.RipeFirst = 3, o.Round, o.Round-1
		for i := range o.Spread {
			if o.Spread[i] = u / float64(i+1); o.Round == 0 {
				o.Spread[i] = math.NaN()
			}
		}
		for i := range o.Path.Class {
			o.Path.Class[i], o.Path.Line[i] = o.Class, u-float64(i)
			if i == 2 {
				o.Path.Line[i] = math.NaN()
			}
			o.Path.Reservation(i)[0], o.Path.Reservation(i)[1] = u*u, math.Copysign(0, -1)
		}
	}
}

func walkers() simulator { return walker{} }

func rounds() *model.Bargain {
	b := toy(3, 2)
	b.Clock.Rounds = 3
	b.Totals = make([]model.Total, 2)
	for t := range b.Theories {
		b.Theories[t].Keeps = true
	}
	b.Theories[0].Spread = make([]model.Theory, 2)
	return b
}

// copied stores what sinks may read: the inputs and outcomes of all chunks, and
// the course over rounds of the draws of the first one.
type copied struct {
	keep
	rows []string
}

func (k *copied) Add(c *Chunk) error {
	for t := range c.Outcomes {
		for j := range c.Outcomes[t] {
			o := c.Outcomes[t][j]
			if c.First == 0 {
				k.rows = append(k.rows, fmt.Sprint(*o.Path))
			} else {
				o.First, o.Lasted, o.Ended, o.Tied, o.Blocks = [model.Classes]int{}, 0, false, false, nil
			}
			o.Path, o.Spread = nil, nil // the tally has the latter
			k.rows = append(k.rows, fmt.Sprint(o))
		}
	}
	return k.keep.Add(c)
}

func same(a, b *copied) bool { return fmt.Sprint(a) == fmt.Sprint(b) } // so that NaN equals itself

// The tests below cover every field that a record must hold, because a walker
// sets each of them in some draw. Add new fields there, and to the record.
func TestWalkerSetsEverything(t *testing.T) {
	b, o := rounds(), model.Outcome{}
	y, err := run(context.Background(), b, Config{Draws: 1024}, walkers, []Sink{sinkFunc(func(c *Chunk) error {
		for j := range c.Outcomes[0] {
			from, to := reflect.ValueOf(&c.Outcomes[0][j]).Elem(), reflect.ValueOf(&o).Elem()
			for i := range from.NumField() {
				if !from.Field(i).IsZero() {
					to.Field(i).Set(from.Field(i))
				}
			}
		}
		return nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{o, *o.Path, y.Theories[0], *y.Theories[0].ByRound, *y.Theories[0].Twin} {
		value := reflect.ValueOf(v)
		for i := range value.NumField() {
			if name := value.Type().Field(i).Name; value.Field(i).IsZero() && name != "of" && name != "asked" { // the scenario's, not a draw's
				t.Errorf("%T: %s is never set", v, value.Type().Field(i).Name)
			}
		}
	}
}

// A run that resumes from any number of records gives the same tally and passes
// the same draws to its sinks. A shorter run can be extended.
func TestGoOn(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, sampler := range []string{"random", "sobol"} {
		for _, keep := range []bool{true, false} {
			goOn(t, rounds(), Config{Draws: 4096, Seed: 3, Sampler: sampler, Workers: 2, Keep: keep})
		}
	}
}

func goOn(t *testing.T, b *model.Bargain, cfg Config) {
	var want copied
	whole, err := run(context.Background(), b, cfg, walkers, []Sink{&want})
	if err != nil {
		t.Fatal(err)
	}
	for _, shorter := range []int{512, 2048, 4096} {
		var log logged
		short := cfg
		short.Draws, short.Log = shorter, log.append
		if _, err := run(context.Background(), b, short, walkers, nil); err != nil {
			t.Fatal(err)
		}
		long := cfg
		long.Workers, long.Checkpoint = 1, newCheckpoint(t, b, cfg.Sampler, cfg.Keep)
		log.read(t, long.Checkpoint)
		if n := long.Checkpoint.Draws(); n != shorter {
			t.Errorf("%s: %d draws done, want %d", cfg.Sampler, n, shorter)
		}
		var got copied
		var seen *Tally
		told := 0
		long.Progress = func(n int, y *Tally) { told, seen = n, y }
		played := 0
		y, err := run(context.Background(), b, long, func() simulator { return counting{&played} }, []Sink{&got})
		if err != nil || !reflect.DeepEqual(y, whole) {
			t.Errorf("%s, keep %v, from %d draws: another tally, %v", cfg.Sampler, cfg.Keep, shorter, err)
		}
		if cfg.Keep && !same(&got, &want) || !cfg.Keep && !same(&copied{rows: got.rows[:2*2*512]}, &copied{rows: want.rows[:2*2*512]}) {
			t.Errorf("%s, keep %v, from %d draws: other draws", cfg.Sampler, cfg.Keep, shorter)
		}
		if played != cfg.Draws-shorter {
			t.Errorf("%s, keep %v, from %d draws: %d were played", cfg.Sampler, cfg.Keep, shorter, played)
		}
		if told != cfg.Draws || !reflect.DeepEqual(seen, whole.classCounts()) {
			t.Errorf("%s, keep %v, from %d draws: another progress", cfg.Sampler, cfg.Keep, shorter)
		}
	}
}

// counting counts draws; it is exact with one worker.
type counting struct{ n *int }

func (p counting) Run(in []float64, ev model.Events, out []model.Outcome) {
	*p.n++
	walker{}.Run(in, ev, out)
}

// A chunk cut short by the end of a run is reused by a run of the same length
// and simulated again by a longer one.
func TestTail(t *testing.T) {
	b := rounds()
	play := func(draws int, done *Checkpoint, log *logged) *Tally {
		t.Helper()
		cfg := Config{Draws: draws, Workers: 2, Keep: true, Checkpoint: done}
		if log != nil {
			cfg.Log = log.append
		}
		y, err := run(context.Background(), b, cfg, walkers, nil)
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	var log logged
	for _, draws := range []int{600, 600, 700, 1300, 2048, 2049} {
		done := newCheckpoint(t, b, "random", true)
		log.read(t, done)
		if got := play(draws, done, &log); !reflect.DeepEqual(got, play(draws, nil, nil)) {
			t.Errorf("%d draws: another tally than without what was done before", draws)
		}
	}
	done := newCheckpoint(t, b, "random", true)
	log.read(t, done)
	if done.Draws() != 2049 {
		t.Errorf("%d draws in the end", done.Draws())
	}
	if _, err := run(context.Background(), b, Config{Draws: 2000, Checkpoint: done}, walkers, nil); err == nil {
		t.Error("fewer draws than have been played are not refused")
	}
}

// Shards of any number, added in any order, make up the run.
func TestShards(t *testing.T) {
	for _, draws := range []int{1, 512, 5000} {
		b, cfg := rounds(), Config{Draws: draws, Seed: 1, Workers: 2, Keep: true}
		var want copied
		whole, err := run(context.Background(), b, cfg, walkers, []Sink{&want})
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 3, 16} {
			merged := cfg
			merged.Checkpoint = newCheckpoint(t, b, "random", true)
			end := 0
			for i := range n {
				from, to := Shard{i, n}.Draws(draws)
				if from != end {
					t.Fatalf("shard %d of %d starts at %d, want %d", i, n, from, end)
				}
				end = to
			}
			if end != draws {
				t.Fatalf("%d shards end at draw %d of %d", n, end, draws)
			}
			for i := range n {
				var log logged
				part := cfg
				part.Shard, part.Log = Shard{n - 1 - i, n}, log.append
				if _, err := run(context.Background(), b, part, walkers, nil); err != nil {
					t.Fatal(err)
				}
				log.read(t, merged.Checkpoint)
				from, to := part.Shard.Chunks(draws)
				if missing := merged.Checkpoint.Missing(draws, from, to); missing != nil {
					t.Fatalf("shard %d of %d lacks chunks %v", part.Shard.Index, n, missing)
				}
			}
			var got copied
			y, err := run(context.Background(), b, merged, func() simulator { return breaking{-1} }, []Sink{&got})
			if err != nil || !reflect.DeepEqual(y, whole) || !same(&got, &want) {
				t.Errorf("%d draws in %d shards: another result, %v", draws, n, err)
			}
		}
	}
}

// Until stops a run at the same draw whether or not it was interrupted.
func TestUntilGoesOn(t *testing.T) {
	b := rounds()
	cfg := Config{Draws: 100_000, Workers: 2, Until: func(y *Tally) bool { return y.Draws >= 4000 }}
	want, err := run(context.Background(), b, cfg, walkers, nil)
	if err != nil || want.Draws != 4096 {
		t.Fatal(want, err)
	}
	for _, after := range []int{1024, 1536, 3584, 4096} {
		var log logged
		short := cfg
		short.Until, short.Draws, short.Log = nil, after, log.append
		if _, err := run(context.Background(), b, short, walkers, nil); err != nil {
			t.Fatal(err)
		}
		long := cfg
		long.Checkpoint = newCheckpoint(t, b, "", false)
		log.read(t, long.Checkpoint)
		if got, err := run(context.Background(), b, long, walkers, nil); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("from %d draws: stops at %d, %v", after, got.Draws, err)
		}
	}
}

// The log receives all finished chunks of a run that is interrupted or fails.
func TestLogOfFailedRun(t *testing.T) {
	b := rounds()
	var log logged
	ctx, cancel := context.WithCancel(context.Background())
	_, err := run(ctx, b, Config{Draws: 1 << 20, Workers: 2, Log: log.append}, walkers, []Sink{sinkFunc(func(c *Chunk) error {
		if c.First == 5*ChunkSize {
			cancel()
		}
		return nil
	})})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	done := newCheckpoint(t, b, "", false)
	log.read(t, done)
	if missing := done.Missing(1<<20, 0, 6); missing != nil {
		t.Errorf("chunks %v were handed on and are not in the log", missing)
	}
	log = logged{after: 1}
	cfg := Config{Draws: 20 * ChunkSize, Workers: 1, Log: log.append, Until: func(*Tally) bool { return false }}
	if _, err := run(context.Background(), b, cfg, walkers, nil); !errors.Is(err, errFull) {
		t.Errorf("a log that is full: %v", err)
	}
	if done = newCheckpoint(t, b, "", false); len(log.sizes) != 1 {
		t.Errorf("%d records in a log that takes one", len(log.sizes))
	}
	log.read(t, done)
	if n := done.Draws(); n != 512 && n != 1024 { // at the first call of Until, or before it if that took long
		t.Errorf("%d draws in the log", n)
	}
}

// Damaged and duplicate records are rejected, without a panic.
func TestBadRecords(t *testing.T) {
	b := rounds()
	var log logged
	if _, err := run(context.Background(), b, Config{Draws: 700, Log: log.append, Keep: true}, walkers, nil); err != nil {
		t.Fatal(err)
	}
	done := newCheckpoint(t, b, "", true)
	log.read(t, done)
	first := log.file[:log.sizes[0]]
	if err := done.Add(first, bytes.NewReader(first), 0); !errors.Is(err, ErrDoubled) {
		t.Errorf("doubled: %v", err)
	}
	if err := newCheckpoint(t, toy(3, 1), "", true).Add(first, bytes.NewReader(first), 0); err == nil {
		t.Error("a record of another bargain is taken")
	}
	if err := newCheckpoint(t, b, "sobol", true).Add(first, bytes.NewReader(first), 0); err == nil {
		t.Error("a record of another sampler is taken")
	}
	for n := 0; n < len(first); n += 1 + len(first)/100 {
		if err := newCheckpoint(t, b, "", true).Add(first[:n], bytes.NewReader(first), 0); err == nil {
			t.Errorf("%d bytes of a record are taken", n)
		}
		flipped := slices.Clone(first)
		flipped[n] ^= 0xff
		d := newCheckpoint(t, b, "", true)
		if err := d.Add(flipped, bytes.NewReader(flipped), 0); err == nil {
			_, _ = run(context.Background(), b, Config{Draws: 700, Checkpoint: d, Keep: true}, walkers, []Sink{sinkFunc(func(*Chunk) error { return nil })})
		}
	}
}

// A file that disappears is an error of the run.
func TestLostBlocks(t *testing.T) {
	b := rounds()
	var log logged
	if _, err := run(context.Background(), b, Config{Draws: 512, Log: log.append, Keep: true}, walkers, nil); err != nil {
		t.Fatal(err)
	}
	done := newCheckpoint(t, b, "", true)
	if err := done.Add(log.file, bytes.NewReader(nil), 0); err != nil {
		t.Fatal(err)
	}
	_, err := run(context.Background(), b, Config{Draws: 512, Checkpoint: done}, walkers, []Sink{&copied{}})
	if !errors.Is(err, io.EOF) {
		t.Errorf("%v", err)
	}
}

// Records of a finished run do not depend on how it was made: at once, by
// another number of workers, or in parts.
func TestRecordsHaveOneOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, keep := range []bool{true, false} {
		b := rounds()
		again := func(lengths []int, workers int) []byte {
			t.Helper()
			var log logged
			for _, draws := range lengths {
				done := newCheckpoint(t, b, "sobol", keep)
				log.read(t, done)
				cfg := Config{Draws: draws, Sampler: "sobol", Workers: workers, Keep: keep, Checkpoint: done, Log: log.append}
				if _, err := run(context.Background(), b, cfg, walkers, nil); err != nil {
					t.Fatal(err)
				}
			}
			done := newCheckpoint(t, b, "sobol", keep)
			log.read(t, done)
			var out logged
			if err := done.Records(func(record []byte) error { return out.append(record, 0) }); err != nil {
				t.Fatal(err)
			}
			back := newCheckpoint(t, b, "sobol", keep)
			out.read(t, back)
			if last := lengths[len(lengths)-1]; back.Draws() != last || back.Missing(last, 0, chunksOf(last)) != nil {
				t.Errorf("%d of %d draws come back", back.Draws(), last)
			}
			return out.file
		}
		draws := 1 << 12
		if keep { // more chunks than fit into one record
			draws = 2 * chunksPerRecord * ChunkSize
		}
		want := again([]int{draws}, 1)
		for _, lengths := range [][]int{{draws}, {256, 512, 2048, draws}} {
			if !bytes.Equal(again(lengths, 3), want) {
				t.Errorf("keep %v, by %v draws: other records", keep, lengths)
			}
		}
	}
}
