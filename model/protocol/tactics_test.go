package protocol

import (
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/registry"
)

// facing are two parties that divide a pie, with tactics of their own; the first
// proposes first.
func facing(t *testing.T, rounds int, first, second partyTactics) (*stacked, *model.Problem) {
	t.Helper()
	p := opposing(0, 0, 0.9, 0.9)
	p.PartyNames = []string{"first", "second"}
	p.Capability[0], p.Capability[1] = 2, 1
	s := with(t, StackedOffers, func(f *tactics) {
		f.Rounds = rounds
		f.Parties = registry.Named[partyTactics]{{Name: "first", Value: first}, {Name: "second", Value: second}}
	})
	return atLevel(s).(*stacked), p
}

// A boulware party against a conceder (Faratin, Sierra and Jennings 1998), by
// hand. Five rounds, so that time is 0, ¼, ½, ¾, 1; β = ½ gives up time², β = 2
// √time. The first asks for 1, 15/16, 3/4, 7/16 of the pie, the second for 1, 1/2,
// 1 − √½, 1 − √¾: what it leaves the first is 0, 1/2, 0.7071, 0.8660. In the
// fourth round the first asks for less than the 0.7071 on the table and accepts:
// the boulware party has the better of it. With their tactics exchanged the second
// offers 0, 1/16 and 1/4, and in the third round, asking for 3/4, is offered
// √½ = 0.7071 of the pie by the first, which is less; in the fourth the first asks for 1 − √¾
// = 0.1340 and takes the 1/4.
func TestBoulwareAgainstConceder(t *testing.T) {
	hard, soft := partyTactics{Beta: new(0.5)}, partyTactics{Beta: new(2.0)}
	for _, c := range []struct {
		name          string
		first, second partyTactics
		asks          [2][]float64
		terms         float64
		step          int // turns before the acceptance, two a round
	}{
		{"boulware first", hard, soft, [2][]float64{{1, 15. / 16, 3. / 4, 7. / 16}, {1, 1. / 2, 1 - math.Sqrt(1./2), 1 - math.Sqrt(3./4)}}, math.Sqrt(0.5), 6},
		{"conceder first", soft, hard, [2][]float64{{1, 1. / 2, 1 - math.Sqrt(1./2), 1 - math.Sqrt(3./4)}, {1, 15. / 16, 3. / 4, 7. / 16}}, 1. / 4, 6},
	} {
		s, p := facing(t, 5, c.first, c.second)
		out := new(model.Offer)
		s.Solve(p, nil, out)
		if out.Status != model.Agreement || s.step != c.step || s.settler != 0 {
			t.Errorf("%s: %v after %d turns by %d, want %d turns", c.name, out.Status, s.step, s.settler, c.step)
		}
		match(t, c.name+": terms", c.terms, out.Terms[0], 1e-9)
		for j, asks := range c.asks {
			for round, want := range asks {
				match(t, c.name+": asks for", want, s.asks(j, round), 1e-12)
				s.termsAtValue(j, s.valueOf(j, want)) // what it offers
				share := []float64{want, 1 - want}[j]
				match(t, c.name+": offers the first", share, s.x[0], 1e-9)
			}
		}
	}
}

// Each party's time runs to its own deadline, and the talks end with the first.
// The second has given everything up in its third and last round, in which it
// takes what is on the table; where the first holds out for all, that is nothing.
func TestDeadlinesOfTheirOwn(t *testing.T) {
	s, p := facing(t, 5, partyTactics{Beta: new(0.01)}, partyTactics{Beta: new(1.0), Deadline: new(3)})
	out := new(model.Offer)
	s.Solve(p, nil, out)
	match(t, "asks in its second round", 0.5, s.asks(1, 1), 1e-12)
	if out.Status != model.Agreement || s.step != 5 || s.settler != 1 || math.Abs(out.Terms[0]-1) > 1e-9 {
		t.Errorf("%v on %v after %d turns by %d", out.Status, out.Terms, s.step, s.settler)
	}
	// Both reservation values at 0.4: the second leaves before the first comes down.
	p.Reservation[0], p.Reservation[1] = 0.4, 0.4
	s, q := facing(t, 50, partyTactics{Beta: new(0.1)}, partyTactics{Accept: "const", Least: new(1.0), Deadline: new(3)})
	copy(q.Reservation, p.Reservation)
	s.Solve(q, nil, out)
	if out.Status != model.None || out.Reason != model.PastDeadline {
		t.Errorf("%v (%v) on %v", out.Status, out.Reason, out.Terms)
	}
	match(t, "shares of the failure", 1.0, out.Share[0]+out.Share[1], 1e-12)
}

// A party with a rule of acceptance of its own: what is worth half of its range
// is enough for the second, whatever it would ask for. The first, conceding
// evenly over five rounds, offers it 1/4 and then 1/2.
func TestAcceptanceOfItsOwn(t *testing.T) {
	s, p := facing(t, 5, partyTactics{Beta: new(1.0)}, partyTactics{Beta: new(0.01), Accept: "const", Least: new(0.5)})
	out := new(model.Offer)
	s.Solve(p, nil, out)
	if s.step != 5 || s.settler != 1 || math.Abs(out.Terms[0]-0.5) > 1e-9 {
		t.Errorf("%v after %d turns by %d", out.Terms, s.step, s.settler)
	}
}

// Tactics of a party that say what those of all say change nothing, and mistakes
// name the party.
func TestTacticsOfParties(t *testing.T) {
	p := benchmarkProblem(4, 3, 2)
	p.PartyNames = []string{"a", "b", "c", "d"}
	for _, rule := range ruleNames {
		all := with(t, StackedOffers, func(f *tactics) { f.Tactic, f.Accept, f.Opening = "conceder", rule, 0.1 })
		own := with(t, StackedOffers, func(f *tactics) {
			for _, name := range p.PartyNames {
				f.Parties = append(f.Parties, registry.Item[partyTactics]{Name: name, Value: partyTactics{Tactic: "conceder", Accept: rule, Opening: new(0.1), Deadline: new(12)}})
			}
		})
		var want, have model.Offer
		all.Solve(p, nil, &want)
		own.Solve(p, nil, &have)
		for k := range want.Terms {
			match(t, rule, want.Terms[k], have.Terms[k], 0)
		}
	}
	for want, bad := range map[string]partyTactics{
		"parties: a: beta must be between":     {Beta: new(1000.0)},
		"parties: a: deadline must be between": {Deadline: new(0)},
		"parties: a: opening must be at least": {Opening: new(1.0)},
		"parties: a: least must be between":    {Least: new(-1.0)},
		"parties: a: late must be between":     {Late: new(2.0)},
		`unknown tactic "hard"`:                {Tactic: "hard"},
		`unknown rule of acceptance "never"`:   {Accept: "never"},
	} {
		_, err := StackedOffers.Build(func(p any) error {
			p.(*tactics).Parties = registry.Named[partyTactics]{{Name: "a", Value: bad}}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
