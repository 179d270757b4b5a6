package scenarios_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// table is some draws of a scenario under all theories, ready to be played.
type table struct {
	bargain *model.Bargain
	listed  []model.Theory // those that a run plays unless told otherwise
	in      [][]float64
	events  []model.Events
}

func laid(tb testing.TB, file string, draws int) table {
	tb.Helper()
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS})
	if err != nil {
		tb.Fatal(err)
	}
	listed := s.Bargain.Theories
	if err := s.Choose(withRules(s)); err != nil {
		tb.Fatal(err)
	}
	of, err := montecarlo.NewDraws(s.Bargain, montecarlo.Config{Draws: 8 * draws, Seed: 1, Quantiles: &quantiles})
	if err != nil {
		tb.Fatal(err)
	}
	t := table{bargain: s.Bargain, listed: listed}
	for i := range draws {
		in, ev := of.At(i)
		t.in, t.events = append(t.in, in), append(t.events, ev)
	}
	return t
}

// under returns what plays draw i under the given theories and nothing beside them.
func (t table) under(theories []model.Theory) (play func(i int)) {
	b := *t.bargain
	b.Theories = theories
	player, out := model.NewRunner(&b), make([]model.Outcome, len(theories))
	for k := range out {
		out[k] = b.NewOutcome()
	}
	return func(i int) { player.Run(t.in[i], t.events[i], out) }
}

// After the first draws a draw allocates nothing, under any theory. What the
// runtime allocates for itself now and then is not the draw's: a draw that
// allocates does so every time it is played.
func TestDrawsAllocateNothing(t *testing.T) {
	for _, file := range []string{"alaska.yaml", "soe-reform.yaml", "divide-the-dollar.yaml", "position-exchange.yaml"} { // all but the first have ties
		t.Run(file, func(t *testing.T) { allocateNothing(t, file) })
	}
}

func allocateNothing(t *testing.T, file string) {
	const first, more, attempts = 24, 40, 5
	at := laid(t, file, first+more)
	all := at.bargain.Theories
	for k := range len(all) + 1 {
		name, theories := "all", all
		if k < len(all) {
			if all[k].Twin == "" {
				continue // among all it plays every draw
			}
			name, theories = all[k].Name, all[k:k+1]
		}
		play := at.under(theories)
		for i := range first {
			play(i)
		}
		n := 1.0
		for try := 0; try < attempts && n != 0; try++ {
			n = testing.AllocsPerRun(1, func() {
				for i := range more {
					play(first + i)
				}
			})
		}
		if n != 0 {
			t.Errorf("%s: %v allocations in %d draws, %d times over", name, n, more, attempts)
		}
	}
}

// A draw under a theory that follows others is the same whether those are played before
// it, so that it may go along with one, or after it.
func TestCompanionsGoTheirOwnWay(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	for _, file := range []string{"alaska.yaml", "power-shift.yaml"} {
		at := laid(t, file, 128)
		for _, theory := range at.bargain.Theories {
			var before []model.Theory
			for _, t := range at.bargain.Theories {
				if slices.Contains(theory.Follows, t.Name) {
					before = append(before, t)
				}
			}
			if len(before) == 0 {
				continue
			}
			after, first := at.played(append(before, theory)), at.played([]model.Theory{theory})
			same := 0
			for i := range after {
				got, want := after[i][len(before)], first[i][0]
				if got != want {
					t.Fatalf("%s, %s, draw %d: beside what it follows\n%s, alone\n%s", file, theory.Name, i, got, want)
				}
				if slices.Contains(after[i][:len(before)], got) {
					same++
				}
			}
			if same == 0 || same == len(after) {
				t.Errorf("%s, %s: %d of %d draws are those of a theory that it follows", file, theory.Name, same, len(after))
			}
		}
	}
}

// A draw whose story is told ends as one that is not, though less of it is worked out.
func TestStoriesChangeNothing(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"alaska.yaml", "private-cost-deadline.yaml"} {
		at := laid(t, file, 64)
		refused := 0
		for k, theory := range at.bargain.Theories {
			if theory.Types == 0 {
				continue
			}
			untold := at.played(at.bargain.Theories[k : k+1])
			for i := range at.in {
				out := []model.Outcome{at.bargain.NewOutcome()}
				model.Narrate(at.bargain, k, at.in[i], at.events[i], &out[0], func(e model.Event) {
					if e.Kind == model.StoodFirm {
						refused++
					}
				})
				if told := written(out)[0]; told != untold[i][0] {
					t.Fatalf("%s, %s, draw %d: told\n%s, untold\n%s", file, theory.Name, i, told, untold[i][0])
				}
			}
		}
		if refused == 0 {
			t.Errorf("%s: no demand is refused", file)
		}
	}
}

// played writes down the outcomes of all draws under the given theories.
func (t table) played(theories []model.Theory) (texts [][]string) {
	b := *t.bargain
	b.Theories = theories
	player, out := model.NewRunner(&b), make([]model.Outcome, len(theories))
	for k := range out {
		out[k] = b.NewOutcome()
	}
	for i := range t.in {
		player.Run(t.in[i], t.events[i], out)
		texts = append(texts, written(out))
	}
	return texts
}

// written writes down outcomes.
func written(out []model.Outcome) (texts []string) {
	for k := range out {
		o, path := out[k], *out[k].Path
		o.Path = nil
		texts = append(texts, fmt.Sprintf("%+v %+v", o, path))
	}
	return texts
}

// BenchmarkDrawUnder plays whole draws, 26 rounds with the full menu, under one
// theory at a time and nothing beside it, and then under those that a run plays
// together, by default and at most. Mean and median are over 256 draws, of the fastest time that each
// took, so that whatever else the machine does hardly shows. Drawing the
// inputs and tallying are BenchmarkDraw's business.
func BenchmarkDrawUnder(b *testing.B) {
	at := laid(b, "alaska.yaml", 256)
	all := at.bargain.Theories
	for k := range len(all) + 2 {
		name, theories := "all", all
		switch {
		case k < len(all):
			name, theories = all[k].Name, all[k:k+1]
		case k == len(all):
			name, theories = "default", at.listed
		}
		b.Run(name, func(b *testing.B) {
			play, fastest, n := at.under(theories), make([]time.Duration, len(at.in)), 0
			b.ReportAllocs()
			for b.Loop() {
				i := n % len(at.in)
				start := time.Now()
				play(i)
				if took := time.Since(start); n < len(at.in) || took < fastest[i] {
					fastest[i] = took
				}
				n++
			}
			fastest = fastest[:min(n, len(fastest))]
			slices.Sort(fastest)
			sum := time.Duration(0)
			for _, took := range fastest {
				sum += took
			}
			b.ReportMetric(float64(sum.Nanoseconds())/float64(len(fastest)), "mean-ns")
			b.ReportMetric(float64(fastest[len(fastest)/2].Nanoseconds()), "median-ns")
		})
	}
}
