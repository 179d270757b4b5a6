package process_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/process"
)

// numbers answers questions of chance by stream, and others with one half.
type numbers map[string]float64

func (n numbers) Uniform(key model.StreamKey, _, _ int) float64 {
	for name, u := range n {
		if key == model.Key(name) {
			return u
		}
	}
	return 0.5
}

func outcome(b *model.Bargain, events model.Events) *model.Outcome {
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, events, out)
	return &out[0]
}

// deal is a settlement, and truce a ceasefire that ends half of the fighting.
var (
	deal  = model.Package{ID: "deal", Relief: model.Known(1)}
	truce = model.Package{ID: "truce", Outcome: model.Ceasefire, Relief: model.Known(0.5), Issues: []int{0}}
)

// The line starts in the middle. A breakthrough moves it by 0.2 of the scale; a
// drift of 0.2 in log-odds to 1/(1 + e^−0.2) = 0.54983 in a round; half of the
// gaining side's force, at a sensitivity of 0.4, to log-odds of 0.4·ln 0.5, which
// is 1/(1 + 2^0.4) = 0.43113, and half of the other side's as far the other way.
// A truce that freezes the front holds it where it is.
func TestLine(t *testing.T) {
	half := func() *process.Stock { return &process.Stock{Level: model.Known(0.5)} }
	gaining, losing := half(), half()
	force := func(s *process.Stock, gains bool) process.Force {
		return process.Force{Stock: s, Gains: gains, Elasticity: model.Known(1)}
	}
	frozen := truce
	frozen.FreezesFront = true
	for _, c := range []struct {
		name     string
		drift    process.Drift
		packages []model.Package
		want     float64 // in round 1
	}{
		{"nothing moves it", process.Drift{}, nil, 0.5},
		{"a breakthrough", process.Drift{Breakthrough: model.Parameter{Number: model.Known(0.5)}, Size: model.Known(0.2)}, nil, 0.7},
		{"a breakthrough that does not come", process.Drift{Breakthrough: model.Parameter{Number: model.Known(0.4)}, Size: model.Known(0.2)}, nil, 0.5},
		{"a drift", process.Drift{Drift: model.Known(0.2)}, nil, 0.549833997312478},
		{"a drift, half of it at first", process.Drift{Drift: model.Known(0.4), Momentum: model.Known(0.5)}, nil, 0.549833997312478},
		{"a speed at the start", process.Drift{Speed: model.Known(0.4), Momentum: model.Known(0.5)}, nil, 0.549833997312478},
		{"a weaker gaining side", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(gaining, true)}}, nil, 0.4311259},
		{"a weaker losing side", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(losing, false)}}, nil, 0.5688741},
		{"both weaker", process.Drift{Sensitivity: model.Known(0.4), Forces: []process.Force{force(gaining, true), force(losing, false)}}, nil, 0.5},
		{"a truce", process.Drift{Drift: model.Known(0.2)}, []model.Package{truce}, 0.549833997312478},
		{"a frozen front", process.Drift{Drift: model.Known(0.2)}, []model.Package{frozen}, 0.5},
	} {
		c.drift.Loses = 1
		b := bare(0, 0, 2, process.Stocks{gaining, losing}, &c.drift)
		b.Packages = c.packages
		if got := outcome(b, model.MedianEvents{}).Path.Line; got[0] != 0.5 || math.Abs(got[1]-c.want) > 1e-7 {
			t.Errorf("%s: the line is at %v, want 0.5 and %g", c.name, got, c.want)
		}
	}
}

// Both sides give the gaining one even odds, on the weight of 4 battles. It wins
// those of rounds 1 and 2 if it wins 60% of all, and loses both if 40%.
func TestLearningFromBattles(t *testing.T) {
	for success, want := range map[float64][3]float64{0.6: {0.5, 3. / 5, 4. / 6}, 0.4: {0.5, 2. / 5, 2. / 6}} {
		l := &process.Learning{Gains: 0, Loses: 1, Success: model.Known(success), Weight: model.Known(4)}
		for range 2 { // a second draw has learned nothing from the first
			expect(t, "the gaining side", reservations(bare(0.5, 0, 3, l), 0), want[:]...)
			expect(t, "the losing side", reservations(bare(0.5, 0, 3, l), 1), 1-want[0], 1-want[1], 1-want[2])
		}
	}
	expect(t, "without prospects", reservations(bare(0, 0, 2, &process.Learning{Loses: 1, Success: model.Known(1), Weight: model.Known(4)}), 0), 0, 0)
}

// Party b may be strong. Party a can ask for 0.5 + 0.2 = 0.7, which both kinds
// give, or for 0.8 + 0.2 = 1, which only a weak one does; a war against a strong
// one brings 0.5 − 0.2 = 0.3. Asking for more pays while a believes in a weak one
// to more than (0.7 − 0.3)/(1 − 0.3) = 0.571, and then a strong one refuses. That
// is so at first, with 0.6. A lost battle makes odds of 1.5 into 1.5·0.2/0.5 = 0.6,
// 0.375; a won one into 1.5·0.8/0.5 = 2.4, 0.706.
func TestScreening(t *testing.T) {
	for _, c := range []struct {
		name           string
		private, fight float64 // the numbers drawn for b's kind and for a battle
		about          int
		want           int // round of the deal; −1: none
	}{
		{"a weak one", 0.5, 0.9, 0, 0},
		{"a strong one, a battle lost", 0.9, 0.9, 0, 1},
		{"a strong one, a battle won", 0.9, 0.1, 0, -1},
		{"about something else", 0.9, 0.1, 1, 0},
	} {
		b := bare(0, 0.2, 2, &process.Screening{
			By: 0, Of: 1, Prior: model.Known(0.6), IfWeak: model.Known(0.8), IfStrong: model.Known(0.5), Packages: []int{c.about}, Key: model.Key("private/b"),
		})
		b.Packages = []model.Package{deal}
		out := outcome(b, numbers{"private/b": c.private, "screening/battle": c.fight})
		if got := out.First[model.Settlement]; got != c.want || (c.want < 0) != (out.NotConsenting == 1) {
			t.Errorf("%s: a deal in round %d, party %d recorded; want %d", c.name, got, out.NotConsenting, c.want)
		}
	}
}

// Party b loses ground from a half. With a patience of 0.9 it fights if it will
// be left with less than 1 − (1 − 0.5)/0.9 = 0.444: a drift of 0.2 leaves it 0.450
// and one of 0.3 leaves it 0.426. In round 1 it has 0.426 and would fight at less
// than 1 − (1 − 0.426)/0.9 = 0.362; a further 0.3 leaves it 0.354.
func TestCommitment(t *testing.T) {
	for _, c := range []struct {
		name  string
		drift float64
		needs int // the package that needs commitment
		want  model.Class
	}{
		{"a slow shift", 0.2, 0, model.Settlement},
		{"a fast shift", 0.3, 0, model.Stalemate},
		{"a shift the other way", -0.2, 0, model.Settlement},
		{"a fast shift the other way", -0.3, 0, model.Stalemate}, // a then does not consent
		{"a package that needs none", 0.3, 1, model.Settlement},
	} {
		line := &process.Drift{Loses: 1, Drift: model.Known(c.drift)}
		b := bare(0, 0, 2, line, &process.Commitment{Line: line, Packages: []int{c.needs}})
		b.Packages = []model.Package{deal}
		out := outcome(b, model.MedianEvents{})
		declining := 1
		if c.drift < 0 {
			declining = 0
		}
		if out.Class != c.want || c.want == model.Stalemate && out.Blocks[declining] != 2 {
			t.Errorf("%s: %v, recorded %v", c.name, out.Class, out.Blocks)
		}
	}
}

// Each party breaks a truce with a hazard of 1 a round: at the median, after
// ln 2 = 0.69 rounds. A full guarantee that is part of it divides the hazard by e,
// and the median is 1.88 rounds.
func TestGuaranteeHolds(t *testing.T) {
	for _, c := range []struct {
		name  string
		issue int // that the guarantee is; −1: none
		stays float64
		want  model.Class
	}{
		{"no guarantee", -1, 1, model.Collapsed},
		{"a full guarantee", 0, 1, model.Ceasefire},
		{"a guarantee that is worth nothing", 0, 0, model.Collapsed},
	} {
		b := bare(0, 0, 2, &process.Violations{
			Hazard:    []process.Hazard{{Rate: model.Parameter{Number: model.Known(1)}}},
			Guarantee: model.Known(1), GuaranteeIssue: c.issue,
		}, &process.Meetings{Held: []process.Slot{{At: 0, Between: []int{0, 1}}}})
		b.Issues[0].StatusQuo = model.Known(c.stays)
		b.Packages = []model.Package{truce}
		if out := outcome(b, model.MedianEvents{}); out.Class != c.want {
			t.Errorf("%s: ends in %v, want %v", c.name, out.Class, c.want)
		}
	}
}

// A truce halves the cost of conflict: it is worth −0.5 of it. Party a, with half
// of its men gone for good, has a cost of 1/(1 + e^−1) = 0.731 in this round and the
// next: −0.366 now is better than 0.1·(−0.731) + 0.9·(−0.366) = −0.402. If all are
// gone and all are back in the next round, the cost is 0.881 and then 0.5: −0.440
// now is worse than 0.1·(−0.881) + 0.9·(−0.25) = −0.313, and it waits a round.
func TestLooksAheadAtStocks(t *testing.T) {
	for _, c := range []struct {
		name          string
		level, inflow float64
		want          int
	}{{"gone for good", 0.5, 0, 0}, {"back in the next round", 0, 1, 1}} {
		men := &process.Stock{Level: model.Known(c.level), Inflow: model.Parameter{Number: model.Known(c.inflow)}, Push: model.Known(2)}
		b := bare(0, 0.5, 2, process.Stocks{men}, &process.Delay{})
		b.Packages = []model.Package{truce}
		if got := outcome(b, model.MedianEvents{}).First[model.Ceasefire]; got != c.want {
			t.Errorf("%s: a truce in round %d, want %d", c.name, got, c.want)
		}
	}
	// The line that would move on is seen a round ahead as well: the deal leaves it
	// where it is, at 0.5, which is worth that to party a, and it would be worth
	// 0.9·0.646 + 0.1·0.5 = 0.631 to wait until it has moved by 0.6.
	for drift, want := range map[float64]int{0: 0, 0.6: -1} {
		b := bare(0, 0, 1, &process.Drift{Loses: 1, Drift: model.Known(drift)}, &process.Delay{})
		b.Issues[0].Stances[0] = model.Stance{Ideal: model.Known(1), Salience: model.Known(1)}
		b.Packages = []model.Package{{ID: "deal", Issues: []int{0}, Relief: model.Known(1)}}
		if got := outcome(b, model.MedianEvents{}).First[model.Settlement]; got != want {
			t.Errorf("a drift of %g: a deal in round %d, want %d", drift, got, want)
		}
	}
}

// A hazard of 0.5 gives an escalation a chance of 1 − e^−0.5 = 0.39 a round. Men
// that halve in a round bring party a's cost from 0.5 to 0.731 in round 1, by 0.231,
// which with a desperation of 2 makes it 0.5·e^0.462 = 0.79 and 0.55 in round 2.
func TestDesperation(t *testing.T) {
	for desperation, want := range map[float64]int{0: -1, 2: 2} {
		men := &process.Stock{Level: model.Known(1), Loss: model.Parameter{Number: model.Known(0.5)}, Push: model.Known(2)}
		b := bare(0, 0.5, 3, process.Stocks{men}, &process.Escalation{Hazard: model.Parameter{Number: model.Known(0.5)}, Desperation: model.Known(desperation)})
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
		b := bare(0, 0, 2, &process.Credibility{Memory: model.Known(10)}, seen{see: func(g *model.Game) { belief = append(belief, g.Now().Credibility[0]) }})
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
