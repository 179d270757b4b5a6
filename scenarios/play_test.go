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
var draws = flag.Int("draws", 64, "how many draws of a file the tests of mechanisms look at")

// variants has tests run the files that extend another one, too, where they take
// long and other files show the same: go test ./scenarios -args -variants.
var variants = flag.Bool("variants", false, "look at variants too where that takes long")

// skipVariant leaves a file that extends another one out unless -variants is given.
func skipVariant(t *testing.T, file string) {
	t.Helper()
	if !*variants && extends(t, file) {
		t.Skip("a variant")
	}
}

// seed is the seed of every run of these tests.
const seed = 2025

// quantiles are the tabulated distributions of all runs: variants share most of them.
var quantiles montecarlo.QuantileCache

// aRound is a round in the middle of the game, by which stocks, beliefs and
// the front have moved.
const aRound = 12

// drawn is what the tests ask about one draw. Slices are per party,
// except terms, which are positions per issue.
type drawn struct {
	in          []float64
	class       model.Class
	first       [model.Classes]int // round in which each class was first reached; −1: never
	terms       []float64          // NaN where an issue was not settled
	utility     []float64
	payoff      []float64 // of the package in force, when it was signed
	reservation []float64 // in round 0
	later       []float64 // reservation value in aRound
	blocked     []float64 // rounds in which this party is recorded as not consenting
	answers     []int     // levers carried out because this party was taken to have violated an agreement

	opening           // round 0, before any talks
	feared  []float64 // believed hazard of a breach in aRound, without guarantee and monitoring
}

// An opening is how the first package of a file looks to the parties in round 0.
type opening struct {
	talking []float64
	fear    []float64 // believed hazard of a breach, without guarantee and monitoring
	unmoved []float64 // payoff of an agreement that moves nothing but what the package fixes
	full    []float64 // the same, with what depends on promises at the end of what is on the table

	// The agreement that nash would reach at once; empty if there is none.
	nash   []float64   // terms
	agreed []float64   // payoff
	trust  []float64   // φ
	gets   [][]float64 // per issue: value of the terms, 0 to 1
}

// A played scenario is the results of its draws. The same seed gives two
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

// play simulates n draws of a shipped file with overrides under nash.
func play(t *testing.T, file string, set []string, n int) *played {
	t.Helper()
	return playUnder(t, "nash", file, set, n)
}

// playUnder simulates n draws of a shipped file with overrides under a theory, once
// for all tests that ask for the same.
func playUnder(t *testing.T, theory, file string, set []string, n int) *played {
	t.Helper()
	key := fmt.Sprintf("%s %s %d\n%s", theory, file, n, strings.Join(set, "\n"))
	looking.Lock()
	once, known := memory[key]
	if !known {
		once = sync.OnceValue(func() *played { return playNew(theory, file, set, n) })
		memory[key] = once
	}
	looking.Unlock()
	p := once()
	if p.err != nil {
		t.Fatalf("%s with %v: %v", file, set, p.err)
	}
	return p
}

func playNew(theory, file string, set []string, n int) *played {
	p := &played{}
	b, err := under(theory, file, set)
	if err != nil {
		p.err = err
		return p
	}
	p.bargain, p.draws = b, make([]drawn, n)
	of, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: n, Seed: seed, Quantiles: &quantiles})
	if err != nil {
		p.err = err
		return p
	}
	look := &probe{solve: b.Theories[0].New()}
	runner, out := model.NewRunner(watched(b, look)), []model.Outcome{b.NewOutcome()}
	for i := range p.draws {
		in, ev := of.At(i)
		d, o := &p.draws[i], &out[0]
		*d = drawn{in: slices.Clone(in), answers: make([]int, len(b.Parties))}
		look.at = d
		runner.Run(in, ev, out)
		d.class, d.first, d.terms = o.Class, o.First, slices.Clone(o.Terms)
		for _, rounds := range o.Blocks {
			d.blocked = append(d.blocked, float64(rounds))
		}
		d.utility, d.payoff = slices.Clone(o.Utility), slices.Clone(o.Payoff)
		d.reservation, d.later = slices.Clone(o.Reservation), slices.Clone(o.Reservation)
		if path := o.Path; path != nil {
			d.reservation, d.later = slices.Clone(path.Reservation(0)), slices.Clone(path.Reservation(min(aRound, len(path.Line)-1)))
		}
	}
	return p
}

// under is a shipped file with overrides, as it is simulated under one theory
// alone.
func under(theory, file string, set []string) (*model.Bargain, error) {
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS, Set: set})
	if err == nil {
		err = s.Choose([]string{theory})
	}
	if err != nil {
		return nil, err
	}
	b := *s.Bargain
	b.Theories = b.Theories[s.Lead() : s.Lead()+1]
	return &b, nil
}

// watched is b with one more process, which only looks.
func watched(b *model.Bargain, look model.Process) *model.Bargain {
	one, before := *b, b.Processes
	one.Processes = func(b *model.Bargain) []model.Process {
		if before == nil {
			return []model.Process{look}
		}
		return append(before(b), look)
	}
	return &one
}

// A probe notes in each draw how the parties see things.
type probe struct {
	model.BaseProcess
	solve model.Protocol
	offer model.Offer
	at    *drawn
}

// Follow looks at round 0 and at aRound.
func (p *probe) Follow(g *model.Game) {
	switch g.Round {
	case 0:
		p.open(g)
	case aRound:
		p.at.feared = fears(g)
	}
}

func (p *probe) open(g *model.Game) {
	d, problem := &p.at.opening, g.Table.Problem(0)
	d.fear = fears(g)
	problem.AtLevel(0)
	d.unmoved = slices.Clone(problem.Constant)
	problem.AtLevel(problem.Levels() - 1)
	held := slices.Clone(problem.StatusQuo)
	for k := range held {
		held[k] = min(max(held[k], problem.Lower[k]), problem.Upper[k])
	}
	for j, k := range problem.LevelIssues() {
		held[k] = problem.LevelAt(problem.Levels()-1, j)
	}
	for i := range g.Bargain.Parties {
		d.talking = append(d.talking, g.Table.Talking(i))
		d.full = append(d.full, problem.Value(i, held))
	}
	if p.solve.Solve(problem, nil, &p.offer); !p.offer.Status.Agreed() {
		return
	}
	d.nash, d.agreed = slices.Clone(p.offer.Terms), slices.Clone(p.offer.Payoff)
	problem.AtLevel(problem.Nearest(p.offer.Terms))
	for i := range g.Bargain.Parties {
		d.trust = append(d.trust, trustOf(g.Bargain, problem, i))
		d.gets = append(d.gets, nil)
		for k, x := range d.nash {
			d.gets[i] = append(d.gets[i], model.IssueValue(x, problem.Ideal[i][k], problem.Side[i][k], problem.Curvature[i][k]))
		}
	}
}

// trustOf is φ of party i: what it counts of a gain on an issue that needs
// nobody to carry it out.
func trustOf(b *model.Bargain, p *model.Problem, i int) float64 {
	k := slices.IndexFunc(b.Issues, func(k model.Issue) bool { return len(k.Carriers) == 0 })
	return at(p.Gain[i], k)
}

// fears is, per party, the hazard of a breach that it believes in.
func fears(g *model.Game) []float64 {
	hazards := slices.Clone(g.Now().Base)
	for i, h := range hazards {
		if h != h {
			hazards[i] = g.Table.Prior(i)
		}
	}
	return hazards
}

// Moment counts the answers to what is taken for a violation.
func (p *probe) Moment(g *model.Game, lever int, carried bool) {
	if v := g.Violator; carried && v >= 0 && g.Blocker < 0 && g.Bargain.Levers[lever].WaitsFor(model.OnViolation, v) {
		p.at.answers[v]++
	}
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
