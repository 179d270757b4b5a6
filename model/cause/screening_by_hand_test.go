package cause

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A party that has refused by the deadline gets less afterwards than while talks
// last, which the last demand takes from it: with patience δ and a loss x, costs
// from 0 to 0.4 and a proposer that has 0.4 without a deal, (0.5 + δx)/0.8 of the
// types accept, by the first-order condition.
func TestRefusedAtDeadline(t *testing.T) {
	const patience, loss = 0.9, 0.1
	var s Screening
	privateCost(&s, 128, 0.5, 0.1, 0, 0.4, patience)
	for b := range s.Types {
		s.Types[b].Refused -= loss
	}
	want := (0.5 + patience*loss) / 0.8
	d := s.Demand(1)
	if math.Abs(d.Chance-want) > 1e-12 || math.Abs(d.Offer-(0.5-0.4*(1-want)-patience*loss)) > 1e-12 {
		t.Errorf("%+v, want %g to accept", d, want)
	}
	for b := range s.Types { // what the proposer loses then makes it demand less
		s.Types[b].ProposerRefused -= loss
	}
	if want = (0.5 + 2*patience*loss) / 0.8; math.Abs(s.Demand(1).Chance-want) > 1e-12 {
		t.Errorf("%+v, want %g to accept", s.Demand(1), want)
	}
}

// What a type adds to the proposer's payoff whatever happens changes nothing; nor
// does a unit in which all payoffs are measured.
func TestInvariance(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	var plain, other Screening
	for range 200 {
		randomGame(&plain, random, 32)
		rounds := random.IntN(9) // 0 is open
		unit := 1000 * random.Float64()
		other.Begin(32, plain.weights())
		other.Patience, other.ProposerPatience = plain.Patience, plain.ProposerPatience
		var net, payoff []float64
		for n, u := range plain.Frontier.net {
			net, payoff = append(net, unit*u), append(payoff, unit*plain.Frontier.payoff[n])
		}
		other.Frontier.Set(net, payoff)
		for b, of := range plain.Types {
			add := 0.3 * float64(b) / 32
			other.Types[b] = Type{
				GoingOn: unit * of.GoingOn, Refused: unit * of.Refused,
				ProposerGoingOn: unit * (of.ProposerGoingOn + add), ProposerRefused: unit * (of.ProposerRefused + add), Shift: unit * (of.Shift + add),
			}
		}
		want, got := plain.Demand(rounds), other.Demand(rounds)
		if got.Nobody != want.Nobody || math.Abs(got.Offer/unit-want.Offer) > 1e-8 || math.Abs(got.Cutoff-want.Cutoff) > 1e-5 {
			t.Fatalf("%d rounds, unit %g: %+v, want %+v", rounds, unit, got, want)
		}
	}
}

// The proposer's gain from a slice of types holds what these types add to its
// payoff: if that is what the deal is worth, it screens, and does not otherwise.
func TestShift(t *testing.T) {
	var s Screening
	privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 0.98)
	for b := range s.Types {
		s.Types[b].Shift = -0.2 * float64(b) / 128 // deals with tough types are worth less
	}
	// s(0.5 + 0.4(1−s)) − 0.1s² + 0.4(1−s) is largest at s = 0.5.
	if d := s.Demand(1); math.Abs(d.Chance-0.5) > 1e-12 || math.Abs(d.Value-(0.5*0.7-0.025+0.2)) > 1e-12 {
		t.Errorf("%+v", d)
	}
}
