package theory_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"sim/model"
	"sim/model/theory"
)

// TestKeepingDirections: a larger guarantee makes an agreement keepable that a
// smaller one leaves so, and a smaller shift one that a larger one does; whether
// one is, is a matter of the shift that is left and what both save (Fearon 1995:
// S ≤ c₁ + c₂), and so is where the line is drawn.
func TestKeepingDirections(t *testing.T) {
	rng := rand.New(rand.NewPCG(16, 3))
	signed := func(in *committed, g float64) (model.Outcome, bool) {
		out := play(t, in.shifting(t, g), "commitment")
		return out, out.Class == model.Settlement
	}
	fails := 0
	for range 40 {
		in := &committed{P: 0.4 + 0.2*rng.Float64(), Shift: 0.4 * rng.Float64(), Cost1: 0.02 + 0.13*rng.Float64(), Cost2: 0.02 + 0.13*rng.Float64()}
		in.Shift = math.Round(in.Shift*1e4) / 1e4
		g := math.Round(rng.Float64()*1e4) / 1e4
		left := in.Shift * (1 - g)
		out, ok := signed(in, g)
		if want := left < in.Cost1+in.Cost2; ok != want {
			t.Errorf("%+v with a guarantee of %g: signed %v, want %v", in, g, ok, want)
		}
		if !ok {
			fails++
			if out.Reason != model.NotKept || out.Breaker != 1 || out.BreaksIn != 1 || out.NotConsenting != 1 {
				t.Errorf("%+v: fails for %v by %d in round %d, recorded %d", in, out.Reason, out.Breaker, out.BreaksIn, out.NotConsenting)
			}
			continue
		}
		nash, most := in.P+(in.Cost2-in.Cost1)/2, in.P+in.Cost2-left
		if want := min(nash, most); math.Abs(out.Terms[1]-want) > 1e-4 {
			t.Errorf("%+v with a guarantee of %g: the line is at %g, want %g", in, g, out.Terms[1], want)
		}
		if _, ok := signed(in, (1+g)/2); !ok {
			t.Errorf("%+v: what a guarantee of %g keeps, one of %g does not", in, g, (1+g)/2)
		}
		weaker := *in
		weaker.Shift /= 2
		if _, ok := signed(&weaker, g); !ok {
			t.Errorf("%+v: what can be kept with this shift cannot with half of it", in)
		}
	}
	if fails < 5 {
		t.Errorf("only %d fail", fails)
	}
}

// TestKeepingByRule: the other rules, too, draw the line where it is kept, as near as
// can be to where they would without the condition; rules that cannot say so.
func TestKeepingByRule(t *testing.T) {
	in := &committed{P: 0.5, Shift: 0.15, Cost1: 0.1, Cost2: 0.1}
	b := in.shifting(t, 0)
	for _, rule := range []string{"egalitarian", "kalai_smorodinsky"} {
		of, err := theory.ByName("commitment+"+rule, theory.Rule)
		if err != nil || of.Twin != rule || of.Name != "commitment+"+rule {
			t.Fatalf("%s: %+v, %v", rule, of, err)
		}
		one := *b
		one.Theories = []model.Theory{of}
		if out := play(t, &one, of.Name); out.Class != model.Settlement || math.Abs(out.Terms[1]-0.45) > 1e-4 {
			t.Errorf("%s: %v at %v", rule, out.Class, out.Terms)
		}
	}
	if _, err := theory.ByName("commitment+zeuthen", theory.Rule); err == nil || !strings.Contains(err.Error(), "nash or kalai_smorodinsky or egalitarian, not by zeuthen") {
		t.Errorf("zeuthen: %v", err)
	}
}

// TestSlackPromises: where everybody would keep nash's terms, they are nash's to
// the last bit.
func TestSlackPromises(t *testing.T) {
	in := &committed{P: 0.5, Shift: 0.05, Cost1: 0.1, Cost2: 0.13}
	b := in.shifting(t, 0)
	want, got := play(t, b, "nash"), play(t, b, "commitment")
	if got.Class != model.Settlement || got.Terms[1] != want.Terms[1] || got.Payoff[0] != want.Payoff[0] || got.Payoff[1] != want.Payoff[1] {
		t.Errorf("%v at %v, nash %v", got.Class, got.Terms, want.Terms)
	}
}

// TestCommitmentByHand is the example of model 2.11.
func TestCommitmentByHand(t *testing.T) {
	b := load(t, `
title: By hand
purpose: illustration
clock: {rounds: 10}
run: {theories: [commitment]}
parties:
  a: {patience: 0.95, disagreement_cost: 0.1}
  b: {patience: 0.95, disagreement_cost: 0.1, expected_compliance: {value: 0.8187307530779818, over: 10}, counts_on: [a]}
issues:
  line: {status_quo: 0.5, curvature: 1, irreversible: 0.2, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}
  guard: {status_quo: 0, positions: {}}
packages:
  deal: {outcome: settlement, issues: all, limits: {guard: [0.5, 0.5]}, power_shift: {to: b, issue: line, a_round: 0.02, up_to: 0.3, slowed_by: {guard: 0.8}}}
processes:
  violations: {hazard: {}, monitoring: 0, noticed: 0.3, accidents: 0.5, answers: {guard: {of: [b], by: 0.2}}}
`)
	m, keeps := solved(t, b)
	if math.Abs(keeps.AtLeast-0.010824) > 1e-6 || keeps.Round != 15 || math.Abs(keeps.Slope[1]-0.672804) > 1e-6 {
		t.Errorf("b asks for %.6f in round %d, and counts %.6f", keeps.AtLeast, keeps.Round, keeps.Slope[1])
	}
	if math.Abs(m.Offer.Terms[1]-0.483912) > 1e-5 {
		t.Errorf("the line is at %.6f", m.Offer.Terms[1])
	}
	for i := range b.Theories {
		if b.Theories[i].Name == "nash" {
			if nash := model.SolveCentral(b, i, model.CentralValues(b)); math.Abs(nash.Offer.Terms[1]-0.5) > 1e-6 {
				t.Errorf("nash puts the line at %.6f", nash.Offer.Terms[1])
			}
		}
	}
}
