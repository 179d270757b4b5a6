package process_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"sim/model"
	"sim/model/process"
)

// events is a plain source of event numbers for tests: a hash of its
// coordinates.
type events struct{ draw uint64 }

func (e events) Uniform(key model.StreamKey, round, k int) float64 {
	x := uint64(key) ^ e.draw*0x9E3779B97F4A7C15 ^ uint64(round)*0xBF58476D1CE4E5B9 ^ uint64(k)*0x94D049BB133111EB
	for range 2 {
		x ^= x >> 30
		x *= 0xBF58476D1CE4E5B9
		x ^= x >> 27
		x *= 0x94D049BB133111EB
		x ^= x >> 31
	}
	return (float64(x>>12) + 0.5) * 0x1p-52
}

func oraclesOf[T any](t *testing.T, name string) (cases []T) {
	t.Helper()
	src, err := os.ReadFile("testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Model string
		Raw   json.RawMessage `json:"-"`
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(src, &raw); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(src, &all); err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if all[i].Model != name {
			continue
		}
		var c T
		if err := json.Unmarshal(raw[i], &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	if len(cases) == 0 {
		t.Fatalf("no oracle %s", name)
	}
	return cases
}

// splits is Nash's solution for two equal parties that divide one straight issue:
// both gain as much.
type splits struct{}

func (splits) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	copy(out.Terms, p.StatusQuo)
	gain := p.Value(0, out.Terms) - p.Reservation[0]
	other := p.Value(1, out.Terms) - p.Reservation[1]
	out.Terms[0] += (other - gain) / 2
	p.Payoffs(out.Terms, out.Payoff)
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// frontline is the bargain of oracle loop.deterministic: one straight issue,
// the line itself, and nothing but disagreement costs behind it.
func frontline(share, drift, costA, costB, patience float64, rounds int, more ...model.Process) *model.Bargain {
	party := func(id string, cost, patience float64) model.Party {
		return model.Party{
			ID: id, Power: model.Known(1), Patience: model.Known(patience), DisagreementCost: model.Size{Amount: model.Known(cost)},
		}
	}
	b := &model.Bargain{
		Parties: []model.Party{party("attacker", costA, patience), party("defender", costB, 0.97)},
		Issues: []model.Issue{{
			ID: "line", StatusQuo: model.Known(share), Curvature: model.Known(1), LossAversion: model.Known(1),
			Stances: []model.Stance{{Ideal: model.Known(1), Salience: model.Known(100)}, {Ideal: model.Known(0), Salience: model.Known(100)}},
		}},
		Packages: []model.Package{{ID: "settlement", Issues: []int{0}, Relieves: model.Known(1), Holds: model.Known(1), Share: model.Known(1)}},
		Theories: []model.Theory{{Name: "splits", New: func() model.Protocol { return splits{} }}},
		Clock:    model.Clock{Rounds: rounds},
	}
	b.Processes = func(*model.Bargain) []model.Process {
		return append([]model.Process{&process.Drift{Issue: 0, Gains: 0, Loses: 1, Drift: model.Known(drift)}}, more...)
	}
	return b
}

// penalised is Delay with a sure cost of waiting, which the oracle states
// outright instead of deriving it from levers.
type penalised struct {
	process.Delay
	penalty float64
}

func (d *penalised) Respond(g *model.Game, i, pkg int, payoff float64) model.Action {
	return d.Delay.Respond(g, i, pkg, payoff+d.penalty)
}

func (d *penalised) Move(g *model.Game) { clear(g.Now().Called) }

// The line moves in the attacker's favour; it waits until a round's gain no
// longer makes up for its impatience (model 2.2, 3.2 and 3.6 together).
func TestDeterministicLoop(t *testing.T) {
	type oracle struct {
		Name   string
		Inputs struct {
			Share0, Drift float64
			WarCost       []float64 `json:"war_cost"`
			Delta         float64   `json:"delta_attacker"`
			Penalty       float64   `json:"stall_penalty"`
		}
		Expected struct {
			Week     float64 `json:"agreement_week"`
			X, Share float64
		}
	}
	for _, o := range oraclesOf[oracle](t, "loop.deterministic") {
		t.Run(o.Name, func(t *testing.T) {
			in := o.Inputs
			b := frontline(in.Share0, in.Drift, in.WarCost[0], in.WarCost[1], in.Delta, 60, &penalised{penalty: in.Penalty})
			out := []model.Outcome{model.NewOutcome(2, 1)}
			model.NewRunner(b).Run(nil, events{}, out)
			if out[0].Class != model.Settlement || float64(out[0].Round) != o.Expected.Week {
				t.Fatalf("%v in round %d, want a settlement in round %g", out[0].Class, out[0].Round, o.Expected.Week)
			}
			if got := out[0].Terms[0]; math.Abs(got-o.Expected.X) > 1e-9 {
				t.Errorf("terms %v, want %v", got, o.Expected.X)
			}
			line := out[0].Reservation[0] + in.WarCost[0]
			if math.Abs(line-o.Expected.Share) > 1e-9 {
				t.Errorf("line %v, want %v", line, o.Expected.Share)
			}
		})
	}
}

// chain drives a game through a Markov chain by deciding which package the
// meeting may sign; states are none in force, strikes, ceasefire, then the
// absorbing settlement, frozen and escalation.
type chain struct {
	model.BaseProcess
	p     [][]float64 // rows of transient states over all states
	start int
	state int
}

func (c *chain) Begin(*model.Game) { c.state = -1 }

func (c *chain) Move(g *model.Game) {
	next := c.start
	if c.state >= len(c.p) {
		next = c.state // absorbed
	} else if c.state >= 0 {
		u := g.Uniform(model.Key("chain"), 0)
		row := c.p[c.state]
		for next = 0; next < len(row)-1; next++ {
			if u -= row[next]; u <= 0 {
				break
			}
		}
	}
	clear(g.Decides)
	if next != c.state {
		for i := range g.Force {
			if g.Force[i].On {
				g.End(i)
			}
		}
		switch next {
		case 0:
		case 5:
			g.Escalated = true
		default:
			g.Decides[next-1] = true
		}
	}
	c.state = next
}

// unweighed is an issue that nobody cares about.
func unweighed(parties int) []model.Issue {
	return []model.Issue{{ID: "nothing", Curvature: model.Known(1), LossAversion: model.Known(1), Stances: make([]model.Stance, parties)}}
}

// agreeable is a stub theory that settles whatever is tabled.
type agreeable struct{}

func (agreeable) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
}

// M18: with a stub theory the loop is the chain that drives it, within Monte
// Carlo error, at a horizon and at absorption.
func TestMarkovChain(t *testing.T) {
	type oracle struct {
		Name   string
		Inputs struct {
			Q, R      [][]float64
			Start     string
			Transient []string
			Weeks     int
		}
		Expected struct {
			Prob, Absorption []float64
			Weeks            float64 `json:"expected_weeks"`
		}
	}
	cases := append(oraclesOf[oracle](t, "markov.horizon"), oraclesOf[oracle](t, "markov.absorption")...)
	for _, o := range cases {
		t.Run(o.Name, func(t *testing.T) {
			c := &chain{start: slices.Index(o.Inputs.Transient, o.Inputs.Start)}
			for i := range o.Inputs.Q {
				c.p = append(c.p, slices.Concat(o.Inputs.Q[i], o.Inputs.R[i]))
			}
			rounds, draws := o.Inputs.Weeks+1, 20_000
			if o.Inputs.Weeks == 0 {
				rounds, draws = 600, 4_000
			}
			got, weeks := endsOf(c, rounds, draws)
			want := o.Expected.Prob
			if want == nil {
				want = append(make([]float64, 3), o.Expected.Absorption...)
				// Geometric-like times: their standard deviation is about their mean.
				if bound := 4.5 * 1.1 * o.Expected.Weeks / math.Sqrt(float64(draws)); math.Abs(weeks-o.Expected.Weeks) > bound {
					t.Errorf("expected rounds %.2f, want %.2f ± %.2f", weeks, o.Expected.Weeks, bound)
				}
			}
			for s, p := range want {
				if bound := 4.5 * math.Sqrt(p*(1-p)/float64(draws)); math.Abs(got[s]-p) > bound+1e-12 {
					t.Errorf("state %d: share %.4f, want %.4f ± %.4f", s, got[s], p, bound)
				}
			}
		})
	}
}

// endsOf plays the chain and reports in which share of draws each state was
// the last one, and the mean number of rounds before an absorbing one.
func endsOf(c *chain, rounds, draws int) (ends [6]float64, weeks float64) {
	pkg := func(id string, class model.Class) model.Package {
		return model.Package{ID: id, Outcome: class, Relieves: model.Known(0.5), Share: model.Known(1)}
	}
	b := &model.Bargain{
		Parties: []model.Party{{ID: "a", Power: model.Known(1), Patience: model.Known(0.9)}},
		Packages: []model.Package{
			pkg("strikes", model.Partial), pkg("ceasefire", model.Ceasefire), pkg("settlement", model.Settlement), pkg("frozen", model.Settlement),
		},
		Issues:    unweighed(1),
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return []model.Process{c} },
	}
	player := model.NewRunner(b)
	out := []model.Outcome{model.NewOutcome(1, 1)}
	for i := range draws {
		player.Run(nil, events{uint64(i) + 1}, out)
		state := out[0].Package + 1 // strikes in force after a broken ceasefire count as collapsed
		if out[0].Class == model.Escalation {
			state = 5
		}
		ends[state] += 1 / float64(draws)
		weeks += float64(out[0].Round) / float64(draws)
	}
	return ends, weeks
}

// M17: a package with a constant hazard of violation is in force after T rounds
// in the share e^−hT of draws, and surviving two stretches of time is surviving
// the first and then the second.
func TestHazardIsMultiplicative(t *testing.T) {
	const rate, rounds, draws = 0.04, 21, 6000
	breaks := law()
	breaks.Rate = []model.Parameter{number(rate / 2), number(rate / 2)}
	party := func(id string, other int) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9), CountsOn: []int{other}}
	}
	b := &model.Bargain{
		Issues:   unweighed(2),
		Parties:  []model.Party{party("a", 1), party("b", 0)},
		Packages: []model.Package{{ID: "ceasefire", Outcome: model.Ceasefire, Relieves: model.Known(1)}},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:    model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process {
			return []model.Process{
				&process.Violations{Law: breaks},
				&process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}},
			}
		},
	}
	player, out := model.NewRunner(b), []model.Outcome{b.NewOutcome()}
	alive := make([]float64, rounds)
	for i := range draws {
		player.Run(nil, events{uint64(i) + 1}, out)
		for r, c := range out[0].Path.Class {
			if c == model.Ceasefire {
				alive[r] += 1.0 / draws
			}
		}
	}
	for r := range rounds {
		want := math.Exp(-rate * float64(r))
		if bound := 4.5 * math.Sqrt(want*(1-want)/draws); math.Abs(alive[r]-want) > bound+1e-9 {
			t.Errorf("after %d rounds: share %.4f, want %.4f ± %.4f", r, alive[r], want, bound)
		}
	}
	if got, want := alive[20], alive[8]*alive[12]; math.Abs(got-want) > 0.03 {
		t.Errorf("surviving 20 rounds %.4f, 8 and then 12 %.4f", got, want)
	}
}

// In the deterministic case a line that moves faster in a party's favour never
// shortens its own delay (model 3.6): as long as the line stays in the range
// where a round's gain grows with its drift.
func TestMomentumNeverShortensDelay(t *testing.T) {
	last := -1
	for _, drift := range []float64{0, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04} {
		b := frontline(0.55, drift, 0.1, 0.2, 0.97, 200, &penalised{})
		out := []model.Outcome{model.NewOutcome(2, 1)}
		model.NewRunner(b).Run(nil, events{}, out)
		if out[0].Class != model.Settlement {
			t.Fatalf("drift %g: %v", drift, out[0].Class)
		}
		t.Logf("drift %g: settled in round %d", drift, out[0].Round)
		if out[0].Round < last {
			t.Errorf("drift %g settles in round %d, a slower one in round %d", drift, out[0].Round, last)
		}
		last = out[0].Round
	}
	if last <= 0 {
		t.Error("nobody ever waited")
	}
}

// Rounds of a week with rates to match, and twice as many of them, end within two
// fortnights of rounds of two weeks: how long a party waits does not depend on how
// often it is asked (test 38).
func TestRoundsHalfAsLong(t *testing.T) {
	settles := func(drift, patience, called float64, rounds int) int {
		b := frontline(0.55, drift, 0.1, 0.2, patience, rounds, &process.Delay{Called: number(called)})
		refused := pressure(1, 0, model.OnRefusal)
		refused.Effects[0].By = model.Size{Amount: model.Known(0.002)}
		b.Levers = []model.Lever{refused}
		return outcome(b, model.MedianEvents{}).First[model.Settlement]
	}
	waited := false
	for _, drift := range []float64{0.016, 0.02, 0.024, 0.03} {
		for _, patience := range []float64{0.96, 0.97, 0.975} {
			for _, called := range []float64{0, 0.02, 0.2} {
				whole := settles(drift, patience, called, 100)
				half := settles(drift/2, math.Sqrt(patience), 1-math.Sqrt(1-called), 200)
				waited = waited || whole > 0
				if whole < 0 || math.Abs(float64(half)/2-float64(whole)) > 2 {
					t.Errorf("drift %g, patience %g, called %g: settled in round %d, with rounds half as long in %d", drift, patience, called, whole, half)
				}
			}
		}
	}
	if !waited {
		t.Error("nobody ever waited")
	}
}
