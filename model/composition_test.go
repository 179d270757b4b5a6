package model

import (
	"math"
	"testing"
)

// breaker is a process that breaks agreements and moves an issue.
type breaker struct {
	BaseProcess
	hazards *Hazards
}

func (b breaker) Hazards() *Hazards           { return b.hazards }
func (breaker) Owns(issue int) bool           { return issue == 1 }
func (breaker) Set(g *Game, k int, x float64) { g.Now().StatusQuo[k] = x }

// everyTerm is a bargain in which every term of a payoff is at work: two sides
// and a sponsor that may leave, a standstill with options, an issue that
// deters, offers, pressure, rewards, costs, expectations, an assurance, leverage
// that is lost.
func everyTerm() *Bargain {
	stakes := func(x float64) Size { return Size{Amount: Known(x)} }
	stances := func(ideals ...float64) (ss []Stance) {
		for _, x := range ideals {
			ss = append(ss, Stance{Ideal: Known(x), Salience: Known(40)})
		}
		return ss
	}
	one := Known(1)
	issue := func(id string, quo float64, ss []Stance) Issue {
		return Issue{ID: id, StatusQuo: Known(quo), Curvature: Known(1.6), LossAversion: Known(1.8), Irreversible: Known(0.4), Stances: ss}
	}
	idle := []Stance{{}, {}, {}}
	scope, land := issue("scope", 0, idle), issue("land", 0.7, stances(1, 0.2, 0.5))
	guarantee, relief := issue("guarantee", 0.1, stances(0.2, 1, 0.6)), issue("relief", 0.05, stances(1, 0.4, 0.1))
	scope.Options = []float64{0, 0.5, 1}
	guarantee.Carriers, guarantee.Steps = []Carrier{{Party: 2, Share: one, Credibility: one}}, 3
	relief.Carriers = []Carrier{{Party: 2, Share: one, Credibility: one}}
	lever := func(id string, holder, target int, when []Moment, fx ...Effect) Lever {
		for i := range fx {
			fx[i].Against = max(fx[i].Against, 0)
		}
		return Lever{
			ID: id, Holder: holder, Target: target, Weight: Known(0.6), Credibility: Known(0.5), FollowThrough: one,
			Cost: Known(0.02), PassThrough: one, When: when, Effects: fx,
		}
	}
	agreement, refuses := []Moment{{OnAgreement, -1}}, []Moment{{OnRefusal, 1}}
	b := &Bargain{
		Parties: []Party{
			{
				ID: "east", Seat: Signatory, Power: one, Patience: Known(0.97), DisagreementCost: stakes(0.08), CountsOn: []int{1},
				Prospects: []Prospect{{1, Known(0.05)}},
			},
			{
				ID: "west", Seat: Signatory, Power: one, Patience: Known(0.98), DisagreementCost: Size{Known(0.3), 2}, CountsOn: []int{0},
				Prospects: []Prospect{{1, Known(-0.03)}}, Compliance: Compliance{true, Known(0.3), Known(26)},
			},
			{ID: "patron", Seat: Sponsor, Power: one, Patience: Known(0.95), DisagreementCost: stakes(0.05), Say: []int{2, 3}, Leaves: Known(0.2), OnLeaving: []int{1}},
		},
		Issues: []Issue{scope, land, guarantee, relief},
		Levers: []Lever{
			lever("offer", 2, 0, agreement, Effect{Does: Offers, Party: 0, Issue: 3, UpTo: Known(0.9)}),
			lever("cutoff", 2, 1, refuses, Effect{Does: Costs, Party: 1, By: stakes(0.09)}, Effect{Does: Expects, Party: 1, Issue: 1, By: stakes(0.04)}),
			lever("tariffs", 2, 0, []Moment{{OnNoAgreement, -1}}, Effect{Does: Presses, Party: 0, By: stakes(0.04)}),
			lever("reform", 1, -1, agreement, Effect{Does: Rewards, Party: 1, By: stakes(0.02)}),
			lever("troops", 2, 1, agreement, Effect{Does: Assures, Party: 1, By: stakes(0.5)}),
		},
		Packages: []Package{
			{ID: "peace", Outcome: Settlement, Issues: []int{0, 1, 2, 3}, Limits: []Limit{{0, one, one}}, Share: one, Monitoring: Known(0.5), Counts: one},
			{ID: "truce", Outcome: Ceasefire, Issues: []int{0, 2}, Share: Known(0.3), Monitoring: Known(0.2), Counts: one, LeverageLoss: []LeverageLoss{{0, Known(0.01)}}},
			{ID: "exchange", Outcome: Partial, Issues: []int{3}, Certain: true, Counts: Known(0.2), LeverageLoss: []LeverageLoss{{1, Known(0.005)}}},
		},
		Standstill: &Standstill{0, []Number{{}, Known(0.4), one}, []Number{{}, {}, one}},
		Clock:      Clock{Rounds: 4},
		Theories:   []Theory{{Name: "none"}},
	}
	b.Processes = func(*Bargain) []Process {
		return []Process{breaker{hazards: &Hazards{
			Rate: []Parameter{{Number: Known(0.03)}, {Number: Known(0.01)}, {}}, Monitoring: one, Weight: Known(40),
			Deters:  []Deterrent{{Issue: 2, Of: []int{0}, By: Known(1.4)}},
			Settles: []Number{Known(0.02), Known(0.02), {}}, Settled: []Number{Known(0.4), Known(0.4), one},
		}}}
	}
	return b
}

// sum adds up what a situation consists of.
func (s Situation) sum() float64 {
	kept := s.Held + s.Free*s.Expected - s.Left*s.Cost + s.Rewards - s.Pressure - s.Own
	return s.Trust*kept + (1-s.Trust)*s.Broken + s.Leaving - s.LeverageLoss
}

// The terms of a composition add up to the payoff that theories bargain over and
// to what it is compared with: in every package, for every party, with nothing in
// force, with a truce in force that has settled or not, and once a sponsor has
// left.
func TestCompositionAddsUp(t *testing.T) {
	b := everyTerm()
	table := NewTable(b)
	circumstances := map[string]func(now *Circumstances){
		"nothing in force": func(*Circumstances) {},
		"talks that may be called a refusal, with what processes add": func(now *Circumstances) {
			for i := range b.Parties {
				now.Called[i], now.Cost[i], now.Press[i], now.Reward[i], now.Shift[i] = 0.3, 0.01, 0.02, 0.005, 0.01
			}
		},
		"a truce in force": func(now *Circumstances) {
			now.InForce, now.Unrelieved, now.Holding = 1, 0, 1
			now.StatusQuo[0], now.StatusQuo[2] = 1, 0.3
		},
		"a truce that has settled": func(now *Circumstances) {
			now.InForce, now.Settled, now.Unrelieved, now.Holding = 1, true, 0.6, 0
			now.StatusQuo[0] = 0.5
			now.Base[1] = 0.01
		},
		"a sponsor that has left": func(now *Circumstances) { now.Gone[2], now.Carried[1] = true, true },
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("%s: %.15g, want %.15g", what, got, want)
		}
	}
	var seen Situation
	for name, change := range circumstances {
		table.SetInputs(nil, MedianEvents{})
		change(table.Now())
		table.Rebuild()
		for g := range b.Packages {
			p := NewProblem(len(b.Parties), len(b.Issues))
			table.Pose(g, p)
			for l := range p.Levels() {
				p.AtLevel(l)
				terms := make([]float64, len(b.Issues))
				for k := range terms {
					terms[k] = p.Lower[k] + 0.7*(p.Upper[k]-p.Lower[k])
				}
				for i := range b.Parties {
					c := table.Compose(g, i, terms)
					what := name + ", " + b.Packages[g].ID + ", " + b.Parties[i].ID
					sum := c.Agreed.Worth
					for _, part := range c.Terms {
						near(what+": "+b.Issues[part.Issue].ID, part.Weight*part.Slope*part.Change-part.Toll, part.Worth)
						sum += part.Worth
					}
					near(what+": payoff", sum, p.Value(i, terms))
					near(what+": payoff", c.Payoff, p.Value(i, terms))
					near(what+": what is compared", c.Against, p.Reservation[i])
					near(what+": agreed", c.Agreed.sum(), c.Agreed.Worth)
					near(what+": talks", c.Talks.sum(), table.Talking(i))
					near(what+": refusal", c.Refusal.sum(), table.Refusing(i))
					near(what+": reservation value", (1-c.Called)*c.Talks.Worth+c.Called*c.Refusal.Worth, table.Reservation(i))
					for _, s := range []Situation{c.Agreed, c.Talks, c.Refusal} {
						seen.Expected += math.Abs(s.Expected)
						seen.Rewards += s.Rewards
						seen.Pressure += s.Pressure
						seen.Own += s.Own
						seen.Broken += s.Broken
						seen.Leaving += math.Abs(s.Leaving)
						seen.LeverageLoss += s.LeverageLoss
					}
				}
			}
		}
	}
	for what, x := range map[string]float64{
		"expected gains": seen.Expected, "rewards": seen.Rewards, "pressure": seen.Pressure, "own costs": seen.Own,
		"breaches": seen.Broken, "leaving": seen.Leaving, "lost leverage": seen.LeverageLoss,
	} {
		if x == 0 {
			t.Errorf("%s never count: the test would not see them", what)
		}
	}
}

// A lever's part is its size times its strength: in what refusing costs, west
// bears cutoff's size times its strength more than while it talks.
func TestCompositionNamesLevers(t *testing.T) {
	table := NewTable(everyTerm())
	table.SetInputs(nil, MedianEvents{})
	c := table.Compose(0, 1, []float64{1, 0.7, 0.1, 0.05})
	found := map[Verb]LeverPart{}
	for _, part := range c.Levers {
		found[part.Effect.Does] = part
	}
	if len(found) != 4 {
		t.Fatalf("levers %+v", c.Levers)
	}
	costs := found[Costs]
	if want := costs.Size * (costs.Refusal - costs.Talks); costs.Refusal != 0.3 || math.Abs(c.Refusal.Cost-c.Talks.Cost-want) > 1e-12 {
		t.Errorf("%+v: refusing costs %g more", costs, c.Refusal.Cost-c.Talks.Cost)
	}
	if c.Hazard >= c.BaseHazard || found[Assures].Agreed != 0.3 {
		t.Errorf("hazard %g of %g, assured with %g", c.Hazard, c.BaseHazard, found[Assures].Agreed)
	}
}
