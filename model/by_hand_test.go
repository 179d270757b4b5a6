package model_test

import (
	"math"
	"testing"

	"sim/model"
)

// two is a bargain of two signatories whom no issue divides, and of one package.
func two(prospects float64, rounds int, theory model.Protocol, pkg model.Package) *model.Bargain {
	party := func(id string, other int) model.Party {
		return model.Party{
			ID: id, Power: model.Known(1), Patience: model.Known(0.9), ExpectedCompliance: model.Known(1), CountsOn: other, Prospects: model.Known(prospects),
		}
	}
	return &model.Bargain{
		Parties: []model.Party{party("a", 1), party("b", 0)}, Packages: []model.Package{pkg},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return theory }}},
		Clock:    model.Clock{Rounds: rounds, Hold: model.Known(10)},
	}
}

// agrees is a stub theory that settles whatever is tabled.
type agrees struct{}

func (agrees) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	for i := range out.Payoff {
		out.Payoff[i] = p.Payoff(i, out.Terms)
	}
}

// A settlement that party a believes to hold in 60% of cases is worth nothing
// to it while it holds, and minus the breach loss of 0.8 times the stake of 0.5
// when it is broken: 0.4·(−0.8·0.5) = −0.16. Party b, which is sure of it, has 0.
func TestBreachLossByStake(t *testing.T) {
	for stake, want := range map[float64]float64{0: 0, 0.5: -0.16, 1: -0.32} {
		b := two(0, 0, agrees{}, model.Package{ID: "deal", Relief: model.Known(1), Stake: model.Known(stake)})
		b.Parties[0].ExpectedCompliance, b.Parties[0].BreachLoss, b.Parties[1].BreachLoss = model.Known(0.6), model.Known(0.8), model.Known(0.8)
		out := []model.Outcome{b.NewOutcome()}
		model.NewRunner(b).Run(nil, model.MedianEvents{}, out)
		if got := out[0].Utility; math.Abs(got[0]-want) > 1e-15 || got[1] != 0 {
			t.Errorf("stake %g: payoffs %v, want %g and 0", stake, got, want)
		}
	}
}

// What both parties expect of further fighting is worth 0.5 to each. A
// ceasefire that freezes the front leaves a tenth of that, 0.05: as what it is
// worth when it is signed, in round 0, and as what no further deal is worth in
// round 1. One that leaves the front free leaves all.
func TestFrozenFrontMovesATenth(t *testing.T) {
	for freezes, want := range map[bool]float64{true: 0.05, false: 0.5} {
		b := two(0.5, 2, agrees{}, model.Package{ID: "ceasefire", Outcome: model.Ceasefire, FreezesFront: freezes})
		out := []model.Outcome{b.NewOutcome()}
		model.NewRunner(b).Run(nil, model.MedianEvents{}, out)
		path := out[0].Path.Reservation
		for i := range 2 {
			if got := [3]float64{out[0].Utility[i], path[0][i], path[1][i]}; math.Abs(got[0]-want)+math.Abs(got[1]-0.5)+math.Abs(got[2]-want) > 1e-15 {
				t.Errorf("freezes the front %v, party %d: payoff %g, reservation values %g and %g; want %g, 0.5 and %g",
					freezes, i, got[0], got[1], got[2], want, want)
			}
		}
	}
}

// apart is a stub theory that finds no terms, for whose failure party a is
// three times as responsible as party b.
type apart struct{}

func (apart) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	out.Status, out.Reason = model.None, model.EmptyZone
	copy(out.Share, []float64{3, 1})
}

// clockOfA answers what the clock of party a asks with one number, everything
// else with ½.
type clockOfA float64

func (u clockOfA) Uniform(stream model.StreamKey, _, _ int) float64 {
	if stream == model.Key("not_consenting/a") {
		return float64(u)
	}
	return 0.5
}

// The clock of party b rings after −ln ½ = 0.693, that of party a, which is
// three times as fast, after −ln(u)/3: first if u > ½³ = 0.125.
func TestRecordedByWeight(t *testing.T) {
	for u, want := range map[float64]int{0.12: 1, 0.13: 0, 0.5: 0, 0.9: 0} {
		b := two(0, 2, apart{}, model.Package{ID: "deal", Relief: model.Known(1)})
		out := []model.Outcome{b.NewOutcome()}
		model.NewRunner(b).Run(nil, clockOfA(u), out)
		if got := out[0]; got.NotConsenting != want || got.Blocks[want] != 2 || got.Blocks[1-want] != 0 {
			t.Errorf("at %g: party %d is recorded, in %v rounds; want %d in both", u, got.NotConsenting, got.Blocks, want)
		}
	}
}
