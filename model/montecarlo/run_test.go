package montecarlo

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"sim/model"
)

// between is the uniform distribution on [0, 1].
type between struct{}

func (between) Quantile(u float64) float64 { return u }

// toy is a bargain with the given numbers of varying inputs and theories, two
// parties and one issue. The last theory is the twin of the first.
func toy(inputs, theories int) *model.Bargain {
	b := &model.Bargain{
		Parties: make([]model.Party, 2), Issues: make([]model.Issue, 1), Packages: make([]model.Package, 1),
		Theories: make([]model.Theory, theories), Columns: inputs,
	}
	for c := range inputs {
		b.Inputs = append(b.Inputs, model.Input{Path: fmt.Sprintf("inputs.%d", c), Dist: between{}, Column: c})
	}
	for i := range b.Theories {
		b.Theories[i].Name = fmt.Sprint("theory", i)
	}
	if theories > 1 {
		b.Theories[0].Twin = b.Theories[theories-1].Name
	}
	return b
}

// coin settles where its event number, shifted by the first input, is below ½.
type coin struct{}

var coinKey = model.Key("coin")

func (coin) Run(in []float64, ev model.Events, out []model.Outcome) {
	for t := range out {
		o := &out[t]
		u, x := ev.Uniform(coinKey, 0, t), 0.5
		if len(in) > 0 {
			x = in[0]
		}
		o.Round, o.NotConsenting = 0, -1
		o.Utility[0], o.Utility[1] = x, u
		o.Reservation[0], o.Reservation[1] = x, u
		o.Talking[0], o.Talking[1] = x, 1-u
		for i := range o.Payoff {
			o.Payoff[i], o.Compliance[i], o.GivenAway[i] = math.NaN(), math.NaN(), math.NaN()
		}
		for r := range o.Price {
			o.Price[r] = math.NaN()
		}
		o.Durable = false
		if u < 0.25+0.5*x {
			o.Class, o.Package, o.Reason, o.Terms[0] = model.Settlement, 0, model.NoReason, u
			o.Durable = x > 0.5
			for i := range o.Payoff {
				o.Payoff[i], o.Compliance[i], o.GivenAway[i] = o.Reservation[i]+0.125, 1-0.5*u, 0.25*x
			}
			for r := range o.Price {
				o.Price[r] = max(0, u-0.5*float64(r+1))
			}
		} else {
			o.Class, o.Package, o.Reason, o.Terms[0] = model.Stalemate, -1, model.EmptyZone, math.NaN()
		}
	}
}

func coins() simulator { return coin{} }

// keep is a Sink that copies everything.
type keep struct {
	first  []int
	inputs [][]float64
	ends   []model.Class
	terms  []float64
	others []float64 // of the numbers per party; −1: none
}

func (k *keep) Add(c *Chunk) error {
	k.first = append(k.first, c.First)
	if k.inputs == nil {
		k.inputs = make([][]float64, len(c.Inputs))
	}
	for i, x := range c.Inputs {
		k.inputs[i] = append(k.inputs[i], x...)
	}
	for t := range c.Outcomes {
		for j := range c.N {
			k.ends = append(k.ends, c.Outcomes[t][j].Class)
			o := &c.Outcomes[t][j]
			k.terms = append(k.terms, o.Utility...)
			for _, xs := range [][]float64{o.Payoff, o.Talking, o.Compliance, o.GivenAway, o.Price} {
				for _, x := range xs {
					if math.IsNaN(x) {
						x = -1
					}
					k.others = append(k.others, x)
				}
			}
		}
	}
	return nil
}

// The result does not depend on the number of workers, and chunks arrive in
// order, for any number of draws.
func TestWorkers(t *testing.T) {
	for _, draws := range []int{1, 511, 512, 4096, 9999} {
		var want *Tally
		var whole keep
		for _, workers := range []int{1, 2, 8} {
			var k keep
			y, err := run(context.Background(), toy(3, 2), Config{Draws: draws, Seed: 5, Workers: workers}, coins, []Sink{&k})
			if err != nil {
				t.Fatal(err)
			}
			for i, first := range k.first {
				if first != i*ChunkSize {
					t.Fatalf("chunk %d starts at draw %d", i, first)
				}
			}
			if len(k.inputs[0]) != draws || y.Draws != draws {
				t.Fatalf("%d draws, tally %d, want %d", len(k.inputs[0]), y.Draws, draws)
			}
			if want == nil {
				want, whole = y, k
				continue
			}
			if !reflect.DeepEqual(y, want) {
				t.Errorf("%d draws, %d workers: another tally", draws, workers)
			}
			if !reflect.DeepEqual(k, whole) {
				t.Errorf("%d draws, %d workers: other draws", draws, workers)
			}
		}
	}
}

// A longer run contains the shorter one, and tallies of parts merge to the
// tally of the whole.
func TestMerge(t *testing.T) {
	b := toy(2, 2)
	tally := func(draws int) *Tally {
		y, err := run(context.Background(), b, Config{Draws: draws, Workers: 2}, coins, nil)
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	rest := &remember{from: 1024, tally: NewTally(b)}
	whole, err := run(context.Background(), b, Config{Draws: 3000, Workers: 2}, coins, []Sink{rest})
	if err != nil {
		t.Fatal(err)
	}
	first := tally(1024)
	for _, merged := range []*Tally{join(b, first, rest.tally), join(b, rest.tally, first)} {
		merged.FirstOrder = whole.FirstOrder // a sink does not receive what they are computed from
		if !reflect.DeepEqual(merged, whole) {
			t.Error("parts do not merge to the whole")
		}
	}
	if d := join(b, first, tally(512)).FirstOrder; d.counts[0] != first.FirstOrder.counts[0]+tally(512).FirstOrder.counts[0] {
		t.Error("first-order counts do not add up")
	}
}

func join(b *model.Bargain, parts ...*Tally) *Tally {
	y := NewTally(b)
	for _, p := range parts {
		y.Merge(p)
	}
	return y
}

// remember tallies the chunks from a given draw on.
type remember struct {
	from  int
	tally *Tally
}

func (r *remember) Add(c *Chunk) error {
	if c.First >= r.from {
		r.tally.Add(c)
	}
	return nil
}

// An input keeps its numbers when other inputs are added (M19).
func TestInputsKeepTheirStreams(t *testing.T) {
	var few, many keep
	if _, err := run(context.Background(), toy(2, 1), Config{Draws: 700}, coins, []Sink{&few}); err != nil {
		t.Fatal(err)
	}
	b := toy(3, 1)
	b.Inputs[0], b.Inputs[1], b.Inputs[2] = b.Inputs[2], b.Inputs[0], b.Inputs[1]
	for c := range b.Inputs {
		b.Inputs[c].Column = c
	}
	if _, err := run(context.Background(), b, Config{Draws: 700}, coins, []Sink{&many}); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(few.inputs, many.inputs[1:]) {
		t.Error("an added input shifted another one")
	}
}

// A single draw has the numbers of the run.
func TestDraw(t *testing.T) {
	b := toy(3, 1)
	cfg := Config{Draws: 2000, Seed: 77}
	var k keep
	if _, err := run(context.Background(), b, cfg, coins, []Sink{&k}); err != nil {
		t.Fatal(err)
	}
	draws, err := NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{0, 1, 511, 512, 1999} {
		in, ev := draws.At(i)
		out := []model.Outcome{model.NewOutcome(2, 1)}
		coin{}.Run(in, ev, out)
		for c := range in {
			if in[c] != k.inputs[c][i] {
				t.Errorf("draw %d: input %d = %g, want %g", i, c, in[c], k.inputs[c][i])
			}
		}
		if out[0].Utility[1] != k.terms[2*i+1] {
			t.Errorf("draw %d: event %g, want %g", i, out[0].Utility[1], k.terms[2*i+1])
		}
	}
	if _, err := NewDraws(b, Config{Sampler: "none"}); err == nil {
		t.Error("an unknown sampler drew")
	}
}

// Numbers of a stream do not depend on the order of reading.
func TestEventsOrder(t *testing.T) {
	type number struct {
		key      model.StreamKey
		round, k int
	}
	var ns []number
	for _, key := range []model.StreamKey{model.Key("a"), model.Key("b")} {
		for round := range 3 {
			for k := range 9 {
				ns = append(ns, number{key, round, k})
			}
		}
	}
	inOrder := NewEvents(3, 12)
	want := map[number]float64{}
	for _, n := range ns {
		u := inOrder.Uniform(n.key, n.round, n.k)
		for m, v := range want {
			if u == v {
				t.Fatalf("%v and %v are both %g", n, m, u)
			}
		}
		want[n] = u
	}
	e := &events{seed: 3}
	e.setDraw(11)
	e.Uniform(ns[0].key, 0, 0)
	e.setDraw(12)
	for i := range ns {
		n := ns[(i*25)%len(ns)]
		if got := e.Uniform(n.key, n.round, n.k); got != want[n] {
			t.Fatalf("%v = %g, want %g", n, got, want[n])
		}
	}
}

// Until is called at 1,024 draws and at every doubling, with a tally of exactly
// those draws. No draw beyond the last call is simulated.
func TestUntil(t *testing.T) {
	for _, workers := range []int{1, 8} {
		var asked []int
		cfg := Config{Draws: 100_000, Workers: workers, Until: func(y *Tally) bool {
			asked = append(asked, y.Draws)
			return y.Draws >= 8000
		}}
		var k keep
		y, err := run(context.Background(), toy(1, 1), cfg, coins, []Sink{&k})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(asked, []int{1024, 2048, 4096, 8192}) || y.Draws != 8192 || len(k.inputs[0]) != 8192 {
			t.Errorf("%d workers: asked at %v, %d draws, %d handed on", workers, asked, y.Draws, len(k.inputs[0]))
		}
		n := 0
		for _, k := range y.FirstOrder.counts {
			n += k
		}
		if n != 8192 {
			t.Errorf("%d workers: first-order indices count %d draws", workers, n)
		}
	}
	y, err := run(context.Background(), toy(1, 1), Config{Draws: 1500, Until: func(*Tally) bool { return false }}, coins, nil)
	if err != nil || y.Draws != 1500 {
		t.Errorf("a condition never met: %d draws, %v", y.Draws, err)
	}
}

// slow takes a second per draw.
type slow struct{}

func (slow) Run(in []float64, ev model.Events, out []model.Outcome) {
	time.Sleep(time.Second)
	coin{}.Run(in, ev, out)
}

// Progress is told by the clock: in the middle of a chunk as well, from the start
// to the end.
func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at, finished []int
		began := time.Now()
		cfg := Config{Draws: 600, Workers: 1, Progress: func(draws int, y *Tally) { at, finished = append(at, draws), append(finished, y.Draws) }}
		_, err := run(context.Background(), toy(1, 1), cfg, func() simulator { return slow{} }, nil)
		if err != nil {
			t.Fatal(err)
		}
		if calls, want := len(at), int(time.Since(began)/progressInterval)+1; calls < want-2 || calls > want+2 {
			t.Errorf("told %d times, want %d", calls, want)
		}
		if !slices.IsSorted(at) || !slices.IsSorted(finished) {
			t.Errorf("told %v draws, %v of them finished", at, finished)
		}
		for _, c := range []struct{ call, draws int }{{0, 0}, {165, 16}, {325, 32}, {5125, 512}, {len(at) - 1, 600}} { // ten calls per draw
			if at[c.call] != c.draws {
				t.Errorf("call %d tells of %d draws, want %d", c.call, at[c.call], c.draws)
			}
		}
		if i := slices.Index(finished, 512); i < 5115 || finished[len(finished)-1] != 600 {
			t.Errorf("a chunk is finished at call %d, and %d draws in the end", i, finished[len(finished)-1])
		}
	})
}

type breaking struct{ at float64 }

func (p breaking) Run(in []float64, ev model.Events, out []model.Outcome) {
	if in[0] > p.at {
		panic("no such luck")
	}
	coin{}.Run(in, ev, out)
}

type failing struct{ after int }

func (f *failing) Add(*Chunk) error {
	if f.after--; f.after < 0 {
		return errFull
	}
	return nil
}

var errFull = errors.New("disk full")

type sinkFunc func(*Chunk) error

func (f sinkFunc) Add(c *Chunk) error { return f(c) }

func TestErrors(t *testing.T) {
	for _, workers := range []int{1, 3} {
		cfg := Config{Draws: 50_000, Workers: workers}
		y, err := run(context.Background(), toy(1, 1), cfg, func() simulator { return breaking{0.9999} }, nil)
		var defect *PanicError
		if !errors.As(err, &defect) || defect.Draw < 0 || len(defect.Stack) == 0 || y != nil {
			t.Errorf("panic while playing: %v", err)
		}
		_, err = run(context.Background(), toy(1, 1), cfg, func() simulator { panic("no player") }, nil)
		if !errors.As(err, &defect) || defect.Draw != -1 || err.Error() != "internal error: no player" {
			t.Errorf("panic before playing: %v", err)
		}
		_, err = run(context.Background(), toy(1, 1), cfg, coins, []Sink{sinkFunc(func(*Chunk) error { panic("sink") })})
		if !errors.As(err, &defect) {
			t.Errorf("panic in a sink: %v", err)
		}
		y, err = run(context.Background(), toy(1, 1), cfg, coins, []Sink{&failing{3}})
		if !errors.Is(err, errFull) || y != nil {
			t.Errorf("sink fails: %v", err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		y, err = run(ctx, toy(1, 1), cfg, coins, []Sink{sinkFunc(func(c *Chunk) error {
			if c.First == 5*ChunkSize {
				cancel()
			}
			return nil
		})})
		cancel()
		if !errors.Is(err, context.Canceled) || y != nil {
			t.Errorf("cancelled: %v", err)
		}
	}
	if _, err := run(context.Background(), toy(1, 1), Config{Draws: 0}, coins, nil); err == nil || err.Error() != "expected at least one draw, have 0" {
		t.Errorf("no draws: %v", err)
	}
	if _, err := run(context.Background(), toy(1, 1), Config{Draws: 1, Sampler: "randon"}, coins, nil); err == nil || err.Error() != `sampler: unknown name "randon"; did you mean "random"?` {
		t.Errorf("misspelt sampler: %v", err)
	}
}

// Memory does not grow with the number of draws, and simulating does not
// allocate. With several workers the number of batches depends on timing. The
// test takes the minimum of some runs, because other goroutines allocate too.
func TestFlatMemory(t *testing.T) {
	allocations := func(draws int) (n, bytes uint64) {
		n, bytes = math.MaxUint64, math.MaxUint64
		for range 3 {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := run(context.Background(), toy(20, 3), Config{Draws: draws, Workers: 1}, coins, nil); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			n, bytes = min(n, after.Mallocs-before.Mallocs), min(bytes, after.TotalAlloc-before.TotalAlloc)
		}
		return n, bytes
	}
	n, bytes := allocations(1 << 13)
	m, more := allocations(1 << 17) // 240 more chunks
	if m > n+600 || more > bytes+bytes/4+(1<<19) {
		t.Errorf("%d allocations of %d bytes for 8,192 draws, %d of %d for 131,072", n, bytes, m, more)
	}
}
