package model_test

import (
	"math"
	"testing"

	"sim/model"
)

// two is a bargain of two signatories who count on each other, whom one issue
// divides that counts for half of what each cares about, and of one package on
// it.
func two(rounds int, theory model.Protocol, pkg model.Package) *model.Bargain {
	party := func(id string, other int) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9), CountsOn: []int{other}}
	}
	issue := func(ideals ...float64) model.Issue {
		is := model.Issue{StatusQuo: model.Known(0.5), Curvature: model.Known(1), LossAversion: model.Known(1)}
		for _, x := range ideals {
			is.Stances = append(is.Stances, model.Stance{Ideal: model.Known(x), Salience: model.Known(50)})
		}
		return is
	}
	pkg.Issues = []int{0}
	return &model.Bargain{
		Parties: []model.Party{party("a", 1), party("b", 0)}, Packages: []model.Package{pkg},
		Issues:   []model.Issue{issue(1, 0), issue(0.5, 0.5)},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return theory }}},
		Clock:    model.Clock{Rounds: rounds},
	}
}

// agrees is a stub theory that settles whatever is tabled at the given position.
type agrees float64

func (x agrees) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
	copy(out.Terms, p.StatusQuo)
	out.Terms[0] = float64(x)
	p.Payoffs(out.Terms, out.Payoff)
}

func run(b *model.Bargain) model.Outcome {
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, model.MedianEvents{}, out)
	return out[0]
}

// Party a holds half of an issue that counts ½ for it, which is worth ¼, and
// another one of which it has all, ½: together 0.75. Going on costs it 0.2, so
// no deal is worth 0.55, and so is what a breach leaves.
//
// It is offered 0.7 of the issue: a gain of 0.1. It believes that each round the
// deal survives with chance 0.5, so that it is in force for
// (1 − 0.9)/(1 − 0.9·0.5) = 2/11 of the time. The deal is worth
// 2/11·(0.75 + 0.1) + 9/11·0.55 = 0.6045…
//
// Party b gives up as much. A loss counts twice, four fifths of it for good. It
// is sure that the deal holds: 0.75 − 2·0.1 = 0.55. If it believes what a does,
// the loss counts 2/11 + 9/11·0.8 = 46/55 of that: 2/11·0.75 + 9/11·0.55 − 0.2·46/55.
func TestAgreementByHand(t *testing.T) {
	half := model.Compliance{Given: true, Chance: model.Known(0.5), Over: model.Known(1)}
	sure := model.Compliance{Given: true, Chance: model.Known(1), Over: model.Known(1)}
	for _, c := range []struct {
		name   string
		of     model.Compliance
		wantA  float64
		wantB  float64
		trustB float64
		given  float64
	}{
		{"b is sure", sure, 2./11*0.85 + 9./11*0.55, 0.75 - 0.2, 1, 0.16},
		{"b doubts it", half, 2./11*0.85 + 9./11*0.55, 2./11*0.75 + 9./11*0.55 - 0.2*46/55, 2. / 11, 0.16},
	} {
		b := two(0, agrees(0.7), model.Package{ID: "deal", Relieves: model.Known(1)})
		b.Issues[0].LossAversion, b.Issues[0].Irreversible = model.Known(2), model.Known(0.8)
		for i := range b.Parties {
			b.Parties[i].DisagreementCost = model.Size{Amount: model.Known(0.2)}
		}
		b.Parties[0].Compliance, b.Parties[1].Compliance = half, c.of
		got := run(b)
		for _, x := range []struct {
			what      string
			got, want float64
		}{
			{"payoff of a", got.Payoff[0], c.wantA},
			{"payoff of b", got.Payoff[1], c.wantB},
			{"reservation value of a", got.Reservation[0], 0.55},
			{"reservation value of b", got.Reservation[1], 0.55},
			{"trust of a", got.Compliance[0], 2. / 11},
			{"trust of b", got.Compliance[1], c.trustB},
			{"given away by a", got.GivenAway[0], 0},
			{"given away by b", got.GivenAway[1], c.given},
			{"utility of a", got.Utility[0], 0.85},
			{"utility of b", got.Utility[1], 0.65},
		} {
			if math.Abs(x.got-x.want) > 1e-15 {
				t.Errorf("%s: %s: %v, want %v", c.name, x.what, x.got, x.want)
			}
		}
	}
}

// Both parties expect the issue to move to them by 0.2 if they go on, which is
// worth 0.1, and bear 0.06. A truce that relieves half of the cost and holds the
// line by three quarters is worth 0.75 + 0.1/4 − 0.06/2 = 0.745, in round 0 when
// it is signed and in round 1 as what no further deal is worth.
func TestTruceByHand(t *testing.T) {
	b := two(2, agrees(0.5), model.Package{ID: "truce", Outcome: model.Ceasefire, Relieves: model.Known(0.5), Holds: model.Known(0.75)})
	for i, shift := range []float64{0.2, -0.2} {
		b.Parties[i].DisagreementCost = model.Size{Amount: model.Known(0.06)}
		b.Parties[i].Prospects = []model.Prospect{{Issue: 0, Shift: model.Known(shift)}}
	}
	got := run(b)
	for i := range 2 {
		before, after := got.Path.Reservation(0)[i], got.Path.Reservation(1)[i]
		if math.Abs(got.Payoff[i]-0.745)+math.Abs(after-0.745) > 1e-15 || math.Abs(got.Reservation[i]-0.79) > 1e-15 {
			t.Errorf("party %d: payoff %v, reservation values %v and %v, when tabled %v", i, got.Payoff[i], before, after, got.Reservation[i])
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
		b := two(2, apart{}, model.Package{ID: "deal", Relieves: model.Known(1)})
		out := []model.Outcome{b.NewOutcome()}
		model.NewRunner(b).Run(nil, clockOfA(u), out)
		if got := out[0]; got.NotConsenting != want || got.Blocks[want] != 2 || got.Blocks[1-want] != 0 {
			t.Errorf("at %g: party %d is recorded, in %v rounds; want %d in both", u, got.NotConsenting, got.Blocks, want)
		}
	}
}
