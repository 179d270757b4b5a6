package scenarios_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// draws is how many draws of a file the tests look at unless they say otherwise:
// go test ./scenarios -args -draws 1500.
var draws = flag.Int("draws", 600, "how many draws of a file the tests of mechanisms look at")

// seed is the seed of every run of these tests.
const seed = 2025

// aRound is a round in the middle of the game, by which stocks, beliefs and
// the front have moved.
const aRound = 12

// drawn is what the tests ask about one draw under nash.
type drawn struct {
	class      model.Class
	terms      []float64 // positions per issue; NaN where it was not settled
	start      []float64 // reservation value per party in round 0
	later      []float64 // reservation value per party in aRound
	compliance []float64 // per party: how sure it is at the start that a settlement holds, after levers
}

// A played scenario is what its draws came to. The same seed gives two
// variants the same numbers draw by draw.
type played struct {
	bargain *model.Bargain
	draws   []drawn
	err     error
}

var (
	memory  = map[string]func() *played{}
	looking sync.Mutex
)

// play plays n draws of a shipped file with overrides under nash, once for all
// tests that ask for the same.
func play(t *testing.T, file string, set []string, n int) *played {
	t.Helper()
	key := fmt.Sprintf("%s %d\n%s", file, n, strings.Join(set, "\n"))
	looking.Lock()
	once, known := memory[key]
	if !known {
		once = sync.OnceValue(func() *played { return playNew(file, set, n) })
		memory[key] = once
	}
	looking.Unlock()
	p := once()
	if p.err != nil {
		t.Fatalf("%s with %v: %v", file, set, p.err)
	}
	return p
}

func playNew(file string, set []string, n int) *played {
	p := &played{}
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS, Set: set})
	if err == nil {
		err = s.Choose([]string{"nash"})
	}
	if err != nil {
		p.err = err
		return p
	}
	b := s.Bargain
	b.Theories = b.Theories[s.Lead() : s.Lead()+1]
	p.bargain = b
	of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: n, Seed: seed})
	if err != nil {
		p.err = err
		return p
	}
	player, table := model.NewRunner(b), model.NewTable(b)
	out := []model.Outcome{b.NewOutcome()}
	p.draws = make([]drawn, n)
	for i := range p.draws {
		in, ev := of.At(i)
		table.SetInputs(in, ev)
		player.Run(in, ev, out)
		d := drawn{
			class: out[0].Class, terms: slices.Clone(out[0].Terms), start: slices.Clone(out[0].Reservation), later: slices.Clone(out[0].Reservation),
			compliance: slices.Clone(table.Problem(0).PayoffSlope),
		}
		if path := out[0].Path; path != nil {
			d.start, d.later = slices.Clone(path.Reservation[0]), slices.Clone(path.Reservation[min(aRound, len(path.Reservation)-1)])
		}
		p.draws[i] = d
	}
	return p
}

// share is the share of draws that end in the class.
func (p *played) share(c model.Class) float64 {
	n := 0
	for i := range p.draws {
		if p.draws[i].class == c {
			n++
		}
	}
	return float64(n) / float64(len(p.draws))
}
