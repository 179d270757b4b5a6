package process_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/process"
)

// bare is a bargain of two parties whom no issue divides: without an agreement
// each has what its prospects bring, less its cost of conflict and less what
// levers take, and nothing else.
func bare(prospects, cost float64, rounds int, processes ...model.Process) *model.Bargain {
	party := func(id string) model.Party {
		return model.Party{
			ID: id, Power: model.Known(1), Patience: model.Known(0.9), ExpectedCompliance: model.Known(1), CountsOn: -1,
			Prospects: model.Known(prospects), ConflictCost: model.Known(cost), PressureCap: model.Known(1), InducementCap: model.Known(1),
		}
	}
	return &model.Bargain{
		Parties: []model.Party{party("a"), party("b")},
		Issues: []model.Issue{{
			ID: "line", StatusQuo: model.Known(0.5), Curvature: model.Known(1), Stances: make([]model.Stance, 2),
		}},
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return offers{} }}},
		Clock:     model.Clock{Rounds: rounds, Hold: model.Known(10)},
		Processes: func(*model.Bargain) []model.Process { return processes },
	}
}

// offers is a stub theory that tables the status quo on every package.
type offers struct{}

func (offers) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	copy(out.Terms, p.StatusQuo)
	for i := range out.Payoff {
		out.Payoff[i] = p.Payoff(i, out.Terms)
	}
}

// pressure is a lever that takes 0.5 from its target in full.
func pressure(holder, target int, when model.Trigger) model.Lever {
	return model.Lever{
		Holder: holder, Target: target, Kind: "pressure", When: when, WhenParty: target,
		Weight: model.Known(1), Intensity: model.Known(0.5), Credibility: model.Known(1), PassThrough: model.Known(1),
		Effects: []model.Effect{{Moves: model.MovesPressure, Party: target}},
	}
}

// reservations plays a draw in which every question of chance is answered with
// one half, and returns what no deal is worth to the party, round by round.
func reservations(b *model.Bargain, party int) (values []float64) {
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, model.MedianEvents{}, out)
	for _, round := range out[0].Path.Reservation {
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

// Party 0 waits with the settlement, which costs it 0.9: at best it would be
// worth −0.9 now, and talking on is worth 0 less 0.4·0.5. If its delay is called a
// refusal it loses 0.5. The chance of that is 0.4 for a first delay and
// 1 − 0.6² = 0.64 for a second one, so that no deal is worth −0.2 and then
// −0.32; unless the first was followed, in the same round, by a ceasefire.
func TestDelaysCount(t *testing.T) {
	settlement := model.Package{
		ID: "settlement", Outcome: model.Settlement, Relief: model.Known(1),
		LeverageLoss: []model.LeverageLoss{{Party: 0, Loss: model.Known(0.9)}},
	}
	for _, c := range []struct {
		name     string
		packages []model.Package
		second   float64
	}{
		{"nothing signed", []model.Package{settlement}, -0.32},
		{"a partial package signed", []model.Package{settlement, {ID: "aid", Outcome: model.Partial, Relief: model.Known(0.5)}}, -0.32},
		{"a ceasefire signed", []model.Package{settlement, {ID: "ceasefire", Outcome: model.Ceasefire, Relief: model.Known(0.5)}}, -0.2},
	} {
		b := bare(0, 0, 2, &process.Delay{Called: model.Parameter{Number: model.Known(0.4)}})
		b.Packages = c.packages
		b.Levers = []model.Lever{pressure(1, 0, model.OnRefusal)}
		expect(t, c.name, reservations(b, 0), -0.2, c.second)
	}
}

// The line starts at even odds and moves by 0.2 in a round, on the log-odds
// scale, and the prospects of the side that gains by twice that: from 0.5 to
// 1/(1 + e^−0.4) = 0.59869 for it and to 0.40131 for the other side.
func TestDriftMovesProspects(t *testing.T) {
	for _, gains := range []int{0, 1} {
		b := bare(0.5, 0, 2, &process.Drift{Issue: 0, Gains: gains, Loses: 1 - gains, Drift: model.Known(0.2), Prospects: model.Known(2)})
		expect(t, "the side that gains", reservations(b, gains), 0.5, 0.598687660112452)
		expect(t, "the side that loses", reservations(b, 1-gains), 0.5, 0.401312339887548)
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
		b := bare(0, 0, 2, &process.Credibility{Memory: model.Known(10), Lapse: model.Known(2)})
		b.Levers = []model.Lever{threat, pressure(1-target, target, model.Always)}
		for l := range b.Levers {
			b.Levers[l].Credibility = model.Known(0.6)
		}
		expect(t, name, reservations(b, target), -0.3, -0.25)
		expect(t, "the holder", reservations(b, 1-target), 0, 0)
	}
}

// A full stock of which a fifth is lost in a round: nothing is missing in
// round 0, and 0.2 of it in round 1, by which the cost of conflict goes from
// even odds to log-odds of 2·0.2 = 0.4.
func TestStockLosesFromRoundOne(t *testing.T) {
	b := bare(0, 0.5, 2, process.Stocks{{Name: "men", Of: 0, Level: model.Known(1), Loss: model.Parameter{Number: model.Known(0.2)}, Push: model.Known(2)}})
	expect(t, "a level", reservations(b, 0), -0.5, -0.598687660112452)
	expect(t, "the other party", reservations(b, 1), -0.5, -0.5)

	// A supply of 1 and an inflow of 1 a round cover the 2 that are used in round
	// 1, not in round 0. Then nothing is left, and in round 2 the inflow covers
	// half: log-odds of 2·0.5 = 1, a cost of 1/(1 + e^−1) = 0.73106.
	b = bare(0, 0.5, 3, process.Stocks{{
		Name: "shells", Of: 0, Supply: true, Level: model.Known(1), Inflow: model.Parameter{Number: model.Known(1)}, Use: model.Known(2), Push: model.Known(2),
	}})
	expect(t, "a supply", reservations(b, 0), -0.5, -0.5, -0.731058578630005)
}
