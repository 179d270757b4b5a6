package process_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/process"
)

func outcome(b *model.Bargain, events model.Events) *model.Outcome {
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, events, out)
	return &out[0]
}

// deal is a settlement, and truce a ceasefire that relieves half of the
// disagreement cost.
var (
	deal  = model.Package{ID: "deal", Relieves: model.Known(1)}
	truce = model.Package{ID: "truce", Outcome: model.Ceasefire, Relieves: model.Known(0.5), Issues: []int{0}}
)

// The line starts in the middle. A breakthrough moves it by 0.2 of the scale; a
// drift of 0.2 in log-odds to 1/(1 + e^−0.2) = 0.54983 in a round; half of the
// gaining side's force, at a sensitivity of 0.4, to log-odds of 0.4·ln 0.5, which
// is 1/(1 + 2^0.4) = 0.43113, and half of the other side's as far the other way.
// A truce holds it where it is, as far as it holds the issue: half of a drift of
// 0.2 leads to 1/(1 + e^−0.1) = 0.52498, half of a breakthrough to 0.6.
func TestLine(t *testing.T) {
	half := func() *process.Stock { return &process.Stock{Level: model.Known(0.5)} }
	gaining, losing := half(), half()
	force := func(s *process.Stock, gains bool) process.Force {
		return process.Force{Stock: s, Gains: gains, Elasticity: model.Known(1)}
	}
	holding := func(share float64) []model.Package {
		held := truce
		held.Holds = model.Known(share)
		return []model.Package{held}
	}
	breakthrough := process.Drift{Breakthrough: number(0.5), Size: model.Known(0.2)}
	for _, c := range []struct {
		name     string
		drift    process.Drift
		packages []model.Package
		want     float64 // in round 1
	}{
		{"nothing moves it", process.Drift{}, nil, 0.5},
		{"a breakthrough", breakthrough, nil, 0.7},
		{"a breakthrough that does not come", process.Drift{Breakthrough: number(0.4), Size: model.Known(0.2)}, nil, 0.5},
		{"a drift", process.Drift{Drift: model.Known(0.2)}, nil, 0.549833997312478},
		{"a drift, half of it at first", process.Drift{Drift: model.Known(0.4), Momentum: model.Known(0.5)}, nil, 0.549833997312478},
		{"a speed at the start", process.Drift{Speed: model.Known(0.4), Momentum: model.Known(0.5)}, nil, 0.549833997312478},
		{"a weaker gaining side", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(gaining, true)}}, nil, 0.4311259},
		{"a weaker losing side", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(losing, false)}}, nil, 0.5688741},
		{"both weaker", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(gaining, true), force(losing, false)}}, nil, 0.5},
		{"a truce", process.Drift{Drift: model.Known(0.2)}, []model.Package{truce}, 0.549833997312478},
		{"a truce that holds the issue", process.Drift{Drift: model.Known(0.2)}, holding(1), 0.5},
		{"a truce that holds half of it", process.Drift{Drift: model.Known(0.2)}, holding(0.5), 0.524979187478940},
		{"a breakthrough, half of it held", breakthrough, holding(0.5), 0.6},
		{"a breakthrough, held", breakthrough, holding(1), 0.5},
	} {
		c.drift.Loses = 1
		b := bare(0, 2, process.Stocks{gaining, losing}, &c.drift)
		b.Packages = c.packages
		if got := outcome(b, model.MedianEvents{}).Path.Line; got[0] != 0.5 || math.Abs(got[1]-c.want) > 1e-7 {
			t.Errorf("%s: the line is at %v, want 0.5 and %g", c.name, got, c.want)
		}
	}
}

// A truce that settles the line puts it at 0.6, at rest: a speed of 0.4, half of
// which would carry over, is lost. It is broken in round 2, and three quarters of
// the movement stay: 0.5 + 0.75·0.1 = 0.575. From there the line goes on, by a
// drift of 0.2 in log-odds, of which half acts in a round: σ(ln(0.575/0.425) + 0.1)
// = 0.59923 in round 3. What the parties expect follows all of this.
func TestAgreedLine(t *testing.T) {
	line := &process.Drift{Loses: 1, Drift: model.Known(0.2), Momentum: model.Known(0.5), Speed: model.Known(0.4), Prospects: model.Known(1)}
	breaks := law()
	breaks.Rate[1] = number(1)
	calendar := &process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}}
	b := divided(4, line, &process.Violations{Law: breaks}, calendar)
	b.Issues[0].Irreversible = model.Known(0.75)
	b.Theories[0].New = func() model.Protocol { return offers{0.1} }
	held := truce
	held.Holds = model.Known(1)
	b.Packages = []model.Package{held}
	out := outcome(b, breach)
	expect(t, "the line", out.Path.Line, 0.6, 0.6, 0.575, 0.5992355405275167)
	if out.Class != model.Collapsed {
		t.Errorf("ends in %v", out.Class)
	}
	// Nothing in force, round 2: the line and as much again as it has moved.
	if got := out.Path.Reservation(2)[0]; math.Abs(got-0.65) > 1e-12 {
		t.Errorf("no deal is worth %g after the breach, want 0.575 + 0.075", got)
	}
}

// breach answers questions of chance with one half, except that clocks of breaches
// with a hazard of 1 ring after −ln 0.1 = 2.3 rounds in round 1 and after −ln 0.9 =
// 0.105 in round 2.
var breach = byRound{"violations/truce/", []float64{0.5, 0.1, 0.9}}

// byRound answers questions of chance about the parties a and b by round.
type byRound struct {
	stream string
	u      []float64
}

func (r byRound) Uniform(key model.StreamKey, round, _ int) float64 {
	if round < len(r.u) && (key == model.Key(r.stream+"a") || key == model.Key(r.stream+"b")) {
		return r.u[round]
	}
	return 0.5
}

// law is a law without hazards, for two parties and a package.
func law() model.Hazards {
	return model.Hazards{
		Rate: make([]model.Parameter, 2), Disruption: make([]model.Number, 2), Breaches: make([]model.Number, 2),
		Settles: make([]model.Number, 1), Settled: []model.Number{model.Known(1)}, Weight: model.Known(40),
	}
}

// Each party breaks a truce with a hazard of 1 a round: at the median, after
// ln 2 = 0.69 rounds. A guarantee that is agreed in full, from nothing, divides the
// hazard of both by e, and so does full monitoring: the median is 1.88 rounds.
func TestWhatHolds(t *testing.T) {
	for _, c := range []struct {
		name       string
		of         []int   // parties that the guarantee deters
		agreed     float64 // of the guarantee
		monitoring float64
		certain    bool
		want       model.Class
	}{
		{"nothing", []int{0, 1}, 0, 0, false, model.Collapsed},
		{"a full guarantee", []int{0, 1}, 1, 0, false, model.Ceasefire},
		{"a guarantee that deters one party", []int{0}, 1, 0, false, model.Collapsed},
		{"monitoring", nil, 0, 1, false, model.Ceasefire},
		{"nobody doubts it", nil, 0, 0, true, model.Ceasefire},
	} {
		breaks := law()
		breaks.Rate = []model.Parameter{number(1), number(1)}
		breaks.Monitoring, breaks.Deters = model.Known(1), []model.Deterrent{{Of: c.of, By: model.Known(1)}}
		b := bare(0, 3, &process.Violations{Law: breaks}, &process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}})
		b.Issues[0].StatusQuo = model.Known(0)
		b.Theories[0].New = func() model.Protocol { return offers{c.agreed} }
		watched := truce
		watched.Monitoring, watched.Certain = model.Known(c.monitoring), c.certain
		b.Packages = []model.Package{watched}
		if out := outcome(b, model.MedianEvents{}); out.Class != c.want {
			t.Errorf("%s: ends in %v, want %v", c.name, out.Class, c.want)
		}
	}
}

// A truce moves the line from 0.5 to 0.7 and costs party a 0.2 of leverage: it has
// 0.5 under it. If it breaks the truce it keeps what is irreversible of the 0.2, and
// 0.05 is taken from it for that: nothing, 0.5·0.2 or all of it leave it 0.45, 0.55 or
// 0.65. A temptation of 10 multiplies its hazard of 0.01 by e^(10·θ), with a θ of 0, 0.05
// and 0.15.
func TestLandForPromisesTempts(t *testing.T) {
	for irreversible, theta := range map[float64]float64{0: 0, 0.5: 0.05, 1: 0.15} {
		breaks := law()
		breaks.Rate[0], breaks.Temptation = number(0.01), model.Known(10)
		got := 0.0
		b := divided(2, seen{see: func(g *model.Game) {
			if g.Round == 1 {
				got = g.WorldHazard(0, 0)
			}
		}}, &process.Violations{Law: breaks})
		b.Theories[0].New = func() model.Protocol { return offers{0.2} }
		b.Issues[0].Irreversible = model.Known(irreversible)
		b.Packages = []model.Package{truce}
		b.Packages[0].LeverageLoss = []model.LeverageLoss{{Party: 0, Loss: model.Known(0.2)}}
		answer := pressure(1, 0, model.OnViolation)
		answer.When[0].Party, answer.Effects[0].By = 0, model.Size{Amount: model.Known(0.05)}
		b.Levers = []model.Lever{answer}
		outcome(b, model.MedianEvents{})
		if want := 0.01 * math.Exp(10*theta); math.Abs(got-want) > 1e-12 {
			t.Errorf("%g is irreversible: a hazard of %v, want %v", irreversible, got, want)
		}
	}
}

// A truce that is kept in round 1 settles with the chance 0.5; the clocks of round
// 2 ring after 0.105 rounds at a hazard of 1, after 0.53 at 0.2 and after 2.1 at
// 0.05. A settlement is broken in the same way.
func TestSettles(t *testing.T) {
	for _, c := range []struct {
		settles, settled float64
		want             model.Class
	}{{0, 0, model.Collapsed}, {0.4, 0, model.Collapsed}, {0.5, 0, model.Ceasefire}, {0.5, 0.05, model.Ceasefire}, {0.5, 0.2, model.Collapsed}} {
		for _, of := range []model.Class{model.Ceasefire, model.Settlement} {
			breaks := law()
			breaks.Rate = []model.Parameter{number(1), number(1)}
			breaks.Settles, breaks.Settled = []model.Number{model.Known(c.settles)}, []model.Number{model.Known(c.settled)}
			b := bare(0, 4, &process.Violations{Law: breaks}, &process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}})
			b.Packages = []model.Package{truce}
			b.Packages[0].Outcome = of
			want := c.want
			if want == model.Ceasefire {
				want = of
			}
			if out := outcome(b, breach); out.Class != want {
				t.Errorf("%v, settles with chance %g, to %g of the hazard: ends in %v, want %v", of, c.settles, c.settled, out.Class, want)
			}
		}
	}
}

// A truce relieves half of the disagreement cost, which is 0.5 and 0.4 more for
// what party a lacks of its men. If none are there and 0.3 come back per round,
// they are 0, 0.3, 0.6, 0.9 and 1 in rounds 0 to 4, and the truce is worth −0.45,
// −0.39, −0.33, −0.27 and −0.25 to it. Waiting gains 0.9·0.06 = 0.054 in rounds 0 to
// 2, more than the loss 0.1·(A − f) of 0.045 to 0.033, and 0.9·0.02 = 0.018 in round
// 3, less than 0.027. If 0.2 come back per round, 0.9·0.04 = 0.036 is less than
// 0.045, and it signs at once, as it does if none come back.
func TestWaitsForRecovery(t *testing.T) {
	for inflow, want := range map[float64]int{0: 0, 0.2: 0, 0.3: 3} {
		b := bare(0.5, 5, process.Stocks{recovering(inflow)}, &process.Delay{})
		b.Packages = []model.Package{truce}
		if got := outcome(b, model.MedianEvents{}).First[model.Ceasefire]; got != want {
			t.Errorf("%g come back: a truce in round %d, want %d", inflow, got, want)
		}
	}
}

func recovering(inflow float64) *process.Stock {
	return &process.Stock{Level: model.Known(0), Inflow: number(inflow), Want: model.Size{Amount: model.Known(0.4)}}
}

// As before, with 0.4 that come back: 0.9·0.08 = 0.072 of gain against 0.045. If
// the next meeting is held in 60% of draws, because party b refuses to come or
// because talks end, 0.0432 is too little; in 70%, 0.0504 is enough. If waiting is
// called a refusal with the chance 0.1, after which it has −0.9 for good, 0.9·0.072 =
// 0.0648 is less than 0.9·0.045 + 0.1·0.45 = 0.0855; with 0.02, 0.0706 is more than
// 0.0441 + 0.009 = 0.0531. A theory that solves itself who waits is not asked.
func TestWaitsForNextMeeting(t *testing.T) {
	every := func(refusal float64) *process.Meetings {
		return &process.Meetings{
			Held:    []process.Slot{{At: -1, Every: 1, Between: []int{0, 1}}},
			Refusal: []process.Refusal{{Party: 1, Chance: number(refusal)}},
		}
	}
	ends := func(goes float64) *process.Breakdown { return &process.Breakdown{Hazard: number(-math.Log(goes))} }
	for _, c := range []struct {
		name   string
		called float64
		solves bool
		more   []model.Process
		waits  bool
	}{
		{"nothing in the way", 0, false, nil, true},
		{"held in 60%", 0, false, []model.Process{every(0.4)}, false},
		{"held in 70%", 0, false, []model.Process{every(0.3)}, true},
		{"talks go on in 60%", 0, false, []model.Process{ends(0.6)}, false},
		{"talks go on in 70%", 0, false, []model.Process{ends(0.7)}, true},
		{"both in 80%", 0, false, []model.Process{ends(0.8), every(0.2)}, true},
		{"both in 75%", 0, false, []model.Process{ends(0.75), every(0.25)}, false},
		{"nobody meets", 0, false, []model.Process{&process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}}}, false},
		{"party b is not there", 0, false, []model.Process{&process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}, {At: 1, Between: []int{0}}}}}, false},
		{"it cannot be decided", 0, false, []model.Process{&process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}, {At: 1, Between: []int{0, 1}, Decides: []int{}}}}}, false},
		{"often called", 0.1, false, nil, false},
		{"rarely called", 0.02, false, nil, true},
		{"solved by the theory", 0, true, nil, false},
	} {
		b := bare(0.5, 2, append([]model.Process{process.Stocks{recovering(0.4)}, &process.Delay{Called: number(c.called)}}, c.more...)...)
		b.Theories[0].SolvesWaiting = c.solves
		b.Packages = []model.Package{truce}
		out := b.NewOutcome()
		waited := false
		model.Narrate(b, 0, nil, model.MedianEvents{}, &out, func(e model.Event) {
			if e.Kind == model.Answered && e.Party == 0 && e.Round == 0 {
				waited = e.Value == float64(model.Delay)
				if waited && e.Margin >= 0 {
					t.Errorf("%s: waits with a margin of %g", c.name, e.Margin)
				}
			}
		})
		if waits := out.First[model.Ceasefire] != 0; waits != c.waits || waited != c.waits {
			t.Errorf("%s: a truce in round %d, waits want %v", c.name, out.First[model.Ceasefire], c.waits)
		}
	}
}

// The line that would move on is seen a round ahead: the deal leaves it where it
// is, at 0.5, which is worth that to party a. If it is going to move by 0.6 in
// log-odds, to 0.646, waiting gains 0.9·0.146, and loses nothing: talking on is
// worth 0.5 as well. In the second round 0.9·0.123 is still a gain: the last round
// is only where the run stops watching, so no deal is seen.
func TestWaitsForTheLine(t *testing.T) {
	for drift, want := range map[float64]int{0: 0, 0.6: -1} {
		b := divided(2, &process.Drift{Loses: 1, Drift: model.Known(drift)}, &process.Delay{})
		b.Packages = []model.Package{{ID: "deal", Issues: []int{0}, Relieves: model.Known(1)}}
		if got := outcome(b, model.MedianEvents{}).First[model.Settlement]; got != want {
			t.Errorf("a drift of %g: a deal in round %d, want %d", drift, got, want)
		}
	}
}

// A hazard of 0.5 gives an escalation a chance of 1 − e^−0.5 = 0.39 a round. Men
// that halve in a round bring party a's cost from 0.5 to 0.7 in round 1, by 0.2,
// which with a desperation of 2 makes it 0.5·e^0.4 = 0.75 and 0.53 in round 2.
func TestDesperation(t *testing.T) {
	for desperation, want := range map[float64]int{0: -1, 2: 2} {
		men := &process.Stock{Level: model.Known(1), Loss: number(0.5), Want: model.Size{Amount: model.Known(0.4)}}
		b := bare(0.5, 3, process.Stocks{men}, &process.Escalation{Hazard: number(0.5), Desperation: model.Known(desperation)})
		if got := outcome(b, model.MedianEvents{}).First[model.Escalation]; got != want {
			t.Errorf("a desperation of %g: escalates in round %d, want %d", desperation, got, want)
		}
	}
}

// blames is a stub theory that finds no terms, for which party a alone stands in
// the way.
type blames struct{}

func (blames) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	out.Status, out.Reason, out.Share[0] = model.None, model.EmptyZone, 1
}

// A threat against party a comes to its moment at the end of round 0. Its
// holder was believed to 6/10: after an act it is to 7/11, and the threat takes
// 0.5 in full; after an announcement it is to 6/11, and the threat takes 0.5·6/11.
func TestActsAreRemembered(t *testing.T) {
	for _, c := range []struct{ followed, belief, taken float64 }{{1, 7. / 11, 0.5}, {0, 6. / 11, 0.5 * 6 / 11}} {
		var belief []float64
		b := bare(0, 2, &process.Credibility{Memory: model.Known(10)}, seen{see: func(g *model.Game) { belief = append(belief, g.Now().Credibility[0]) }})
		b.Theories[0].New = func() model.Protocol { return blames{} }
		b.Packages = []model.Package{deal}
		threat := pressure(1, 0, model.OnRefusal)
		threat.Credibility, threat.FollowThrough = model.Known(0.6), model.Known(c.followed)
		b.Levers = []model.Lever{threat}
		expect(t, "taken from party a", reservations(b, 0), -0.3, -c.taken)
		expect(t, "belief", belief, 0.6, c.belief)
	}
}

// seen is a process that looks at the game before the talks.
type seen struct {
	model.BaseProcess
	see func(g *model.Game)
}

func (s seen) Move(g *model.Game) { s.see(g) }
