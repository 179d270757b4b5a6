package scenarios_test

import (
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// ordered are the files in which something waits for something.
var ordered = []string{"alaska-strikes-moratorium.yaml", "alaska-bilateral-first.yaml", "alaska-tariff-truce.yaml"}

// TestNothingBeforeWhatItRequires plays files with an order under every theory and
// holds each signature and each meeting against what happened before it.
func TestNothingBeforeWhatItRequires(t *testing.T) {
	t.Parallel()
	const draws = 16
	for _, file := range ordered {
		s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		b := s.Bargain
		of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: draws, Seed: seed, Quantiles: &quantiles})
		if err != nil {
			t.Fatal(err)
		}
		waited, signed, due := 0, 0, 0
		for draw := range draws {
			in, ev := of.At(draw)
			for theory := range b.Theories {
				h := newHistory(b, in)
				out := b.NewOutcome()
				model.Narrate(b, theory, in, ev, &out, func(e model.Event) {
					switch e.Kind { //nolint:exhaustive // the others do not matter
					case model.PackageWaits:
						waited++
					case model.PackageSigned:
						signed += len(b.Packages[e.Package].Requires)
						for _, r := range b.Packages[e.Package].Requires {
							if !h.met(&r, e.Round) {
								t.Fatalf("%s, draw %d under %s: %s was signed in round %d before it could be", file, draw, b.Theories[theory].Name, b.Packages[e.Package].ID, e.Round)
							}
						}
					case model.DeadlineCame:
						due++
						if at := b.Deadlines[int(e.Value)].Round.In(in); float64(e.Round) < at || float64(e.Round)-1 >= at {
							t.Fatalf("%s, draw %d: a deadline of round %g passed in round %d", file, draw, at, e.Round)
						}
					}
					h.note(e)
				})
			}
		}
		switch {
		case file == "alaska-strikes-moratorium.yaml" && (waited == 0 || signed == 0):
			t.Errorf("%s: %d packages waited, %d signed ones had waited", file, waited, signed)
		case file == "alaska-tariff-truce.yaml" && due == 0:
			t.Errorf("%s: no deadline passed", file)
		}
	}
}

// history is what the events of a draw have said so far about packages.
type history struct {
	b      *model.Bargain
	in     []float64
	on     []bool
	since  []int // round in which it came into force
	signed []int // first round; −1: never
}

func newHistory(b *model.Bargain, in []float64) *history {
	n := len(b.Packages)
	return &history{b, in, make([]bool, n), make([]int, n), slices.Repeat([]int{-1}, n)}
}

func (h *history) note(e model.Event) {
	switch e.Kind { //nolint:exhaustive // the others do not matter
	case model.Violated:
		h.on[e.Package] = false
	case model.PackageSigned:
		if h.b.Packages[e.Package].Outcome == model.Settlement {
			clear(h.on)
		}
		if !h.on[e.Package] {
			h.on[e.Package], h.since[e.Package] = true, e.Round
		}
		if h.signed[e.Package] < 0 {
			h.signed[e.Package] = e.Round
		}
	}
}

// met reports whether the events bear out the requirement in a round.
func (h *history) met(r *model.Requirement, round int) bool {
	switch r.Kind { //nolint:exhaustive // the files have no others
	case model.InForce:
		kept := round - h.since[r.Of]
		return h.on[r.Of] && kept >= 1 && float64(kept) >= r.Number.In(h.in)
	case model.SignedOnce:
		return h.signed[r.Of] >= 0 && h.signed[r.Of] < round
	}
	return true
}

// TestTwoBeforeFour: in the file whose meetings require each other no meeting of
// four comes before as many of two as it requires.
func TestTwoBeforeFour(t *testing.T) {
	s, err := scenario.Load("alaska-bilateral-first.yaml", scenario.Options{FS: scenarios.FS, Set: []string{"processes.meetings.held.2.requires.0.meetings.held=2"}})
	if err != nil {
		t.Fatal(err)
	}
	b := s.Bargain
	of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 32, Seed: seed, Quantiles: &quantiles})
	if err != nil {
		t.Fatal(err)
	}
	fours := 0
	for draw := range 32 {
		in, ev := of.At(draw)
		out, twos := b.NewOutcome(), 0
		model.Narrate(b, 0, in, ev, &out, func(e model.Event) {
			if e.Kind != model.MeetingHeld {
				return
			}
			present := map[string]bool{}
			for i, is := range e.Room {
				present[b.Parties[i].ID] = is
			}
			switch {
			case !present["russia"] || !present["ukraine"]:
			case !present["us"]:
				twos++
			default:
				if fours++; twos < 2 {
					t.Fatalf("draw %d: four met in round %d after %d meetings of two", draw, e.Round, twos)
				}
			}
		})
	}
	if fours == 0 {
		t.Error("four never met")
	}
}

// TestOrderAllocatesNothing: what waits for what costs a draw no memory.
func TestOrderAllocatesNothing(t *testing.T) {
	for _, file := range ordered {
		b, err := under("nash", file, nil)
		if err != nil {
			t.Fatal(err)
		}
		of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 16, Seed: seed, Quantiles: &quantiles})
		if err != nil {
			t.Fatal(err)
		}
		runner, out := model.NewRunner(b), []model.Outcome{b.NewOutcome()}
		play := func() {
			in, ev := of.At(3)
			runner.Run(in, ev, out)
		}
		play()
		at := testing.AllocsPerRun(5, func() { of.At(3) })
		if n := testing.AllocsPerRun(5, play) - at; n > 0 {
			t.Errorf("%s: %g allocations per draw", file, n)
		}
	}
}
