package theory_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// load reads a scenario written here.
func load(t *testing.T, text string) *model.Bargain {
	t.Helper()
	s, err := scenario.Load("in.yaml", scenario.Options{FS: fstest.MapFS{"in.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatal(err)
	}
	return s.Bargain
}

// play returns the outcome of a single meeting at the medians under a theory.
func play(t *testing.T, b *model.Bargain, theory string) model.Outcome {
	t.Helper()
	at := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == theory })
	if at < 0 {
		t.Fatalf("%s is not played", theory)
	}
	out := b.NewOutcome()
	model.Narrate(b, at, model.CentralValues(b), model.MedianEvents{}, &out, func(model.Event) {})
	return out
}

// pie is a pie of which a, whose faction must agree, wants all, and b, too; what a
// gets is the term.
func pie(t *testing.T, faction string) *model.Bargain {
	t.Helper()
	return load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, two_level, two_level_anticipated, two_level+egalitarian]}
parties: {a: {reservation_value: 0}, b: {reservation_value: 0}}
issues: {pie: {status_quo: 0, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {a.home: {house: %s}}
processes: {ratification: {a.home: {}}}
`, faction))
}

// TestVotes: a vote that is not foreseen refuses what misses its threshold. One
// that is foreseen moves the terms to the threshold, max(½, r) of the pie
// (Schelling 1960: a narrow majority at home pays), or leaves nothing to sign. A
// theory without votes does not notice any of it.
func TestVotes(t *testing.T) {
	const half, none = 0.5, -1.0
	for _, c := range []struct {
		faction  string
		blind    float64 // terms where the vote is not foreseen
		foreseen float64
	}{
		{"{accepts: {pie: {at_least: 0.3}}}", half, half},
		{"{accepts: {pie: {at_least: 0.65}}}", none, 0.65},
		{"{gain: 0.3}", half, half},
		{"{gain: 0.65}", none, 0.65},
		{"{accepts: {pie: {at_least: 0.6}}, gain: 0.7}", none, 0.7},
		{"{accepts: {pie: {at_most: 0.4}}}", none, 0.4},
		{"{accepts: {pie: {at_most: 0.4, unless: not_worse}}}", half, half},
		{"{accepts: {pie: {at_least: 1}}, gain: 1.5}", none, none},
	} {
		b := pie(t, c.faction)
		for theory, want := range map[string]float64{
			"nash": half, "two_level": c.blind, "two_level+egalitarian": c.blind, "two_level_anticipated": c.foreseen,
		} {
			out := play(t, b, theory)
			switch signed := out.Class == model.Settlement; {
			case signed != (want != none):
				t.Errorf("%s, %s: ends in %v for %v", c.faction, theory, out.Class, out.Reason)
			case signed && math.Abs(out.Terms[0]-want) > 1e-5:
				t.Errorf("%s, %s: signed at %g, want %g", c.faction, theory, out.Terms[0], want)
			case theory == "two_level" && !signed && out.Reason != model.NotRatified:
				t.Errorf("%s: fails for %v", c.faction, out.Reason)
			}
		}
	}
}

// TestVotesThatAllPass: a vote that everything passes changes no bit.
func TestVotesThatAllPass(t *testing.T) {
	b := pie(t, "{accepts: {pie: {at_least: 0.2}}, gain: 0.2}")
	want := play(t, b, "nash")
	for _, theory := range []string{"two_level", "two_level_anticipated"} {
		if got := play(t, b, theory); got.Terms[0] != want.Terms[0] || got.Payoff[0] != want.Payoff[0] || got.Class != want.Class {
			t.Errorf("%s ends at %v, nash at %v", theory, got.Terms, want.Terms)
		}
	}
}

// TestRuleParameters: a theory about a cause divides with the parameters that the
// file gives its rule, and so does its twin. Of a pie the party that offers first
// gets 1/(1 + δᵗ) (Rubinstein 1982), here with δ = 0.8 and t = 2 rounds between
// offers.
func TestRuleParameters(t *testing.T) {
	want := 1 / (1 + 0.8*0.8)
	for _, list := range []string{
		"[{cause: two_level, rule: rubinstein, interval: 2, order: [a, b]}]",
		"[{rubinstein: {interval: 2, order: [a, b]}}, two_level+rubinstein]",
		"[two_level+rubinstein, {cause: none, rule: rubinstein, interval: 2, order: [a, b]}]",
		"[{two_level: {rule: rubinstein}}, {rubinstein: {interval: 2, order: [a, b]}}]",
		"[{cause: two_level, rule: rubinstein, interval: 2, order: [a, b]}, {name: equal, rule: nash}]",
		"[all, {cause: two_level, rule: rubinstein, interval: 2, order: [a, b]}, {name: equal, rule: nash}]",
	} {
		b := load(t, `
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: `+list+`}
parties: {a: {reservation_value: 0, patience: 0.8}, b: {reservation_value: 0, patience: 0.8}}
issues: {pie: {status_quo: 0, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {a.home: {house: {gain: 0.1}}}
processes: {ratification: {a.home: {}}}
`)
		for _, theory := range []string{"rubinstein", "two_level+rubinstein"} {
			if out := play(t, b, theory); math.Abs(out.Terms[0]-want) > 1e-9 {
				t.Errorf("%s: under %s a gets %.6f, not %.6f", list, theory, out.Terms[0], want)
			}
		}
		if strings.Contains(list, "equal") {
			if out := play(t, b, "equal"); math.Abs(out.Terms[0]-0.5) > 1e-9 {
				t.Errorf("%s: under a rule with a name of its own a gets %.6f", list, out.Terms[0])
			}
		}
	}
}

// TestSpreadVotes: a threshold that is spread is logistic around what is stated. Who
// does not foresee the vote signs half of the pie, which passes with the chance of the
// logistic law; who does foresee it gives as much as the product of surpluses and that
// chance says; a second proposal after a refusal gives more; and with a spread of next to
// nothing it is the threshold.
func TestSpreadVotes(t *testing.T) {
	const bound, spread = 0.55, 0.06
	b := pie(t, fmt.Sprintf("{accepts: {pie: {at_least: %g}}, spread: %g}", bound, spread))
	chance := func(x float64) float64 { return 1 / (1 + math.Exp((bound-x)/spread)) }
	best, most := 0.0, math.Inf(-1)
	for n := range 100000 {
		x := (float64(n) + 0.5) / 100000
		if m := (math.Log(x)+math.Log(1-x))/2 + math.Log(chance(x)); m > most {
			best, most = x, m
		}
	}
	if out := play(t, b, "two_level_anticipated"); math.Abs(out.Terms[0]-best) > 2e-5 {
		t.Errorf("foreseen: %v, want %v", out.Terms[0], best)
	}
	const draws = 4000
	for theory, x := range map[string]float64{"two_level": 0.5, "two_level_anticipated": best} {
		at := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == theory })
		tally, err := montecarlo.Run(t.Context(), b, montecarlo.Config{Draws: draws, Seed: 7, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		signed, want := float64(tally.Theories[at].Classes[model.Settlement])/draws, chance(x)
		if math.Abs(signed-want) > 4*math.Sqrt(want*(1-want)/draws) {
			t.Errorf("%s: %g of the draws pass, want %g", theory, signed, want)
		}
	}
	sharp := pie(t, fmt.Sprintf("{accepts: {pie: {at_least: %g}}, spread: 0.0001}", bound))
	if out := play(t, sharp, "two_level_anticipated"); math.Abs(out.Terms[0]-bound) > 0.003 || out.Class != model.Settlement {
		t.Errorf("nearly certain: %v at %v", out.Class, out.Terms)
	}
}

// TestRefusedIsLearnt: who foresees the votes gives more after each refusal, as the
// threshold is known to be beyond what was refused; who does not, never does.
func TestRefusedIsLearnt(t *testing.T) {
	b := pie(t, "{accepts: {pie: {at_least: 0.6}}, spread: 0.1}")
	b.Clock.Rounds = 12
	one := *b
	for theory, learns := range map[string]bool{"two_level": false, "two_level_anticipated": true} {
		at := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == theory })
		again, more := 0, 0
		for draw := range 200 {
			out := one.NewOutcome()
			last := math.NaN()
			model.Narrate(&one, at, nil, montecarlo.NewEvents(3, draw), &out, func(e model.Event) {
				if e.Kind != model.Tabled {
					return
				}
				if last == last {
					if again++; e.Terms[0] > last+1e-6 {
						more++
					}
				}
				last = e.Terms[0]
			})
		}
		if again < 50 || learns && more < again || !learns && more > 0 {
			t.Errorf("%s: %d of %d second proposals give more", theory, more, again)
		}
	}
}

// TestQuota: with a quota groups with so many seats are enough.
func TestQuota(t *testing.T) {
	b := func(quota string) *model.Bargain {
		return load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, two_level]}
parties: {a: {reservation_value: 0}, b: {reservation_value: 0}}
issues: {pie: {status_quo: 0, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {a.home: {left: {seats: 40, accepts: {pie: {at_least: 0.3}}}, right: {seats: 60, accepts: {pie: {at_least: 0.7}}}, centre: {seats: 20, gain: 0.4}}}
processes: {ratification: {a.home: {%s}}}
`, quota))
	}
	for quota, passes := range map[string]bool{"": false, "quota: 60": true, "quota: 61": false, "quota: 0": true} {
		if out := play(t, b(quota), "two_level"); (out.Class == model.Settlement) != passes {
			t.Errorf("%q: %v for %v", quota, out.Class, out.Reason)
		}
	}
}

// TestQuotaOfChances: groups that accept with chances of 0.9, 0.6 and 0.3 reach a quota of
// two seats of three with a chance of 0.666, over all subsets (case "ratify.vote/quota=2").
func TestQuotaOfChances(t *testing.T) {
	chances, passes := [3]float64{0.9, 0.6, 0.3}, 0.0
	for subset := range 8 {
		weight, groups := 1.0, ""
		for i, c := range chances {
			bound := 0.3 // accepts half of the pie
			if subset&(1<<i) == 0 {
				bound, c = 0.7, 1-c
			}
			weight *= c
			groups += fmt.Sprintf("g%d: {seats: 1, accepts: {pie: {at_least: %g}}}, ", i, bound)
		}
		b := load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [two_level]}
parties: {a: {reservation_value: 0}, b: {reservation_value: 0}}
issues: {pie: {status_quo: 0, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {a.home: {%s}}
processes: {ratification: {a.home: {quota: 2}}}
`, strings.TrimSuffix(groups, ", ")))
		if play(t, b, "two_level").Class == model.Settlement {
			passes += weight
		}
	}
	if math.Abs(passes-0.666) > 1e-12 {
		t.Errorf("passes with %g", passes)
	}
}
