package process_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/process"
)

// bare is a bargain of two parties whom no issue divides: without an agreement
// each bears its disagreement cost and what levers and processes take, and
// nothing else.
func bare(cost float64, rounds int, processes ...model.Process) *model.Bargain {
	party := func(id string) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9), DisagreementCost: model.Size{Amount: model.Known(cost)}}
	}
	return &model.Bargain{
		Parties: []model.Party{party("a"), party("b")},
		Issues: []model.Issue{{
			ID: "line", StatusQuo: model.Known(0.5), Curvature: model.Known(1), LossAversion: model.Known(1), Stances: make([]model.Stance, 2),
		}},
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return offers{} }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return processes },
	}
}

// divided is bare with an issue that is all that counts: the position for party
// a and the rest for party b, each of whom expects it to stay where it is.
func divided(rounds int, processes ...model.Process) *model.Bargain {
	b := bare(0, rounds, processes...)
	b.Issues[0].Stances = []model.Stance{{Ideal: model.Known(1), Salience: model.Known(1)}, {Ideal: model.Known(0), Salience: model.Known(1)}}
	for i := range b.Parties {
		b.Parties[i].Prospects = []model.Prospect{{Issue: 0}}
	}
	return b
}

// offers is a stub theory that tables a change of the status quo on every package.
type offers struct{ change float64 }

func (o offers) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	for k := range out.Terms {
		out.Terms[k] = p.StatusQuo[k] + o.change
	}
	for i := range out.Payoff {
		out.Payoff[i] = p.Value(i, out.Terms)
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// pressure is a lever that takes 0.5 from its target in full.
func pressure(holder, target int, when model.Trigger) model.Lever {
	m := model.Moment{Trigger: when, Party: -1}
	if when == model.OnRefusal {
		m.Party = target
	}
	return model.Lever{
		Holder: holder, Target: target, When: []model.Moment{m},
		Weight: model.Known(1), Credibility: model.Known(1), PassThrough: model.Known(1),
		Effects: []model.Effect{{Does: model.Presses, Party: target, Issue: -1, RedLine: -1, Against: -1, By: model.Size{Amount: model.Known(0.5)}}},
	}
}

func number(x float64) model.Parameter { return model.Parameter{Number: model.Known(x)} }

// reservations plays a draw in which every question of chance is answered with
// one half, and returns what no deal is worth to the party, round by round.
func reservations(b *model.Bargain, party int) (values []float64) {
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, model.MedianEvents{}, out)
	for r := range out[0].Path.Line {
		round := out[0].Path.Reservation(r)
		values = append(values, round[party])
	}
	return values
}

func expect(t *testing.T, name string, got []float64, want ...float64) {
	t.Helper()
	for r := range want {
		if r >= len(got) || math.Abs(got[r]-want[r]) > 1e-12 {
			t.Errorf("%s: %v by round, want %v", name, got, want)
			return
		}
	}
}

// Seen to refuse, party a loses 0.5. If not agreeing is called a refusal with the
// chance 0.4 per round, it is not called one for the discounted share of time
// 0.1/(1 − 0.9·0.6) = 0.21739: no deal is worth −0.5·0.78261 = −0.39130, in every
// round and whatever else is signed.
func TestRefusalIsCalled(t *testing.T) {
	for _, c := range []struct {
		name     string
		called   float64
		packages []model.Package
		want     float64
	}{
		{"never called", 0, nil, 0},
		{"always called", 1, nil, -0.5},
		{"nothing signed", 0.4, nil, -0.391304347826087},
		{"a partial package signed", 0.4, []model.Package{{ID: "aid", Outcome: model.Partial, Relieves: model.Known(0.5)}}, -0.391304347826087},
		{"a ceasefire signed", 0.4, []model.Package{{ID: "ceasefire", Outcome: model.Ceasefire, Relieves: model.Known(0.5)}}, -0.391304347826087},
	} {
		b := bare(0, 2, &process.Delay{Called: number(c.called)})
		b.Packages = c.packages
		b.Levers = []model.Lever{pressure(1, 0, model.OnRefusal)}
		expect(t, c.name, reservations(b, 0), c.want, c.want)
	}
}

// The line starts in the middle and moves by 0.2 in a round, on the log-odds
// scale: to 1/(1 + e^−0.2) = 0.54983. If the parties expect half of the movement
// again, no deal is worth 0.54983 + 0.5·0.04983 = 0.57475 to party a and the rest
// to party b; on a scale of three parts it moves as many positions.
func TestExpectationsFollowTheLine(t *testing.T) {
	for share, want := range map[float64]float64{0: 0.549833997312478, 0.5: 0.574750995968717} {
		for gains := range 2 {
			b := divided(2, &process.Drift{Issue: 0, Gains: gains, Loses: 1 - gains, Drift: model.Known(0.2), Prospects: model.Known(share)})
			expect(t, "the first party", reservations(b, 0), 0.5, want)
			expect(t, "the other party", reservations(b, 1), 0.5, 1-want)
		}
	}
}

// A threat lapses at the end of round 0. Its holder was believed to 0.6, as if
// it had kept its word 6 times of 10; the lapse counts as 2 more in which it did
// not, 6/12 = 0.5. Its other lever on the same party takes 0.5·0.6 = 0.3 before
// and 0.5·0.5 = 0.25 after, whichever of the two parties that is.
func TestLapsedDeadlineCostsBelief(t *testing.T) {
	for target, name := range []string{"pressing party 0", "pressing party 1"} {
		threat := pressure(1-target, target, model.OnRefusal)
		threat.UntilRound, threat.Effects = model.Known(1), nil
		b := bare(0, 2, &process.Credibility{Memory: model.Known(10), Lapse: model.Known(2)})
		b.Levers = []model.Lever{threat, pressure(1-target, target, model.Always)}
		for l := range b.Levers {
			b.Levers[l].Credibility = model.Known(0.6)
		}
		expect(t, name, reservations(b, target), -0.3, -0.25)
		expect(t, "the holder", reservations(b, 1-target), 0, 0)
	}
}

// A full stock of which a fifth is lost in a round: nothing is missing in round
// 0, and 0.2 of it in round 1, which costs 0.4·0.2 = 0.08 more.
func TestStockLosesFromRoundOne(t *testing.T) {
	men := func(level float64) *process.Stock {
		return &process.Stock{Name: "men", Of: 0, Level: model.Known(level), Loss: number(0.2), Want: model.Size{Amount: model.Known(0.4)}}
	}
	b := bare(0.5, 2, process.Stocks{men(1)})
	expect(t, "a level", reservations(b, 0), -0.5, -0.58)
	expect(t, "the other party", reservations(b, 1), -0.5, -0.5)

	// A supply of 1 and an inflow of 1 a round cover the 2 that are used in round
	// 1, not in round 0. Then nothing is left, and in round 2 the inflow covers
	// half: 0.4·0.5 = 0.2 more.
	b = bare(0.5, 3, process.Stocks{{
		Name: "shells", Of: 0, Supply: true, Level: model.Known(1), Inflow: number(1), Use: model.Known(2), Want: model.Size{Amount: model.Known(0.4)},
	}})
	expect(t, "a supply", reservations(b, 0), -0.5, -0.5, -0.7)

	// Half of it is there, which costs 0.2. A truce of round 0 relieves half of the
	// disagreement cost: (0.5 + 0.2)/2, but 0.5/2 + 0.2 if the want presses. It also
	// halves the loss: 0.5·0.9 = 0.45 is left in round 1, or 0.5·0.8 = 0.4 if it is
	// lost whatever is relieved.
	for _, c := range []struct {
		name            string
		presses, always bool
		signed, next    float64
	}{
		{"relieved", false, false, -0.35, -(0.5 + 0.4*0.55) / 2},
		{"lost always", false, true, -0.35, -(0.5 + 0.4*0.6) / 2},
		{"pressing", true, false, -0.45, -0.5/2 - 0.4*0.55},
	} {
		s := men(0.5)
		s.Presses, s.Always = c.presses, c.always
		b := bare(0.5, 2, process.Stocks{s})
		b.Packages = []model.Package{truce}
		b.Packages[0].Issues = nil
		expect(t, c.name, reservations(b, 0), c.signed, c.next)
	}
}

// A meeting that is worth 0.01 to party a by itself is due in round 1 alone: no
// deal is then worth that much more, as long as not agreeing is not called a
// refusal.
func TestMeetingIsWorthSomething(t *testing.T) {
	held := []process.Slot{{At: 1, Between: []int{0, 1}, Rewards: []process.Reward{{Party: 0, Size: model.Size{Amount: model.Known(0.01)}}}}, {At: -1, Every: 1, Between: []int{0, 1}}}
	b := bare(0.5, 3, &process.Delay{}, &process.Meetings{Held: held})
	expect(t, "party a", reservations(b, 0), -0.5, -0.49, -0.5)
	expect(t, "party b", reservations(b, 1), -0.5, -0.5, -0.5)
}
