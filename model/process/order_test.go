package process

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// luck keeps packages off the table except where chance puts them on it, once all
// that they require is met.
type luck struct {
	model.BaseProcess
	chance []float64 // per package
	happen func(chance float64) bool
}

func (l *luck) Blocks(g *model.Game, pkg int) bool {
	return g.Unmet(g.Bargain.Packages[pkg].Requires) < 0 && !l.happen(l.chance[pkg])
}

// everyHistory plays all histories that questions of yes or no can lead to, and
// hands over each with its probability. Questions that are certain have no branch.
func everyHistory(play func(ask func(chance float64) bool), end func(probability float64)) {
	var script []bool
	for {
		at, probability := 0, 1.0
		play(func(chance float64) bool {
			if at == len(script) {
				script = append(script, true)
			}
			yes := script[at]
			at++
			if yes {
				probability *= chance
			} else {
				probability *= 1 - chance
			}
			return yes
		})
		end(probability)
		for len(script) > 0 && !script[len(script)-1] {
			script = script[:len(script)-1]
		}
		if len(script) == 0 {
			return
		}
		script[len(script)-1] = false
	}
}

func inForce(pkg int, kept float64) []model.Requirement {
	return []model.Requirement{{Kind: model.InForce, Of: pkg, Number: model.Known(kept)}}
}

// afterOracle is the chance that a first package is signed and then a second
// that waits for it, in all histories of so many rounds.
func afterOracle(in values) map[string]any {
	first := model.Package{ID: "first", Outcome: model.Partial, Relieves: model.Known(0.5)}
	second := ceasefire(0)
	second.Requires = inForce(0, 0)
	chance := &luck{chance: []float64{in.num("first"), in.num("second")}}
	both, firstOnly := 0.0, 0.0
	var out model.Outcome
	everyHistory(func(ask func(float64) bool) {
		chance.happen = ask
		_, out = meeting(int(in.num("rounds")), chances{}, []model.Package{first, second}, chance)
	}, func(probability float64) {
		switch out.Class { //nolint:exhaustive // nothing else can happen
		case model.Ceasefire:
			both += probability
		case model.Partial:
			firstOnly += probability
		}
	})
	return map[string]any{"both": both, "first_only": firstOnly}
}

// breaches answers that a party breaks the package in the first rounds.
type breaches struct {
	key   model.StreamKey
	broke int // rounds in which it does, from round 1
}

func (b breaches) Uniform(key model.StreamKey, round, _ int) float64 {
	if key != b.key {
		return 0.5
	}
	if round <= b.broke {
		return 1 - 1e-9 // rings at once
	}
	return 1e-300 // rings long after
}

// keptFor is a bargain in which a truce is renewed in the round in which it is
// broken, and a settlement is signed once it has been kept for so many rounds.
func keptFor(hazard, kept float64, rounds int) *model.Bargain {
	law := model.Hazards{
		Rate: make([]model.Parameter, 2), Disruption: make([]model.Number, 2), Breaches: make([]model.Number, 2),
		Settles: make([]model.Number, 2), Settled: []model.Number{model.Known(1), model.Known(1)}, Weight: model.Known(40),
	}
	law.Rate[0] = model.Parameter{Number: model.Known(hazard)}
	party := func(id string) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9)}
	}
	settlement := model.Package{ID: "settlement", Outcome: model.Settlement, Relieves: model.Known(1), Requires: inForce(1, kept)}
	return &model.Bargain{
		Parties:   []model.Party{party("a"), party("b")},
		Issues:    unweighed(2),
		Packages:  []model.Package{settlement, ceasefire(0)},
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return []model.Process{&Violations{Law: law}} },
	}
}

// reachedAfter reports whether the settlement is signed in the round in which a
// truce that was broken in so many rounds from the start has been kept for so
// many more.
func reachedAfter(broke, rounds int, hazard, kept float64) bool {
	b := keptFor(hazard, kept, broke+rounds+1)
	out := b.NewOutcome()
	model.Narrate(b, 0, nil, breaches{key: model.Key("violations/ceasefire").Child("a"), broke: broke}, &out, func(model.Event) {})
	return out.First[model.Settlement] == broke+rounds
}

// keptForOracle is the chance that the settlement comes: a chain over the rounds
// for which the truce has been kept, whose steps the engine takes.
func keptForOracle(in values) map[string]any {
	hazard, kept, clock := in.num("hazard"), in.num("rounds"), int(in.num("clock"))
	survives := math.Exp(-hazard)
	chain, reached := []float64{1}, 0.0
	for round := 1; round <= clock; round++ {
		next := make([]float64, len(chain)+1)
		for c, p := range chain {
			next[0] += p * (1 - survives)
			if reachedAfter(round-c-1, c+1, hazard, kept) {
				reached += p * survives
			} else {
				next[c+1] += p * survives
			}
		}
		chain = next
	}
	return map[string]any{"reached": reached}
}

// The same by chance, with the engine's own law of violations.
func TestKeptForByChance(t *testing.T) {
	const hazard, kept, clock, draws = 0.2, 3, 12, 4000
	want := keptForOracle(values{"hazard": hazard, "rounds": float64(kept), "clock": float64(clock)})["reached"].(float64)
	b := keptFor(hazard, kept, clock+1)
	out, runner, reached := []model.Outcome{b.NewOutcome()}, model.NewRunner(b), 0.0
	for i := range draws {
		runner.Run(nil, hashed{uint64(i)}, out)
		if out[0].First[model.Settlement] >= 0 {
			reached += 1.0 / draws
		}
	}
	if bound := 4 * math.Sqrt(want*(1-want)/draws); math.Abs(reached-want) > bound {
		t.Errorf("reached in %.4f of the draws, want %.4f ± %.4f", reached, want, bound)
	}
}

// TestRequirements: what each kind of requirement waits for, from the round in
// which it first holds; what is signed or held in a round counts from the next.
func TestRequirements(t *testing.T) {
	two := []int{0, 1}
	partial := func(blocked ...int) *script {
		return &script{move: func(g *model.Game) { g.Decides[0] = !slices.Contains(blocked, g.Round) }}
	}
	room := []Slot{{At: 1, Between: two}, {At: 2, Between: two}, {At: -1, Every: 1, Between: []int{0, 1, 2}}}
	for _, c := range []struct {
		name     string
		requires model.Requirement
		more     []model.Process
		sign     int // round; −1: never
	}{
		{"signed in round 0", model.Requirement{Kind: model.InForce}, nil, 1},
		{"signed in round 2", model.Requirement{Kind: model.InForce}, []model.Process{partial(0, 1)}, 3},
		{"kept for a round", model.Requirement{Kind: model.InForce, Number: model.Known(1)}, nil, 1},
		{"kept for two rounds and a bit", model.Requirement{Kind: model.InForce, Number: model.Known(2.3)}, nil, 3},
		{"never signed", model.Requirement{Kind: model.InForce}, []model.Process{partial(0, 1, 2, 3, 4, 5, 6)}, -1},
		{"signed once", model.Requirement{Kind: model.SignedOnce}, []model.Process{&script{move: func(g *model.Game) {
			g.Decides[0] = g.Round == 0
			if g.Round == 1 {
				g.End(0)
			}
		}}}, 1},
		{"in force no more", model.Requirement{Kind: model.InForce}, []model.Process{&script{move: func(g *model.Game) {
			g.Decides[0] = g.Round == 0
			if g.Round == 1 {
				g.End(0)
			}
		}}}, -1},
		{"one meeting of two", model.Requirement{Kind: model.MeetingsHeld, Number: model.Known(1)}, []model.Process{&Meetings{Held: room}}, 2},
		{"two meetings of two", model.Requirement{Kind: model.MeetingsHeld, Number: model.Known(2)}, []model.Process{&Meetings{Held: room}}, 3},
		{"meetings of all", model.Requirement{Kind: model.MeetingsHeld, Of: 1, Number: model.Known(2)}, []model.Process{&Meetings{Held: room}}, 4},
		{"a round", model.Requirement{Kind: model.RoundReached, Number: model.Known(3.5)}, nil, 4},
		{"a deadline", model.Requirement{Kind: model.DeadlinePassed}, nil, 3},
		{"a lever", model.Requirement{Kind: model.LeverCarriedOut}, nil, 3},
		{"a lever that nobody pulls", model.Requirement{Kind: model.LeverCarriedOut, Of: 1}, nil, -1},
	} {
		second := ceasefire(0)
		second.Requires = []model.Requirement{c.requires}
		var signed []int
		var last model.Reason
		ordered(7, []model.Package{{ID: "first", Outcome: model.Partial, Relieves: model.Known(0.5)}, second}, func(e model.Event) {
			if e.Kind == model.PackageSigned && e.Package == 1 {
				signed = append(signed, e.Round)
			}
		}, &last, c.more...)
		if want := []int{c.sign}; c.sign >= 0 && !slices.Equal(signed, want) || c.sign < 0 && (signed != nil || last != model.WaitsFor) {
			t.Errorf("%s: signed in rounds %v for reason %v, want %d", c.name, signed, last, c.sign)
		}
	}
}

// ordered plays packages with rooms of two and of three, a deadline in round 3
// and two levers, the first of which that deadline has carried out.
func ordered(rounds int, packages []model.Package, hear func(model.Event), reason *model.Reason, processes ...model.Process) {
	party := func(id string) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9)}
	}
	act := func(id string) model.Lever {
		return model.Lever{ID: id, Target: -1, Weight: model.Known(1), Credibility: model.Known(1), FollowThrough: model.Known(1), PassThrough: model.Known(1), When: []model.Moment{{Trigger: model.OnDeadline, Party: -1}}}
	}
	parties := []model.Party{party("a"), party("b"), party("c")}
	parties[2].Seat = model.Observer
	b := &model.Bargain{
		Parties: parties, Issues: unweighed(3), Packages: packages, Levers: []model.Lever{act("pulled"), act("unused")},
		Rooms:     [][]int{{0, 1}, {0, 1, 2}},
		Deadlines: []model.Deadline{{ID: "date", Round: model.Known(3), Carries: []int{0}}},
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return processes },
	}
	out := b.NewOutcome()
	model.Narrate(b, 0, nil, chances{}, &out, hear)
	*reason = out.Reason
}

// A party that insists on another package first keeps this one off the table, and
// that is put down to it; in a draw in which it drops the demand it does not.
func TestInsists(t *testing.T) {
	truce := model.Package{ID: "truce", Outcome: model.Partial, Relieves: model.Known(0.5)}
	peace := ceasefire(0)
	peace.Insists = []model.Insistence{{Party: 1, Packages: []int{1}, Binding: model.Known(0.6), Stream: model.Key("insists/ceasefire.b")}}
	late := &script{move: func(g *model.Game) { g.Decides[1] = g.Round == 2 }}
	for _, c := range []struct {
		u       float64
		keptOff []int
		sign    int
	}{
		{0.59, []int{0, 1, 2}, 3},
		{0.61, nil, 0},
	} {
		events, out := meeting(5, chances{peace.Insists[0].Stream: c.u}, []model.Package{peace, truce}, late)
		if got := when(events, model.KeptOffTable); !slices.Equal(got, c.keptOff) {
			t.Errorf("u = %g: kept off the table in rounds %v, want %v", c.u, got, c.keptOff)
		}
		if out.First[model.Ceasefire] != c.sign || out.Blocks[0] != 0 || out.Blocks[1] != len(c.keptOff) {
			t.Errorf("u = %g: signed in round %d, recorded %v; want round %d, b for each round that it kept the package off", c.u, out.First[model.Ceasefire], out.Blocks, c.sign)
		}
	}
}

// A requirement that is not met is nobody's doing, and an offer that fails in the
// same round goes before it as the reason.
func TestWaitingIsNobodysDoing(t *testing.T) {
	waits := model.Package{ID: "settlement", Requires: inForce(1, 0)}
	_, out := meeting(4, chances{}, []model.Package{waits, ceasefire(0)}, &script{move: func(g *model.Game) { g.Decides[1] = false }})
	if out.Reason != model.WaitsFor || out.NotConsenting >= 0 {
		t.Errorf("reason %v, recorded %d", out.Reason, out.NotConsenting)
	}
	if _, out = meeting(4, chances{}, []model.Package{waits, ceasefire(0)}, refuser{}); out.Reason != model.NotRatified {
		t.Errorf("reason %v, want that of the package that was tabled", out.Reason)
	}
}

// history is what the events of a draw say, for requirements to be checked
// against.
type history struct {
	on     []bool
	since  []int // round of the signature since which a package has been in force
	signed []int // round of the first signature; −1 never
}

// TestNothingBeforeWhatItRequires: in random orders of packages that wait for
// each other and break, none is signed in a round in which the events so far do
// not bear out what it requires (test 59).
func TestNothingBeforeWhatItRequires(t *testing.T) {
	waited := 0
	rapid.Check(t, func(t *rapid.T) {
		const n = 4
		packages := make([]model.Package, n)
		for i, class := range []model.Class{model.Partial, model.Partial, model.Ceasefire, model.Settlement} {
			packages[i] = model.Package{ID: fmt.Sprint(class, i), Outcome: class, Relieves: model.Known(rapid.SampledFrom([]float64{0, 0.2, 0.6, 1}).Draw(t, "relieves"))}
			for j := range i {
				switch rapid.IntRange(0, 2).Draw(t, "requires") {
				case 1:
					packages[i].Requires = append(packages[i].Requires, inForce(j, float64(rapid.IntRange(0, 3).Draw(t, "kept")))...)
				case 2:
					packages[i].Requires = append(packages[i].Requires, model.Requirement{Kind: model.SignedOnce, Of: j})
				}
			}
		}
		chance := &luck{chance: []float64{0.5, 0.5, 0.5, 0.5}}
		draw := hashed{rapid.Uint64().Draw(t, "draw")}
		asked := 0
		chance.happen = func(p float64) bool {
			asked++
			return draw.Uniform(model.Key("luck"), asked, 0) < p
		}
		breaks := &script{}
		h := history{make([]bool, n), make([]int, n), []int{-1, -1, -1, -1}}
		breaks.move = func(g *model.Game) {
			for i := range g.Force {
				if g.Force[i].On && draw.Uniform(model.Key("breaks"), g.Round, i) < 0.15 {
					g.End(i)
					h.on[i] = false
				}
			}
		}
		var reason model.Reason
		ordered(12, packages, func(e model.Event) {
			switch e.Kind { //nolint:exhaustive // the others do not matter
			case model.PackageWaits:
				waited++
			case model.PackageSigned:
				for _, r := range packages[e.Package].Requires {
					j, n := r.Of, r.Number.In(nil)
					if met := r.Kind == model.SignedOnce && h.signed[j] >= 0 && h.signed[j] < e.Round ||
						r.Kind == model.InForce && h.on[j] && e.Round-h.since[j] >= max(1, int(n)); !met {
						t.Fatalf("package %d was signed in round %d before package %d was in force for %g rounds: %+v", e.Package, e.Round, j, n, h)
					}
				}
				if packages[e.Package].Outcome == model.Settlement {
					clear(h.on)
				}
				if !h.on[e.Package] {
					h.on[e.Package], h.since[e.Package] = true, e.Round
				}
				if h.signed[e.Package] < 0 {
					h.signed[e.Package] = e.Round
				}
			}
		}, &reason, breaks, chance)
	})
	if waited == 0 {
		t.Error("nothing ever waited")
	}
}
