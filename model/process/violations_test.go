package process

import (
	"math"
	"slices"
	"testing"

	"sim/model"
)

// chances answers questions of chance by stream: the numbers given, else one half.
type chances map[model.StreamKey]float64

func (c chances) Uniform(key model.StreamKey, _, k int) float64 {
	if u, ok := c[key]; ok && k == 0 {
		return u
	}
	return 0.5
}

// truceOf is a bargain in which the truce that a meeting in round 0 can decide is
// broken by the law of v, between a and b, with c and d at the table. a and b count
// on each other, c on a and d on both.
func truceOf(v *Violations, rounds int, after func(*model.Game), levers ...model.Lever) *model.Bargain {
	party := func(id string, counts ...int) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9), CountsOn: counts}
	}
	parties := []model.Party{party("a", 1), party("b", 0), party("c", 0), party("d", 0, 1)}
	parties[2].Seat, parties[3].Seat = model.Sponsor, model.Observer
	return &model.Bargain{
		Parties:  parties,
		Issues:   unweighed(len(parties)),
		Packages: []model.Package{{ID: "truce", Outcome: model.Ceasefire, Relieves: model.Known(1), Counts: model.Known(1)}},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:    model.Clock{Rounds: rounds},
		Levers:   levers,
		Processes: func(*model.Bargain) []model.Process {
			return []model.Process{v, &Meetings{Held: []Slot{{At: 0, Between: []int{0, 1, 2}}}}, watch{see: after}}
		},
	}
}

// lawOf is a law in which parties a and b break packages with the given hazards.
func lawOf(hazards ...float64) model.Hazards {
	l := model.Hazards{
		Rate: make([]model.Parameter, 4), Disruption: make([]model.Number, 4), Breaches: make([]model.Number, 4),
		Settles: make([]model.Number, 1), Settled: []model.Number{model.Known(1)}, Weight: model.Known(40),
	}
	for i, h := range hazards {
		l.Rate[i].Number = model.Known(h)
	}
	return l
}

// broken plays two rounds: a truce is signed in the first and broken at the start
// of the second, by party a. It returns the game of then.
func broken(t *testing.T, v *Violations, ev chances, levers ...model.Lever) (g *model.Game, out model.Outcome) {
	t.Helper()
	v.Law = lawOf(100)
	b := truceOf(v, 2, func(now *model.Game) { g = now }, levers...)
	outs := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, ev, outs)
	return g, outs[0]
}

// A violation ends the package and is attributed to its author or, now and then,
// to the other party of the pair. Whoever counts on the party that broke it, as it
// sees that, has one breach more on 40 rounds and one round of exposure: the pair
// knows, c and d go by the attribution.
func TestAttribution(t *testing.T) {
	after := (40*100. + 1) / 41
	for _, c := range []struct {
		u    float64
		want int
		base [4]float64 // believed hazards: a counts on b, b and c on a, d on both
	}{
		{0.9, 0, [4]float64{0, after, after, after}},
		{0.1, 1, [4]float64{0, after, 40 * 100. / 41, after}},
	} {
		v := &Violations{FalseAttribution: model.Known(0.3)}
		g, out := broken(t, v, chances{model.Key("attribution/truce"): c.u})
		if out.Class != model.Collapsed || out.Lasted != 1 || !out.Ended {
			t.Errorf("ends in %v after %d rounds in force", out.Class, out.Lasted)
		}
		if g.Violator != c.want {
			t.Errorf("attributed to %d, want %d", g.Violator, c.want)
		}
		for i, want := range c.base {
			if got := g.Now().Base[i]; math.Abs(got-want) > 1e-9 {
				t.Errorf("attributed to %d: party %d believes in a hazard of %v, want %v", c.want, i, got, want)
			}
		}
	}
}

// What is mistaken is the attribution among the pair: the parties of the moving
// issue, else the two signatories that bear a cost of disagreement, else all.
func TestPair(t *testing.T) {
	party := func(seat model.Seat, cost float64) model.Party {
		return model.Party{Seat: seat, DisagreementCost: model.Size{Amount: model.Known(cost)}}
	}
	for name, c := range map[string]struct {
		parties []model.Party
		line    *Drift
		want    []bool
	}{
		"the moving issue's": {[]model.Party{party(model.Signatory, 1), party(model.Signatory, 1), party(model.Signatory, 0)}, &Drift{Gains: 2, Loses: 1}, []bool{false, true, true}},
		"two bear a cost":    {[]model.Party{party(model.Sponsor, 1), party(model.Signatory, 1), party(model.Signatory, 0), party(model.Signatory, 1)}, nil, []bool{false, true, false, true}},
		"two signatories":    {[]model.Party{party(model.Signatory, 0), party(model.Observer, 1), party(model.Signatory, 1)}, nil, []bool{true, false, true}},
		"three bear a cost":  {[]model.Party{party(model.Signatory, 1), party(model.Signatory, 1), party(model.Signatory, 1)}, nil, []bool{true, true, true}},
	} {
		if got := pairOf(&model.Bargain{Parties: c.parties}, c.line); !slices.Equal(got, c.want) {
			t.Errorf("%s: pair %v, want %v", name, got, c.want)
		}
	}
	one := model.Known(1)
	// Of three, a mistake falls on each of the other two by their own clocks.
	b := &model.Bargain{Parties: []model.Party{{ID: "a", Power: one}, {ID: "b", Power: one}, {ID: "c", Power: one}}, Packages: []model.Package{{ID: "truce"}}, Issues: unweighed(3)}
	b.Theories = []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}}
	for want, rings := range map[int]string{1: "b", 2: "c"} {
		a, taken := attributionOf(b, nil), -1
		b.Clock.Rounds = 1
		b.Processes = func(*model.Bargain) []model.Process {
			return []model.Process{watch{see: func(g *model.Game) { taken = a.attributed(g, 0, 0, 1) }}}
		}
		model.NewRunner(b).Run(nil, chances{model.Key("attribution/truce/" + rings): 0.9}, []model.Outcome{b.NewOutcome()})
		if taken != want {
			t.Errorf("%s rings first: attributed to %d", rings, taken)
		}
	}
}

// Levers follow the attribution: what waits for a violation comes to its moment,
// among others of its moments, and an inducement that snaps back is taken back.
func TestLeversAfterViolation(t *testing.T) {
	lever := func(id string, target int, when ...model.Moment) model.Lever {
		return model.Lever{
			ID: id, Holder: 1 - target, Target: target, When: when, Weight: model.Known(1), Credibility: model.Known(0.5),
			FollowThrough: model.Known(1), PassThrough: model.Known(1),
		}
	}
	agreement := model.Moment{Trigger: model.OnAgreement, Party: -1}
	violates := func(i int) model.Moment { return model.Moment{Trigger: model.OnViolation, Party: i} }
	relief := lever("relief", 0, agreement)
	relief.SnapsBack, relief.Effects = true, []model.Effect{{Does: model.Rewards, Party: 0, Issue: -1, RedLine: -1, Against: -1, By: model.Size{Amount: model.Known(0.25)}}}
	other := lever("other relief", 1, agreement)
	other.SnapsBack, other.Effects = true, relief.Effects
	plain := relief
	plain.ID, plain.SnapsBack = "plain relief", false
	levers := []model.Lever{
		relief, other, plain,
		lever("answer", 0, model.Moment{Trigger: model.OnRefusal, Party: 0}, violates(0)), lever("idle answer", 1, violates(1)),
	}
	for attributed, u := range map[int]float64{0: 0.9, 1: 0.1} {
		g, _ := broken(t, &Violations{FalseAttribution: model.Known(0.3)}, chances{model.Key("attribution/truce"): u}, levers...)
		now := g.Now()
		for l, want := range []struct{ snapped, carried int }{{0, -1}, {1, -1}, {-1, -1}, {-1, 0}, {-1, 1}} {
			if now.Snapped[l] != (want.snapped == attributed) || now.Carried[l] != (want.carried == attributed) {
				t.Errorf("attributed to %d: %s: taken back %v, carried out %v", attributed, levers[l].ID, now.Snapped[l], now.Carried[l])
			}
		}
		if attributed == 0 {
			// It is no longer a matter of belief: all of the reward is taken while talks go on.
			if got := g.Table.Talking(0); math.Abs(got+0.25) > 1e-12 {
				t.Errorf("talking on pays %g, want −0.25", got)
			}
		}
	}
}

// A truce with monitoring that lowers the hazard by the factor 0.42 is kept. b
// counts on a with a prior of 0.046 worth 40 rounds; each round in force adds an
// exposure of 0.42, and 0.42·0.5 after it has settled at the start of round 2. A
// package that counts a fifth adds a fifth. Records at the start: one breach of a in
// 5 kept rounds, 2.84/45. a, c and d believe in what they count on.
func TestRecord(t *testing.T) {
	for _, c := range []struct {
		name                   string
		counts, breaches, kept float64
		settles                float64
		want                   [4]float64 // by round
	}{
		{"no news in round 0", 1, 0, 0, 0, [4]float64{math.NaN(), 1.84 / 40.42, 1.84 / 40.84, 1.84 / 41.26}},
		{"settled from round 2 on", 1, 0, 0, 1, [4]float64{math.NaN(), 1.84 / 40.42, 1.84 / 40.63, 1.84 / 40.84}},
		{"counts a fifth", 0.2, 0, 0, 0, [4]float64{math.NaN(), 1.84 / 40.084, 1.84 / 40.168, 1.84 / 40.252}},
		{"a record at the start", 1, 1, 5, 0, [4]float64{2.84 / 45, 2.84 / 45.42, 2.84 / 45.84, 2.84 / 46.26}},
	} {
		v := &Violations{Law: lawOf(1e-6)}
		v.Law.Monitoring, v.Law.Kept = model.Known(-math.Log(0.42)), model.Known(c.kept)
		v.Law.Breaches[0] = model.Known(c.breaches)
		v.Law.Settles[0], v.Law.Settled[0] = model.Known(c.settles), model.Known(0.5)
		var got []float64
		b := truceOf(v, 4, func(g *model.Game) { got = append(got, g.Now().Base[1]) })
		b.Parties[1].Compliance = model.Compliance{Given: true, Chance: model.Known(math.Exp(-0.46)), Over: model.Known(10)}
		b.Packages[0].Monitoring, b.Packages[0].Counts = model.Known(1), model.Known(c.counts)
		for range 2 { // a second draw has learned nothing from the first
			got = got[:0]
			model.NewRunner(b).Run(nil, chances{}, []model.Outcome{b.NewOutcome()})
			for r, want := range c.want {
				if !(math.Abs(got[r]-want) < 1e-12) && !(got[r] != got[r] && want != want) {
					t.Errorf("%s: round %d: %v, want %v", c.name, r, got[r], want)
				}
			}
		}
	}
	// A weight without limit never learns; more kept rounds lower the hazard, more
	// breaches raise it.
	if got := LearnedHazard(0.046, 1e12, 3, 100); math.Abs(got-0.046) > 1e-9 {
		t.Errorf("with a boundless weight it learns %v", got)
	}
	for n := range 10 {
		k := float64(n)
		if !(LearnedHazard(0.046, 40, 0, k+1) < LearnedHazard(0.046, 40, 0, k)) || !(LearnedHazard(0.046, 40, k+1, 9) > LearnedHazard(0.046, 40, k, 9)) {
			t.Errorf("%d breaches or kept rounds: the hazard moves the wrong way", n)
		}
	}
}

// Of draws in which party a breaks a truce, false attribution decides whose levers
// come to their moment: those that wait for a violation by b more often, those that
// wait for one by a less (test 11).
func TestFalseAttributionMovesLevers(t *testing.T) {
	answer := func(to int) model.Lever {
		return model.Lever{
			ID: []string{"answer", "other answer"}[to], Holder: 2, Target: to, When: []model.Moment{{Trigger: model.OnViolation, Party: to}},
			Weight: model.Known(1), Credibility: model.Known(0.5), FollowThrough: model.Known(1), PassThrough: model.Known(1),
		}
	}
	const draws = 2000
	for _, mistaken := range []float64{0, 0.9} {
		var carried [2]float64
		v := &Violations{Law: lawOf(100), FalseAttribution: model.Known(mistaken)}
		b := truceOf(v, 2, func(g *model.Game) {
			for l := range carried {
				if g.Now().Carried[l] {
					carried[l]++
				}
			}
		}, answer(0), answer(1))
		runner, out := model.NewRunner(b), []model.Outcome{b.NewOutcome()}
		for i := range draws {
			runner.Run(nil, hashed{uint64(i) + 1}, out)
		}
		bound := 4.5 * math.Sqrt(mistaken*(1-mistaken)/draws)
		if a, b := carried[0]/draws, carried[1]/draws; math.Abs(a-(1-mistaken)) > bound || math.Abs(b-mistaken) > bound {
			t.Errorf("mistaken in %g of draws: answers a in %g of draws and b in %g", mistaken, a, b)
		}
	}
}
