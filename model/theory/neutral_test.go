package theory_test

import (
	"fmt"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// neutral is a dispute of two with a guarantor over four issues and six rounds, in
// which no cause of failure has anything to act on: lines cost nothing to cross, nobody is
// tempted, everything passes at home, and what is claimed to be indivisible is fixed.
const neutral = `
title: Neutral
purpose: illustration
clock: {rounds: 6}
run: {theories: [nash, egalitarian, kalai_smorodinsky, commitment, audience, two_level, two_level_anticipated, indivisible, everything, commitment+egalitarian, commitment+kalai_smorodinsky, audience+egalitarian, two_level+kalai_smorodinsky, indivisible+egalitarian]}
preferences: {curvature: {uniform: [1.02, 2]}, loss_aversion: {uniform: [1.2, 2.4]}}
parties:
  a: {power: 1 to 2, disagreement_cost: 0.05 to 0.2, patience: 0.95 to 0.98}
  b: {power: 1 to 2, disagreement_cost: 0.05 to 0.2, patience: 0.95 to 0.98}
  c: {seat: sponsor, power: 1, disagreement_cost: 0.01 to 0.1}
issues:
  line:
    status_quo: 0.4 to 0.6
    positions: {a: {ideal: 1, salience: 30 to 60}, b: {ideal: 0, salience: 30 to 60}, c: {ideal: 0.5, salience: 5}}
    public_lines: {a: {at_least: %[1]g, price: %[2]g, grows: 0}, b: {at_most: 0.1, price: 0}}
  trade: {status_quo: 0.3, positions: {a: {ideal: 0.9, salience: 5 to 40}, b: {ideal: 0.2 to 0.6, salience: 5 to 40}, c: {ideal: 0.4, salience: 10}}}
  guard: {status_quo: 0.1, carried_out_by: [c], steps: 4, positions: {a: {ideal: 0.2, salience: 10}, b: {ideal: 1, salience: 10 to 30}, c: {ideal: 0.7, salience: 20}}}
  shrine: {status_quo: 1, labels: {theirs: 0, ours: 1}, indivisible: {options: [theirs, ours], claimed_by: [a]}, positions: {a: {ideal: 1, salience: 10}, b: {ideal: %[3]g, salience: 10}}}
packages:
  deal: {outcome: settlement, issues: all, limits: {shrine: %[4]s}, meetings: 2, power_shift: {to: b, issue: line, a_round: %[5]g, up_to: %[5]g}}
  truce: {outcome: ceasefire, issues: [guard]}
factions:
  a.home: {house: {accepts: {line: {at_least: %[6]g}}, gain: -1}}
processes:
  ratification: {a.home: {packages: [deal]}}
`

// TestNeutralCauses: where no cause has anything to act on, every theory about one goes
// as its rule does, in every draw and to the last bit; and each of them notices when there
// is something.
func TestNeutralCauses(t *testing.T) {
	const draws = 96
	run := func(text string) (of map[string][]string, b *model.Bargain) {
		b = load(t, text)
		of = map[string][]string{}
		d, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: draws, Seed: 5})
		if err != nil {
			t.Fatal(err)
		}
		r, outs := model.NewRunner(b), make([]model.Outcome, len(b.Theories))
		for i := range outs {
			outs[i] = b.NewOutcome()
		}
		for n := range draws {
			in, ev := d.At(n)
			r.Run(in, ev, outs)
			for i := range outs {
				o := &outs[i]
				of[b.Theories[i].Name] = append(of[b.Theories[i].Name], fmt.Sprint(o.Class, o.Round, o.Terms, o.Payoff, o.Reservation, o.Blocks, o.Ripe, o.Path.Class))
			}
		}
		return of, b
	}
	same := func(of map[string][]string, b *model.Bargain) (alike map[string]bool) {
		alike = map[string]bool{}
		for i := range b.Theories {
			if theory := &b.Theories[i]; theory.Cause != "" {
				rule := theory.Rule
				alike[theory.Name] = fmt.Sprint(of[theory.Name]) == fmt.Sprint(of[rule])
			}
		}
		return alike
	}
	of, b := run(fmt.Sprintf(neutral, 0.9, 0.0, 1.0, "[1, 1]", 0.0, 0.0))
	signed := 0
	for _, s := range of["nash"] {
		if len(s) > 10 && s[:10] == "settlement" {
			signed++
		}
	}
	if signed < draws/4 {
		t.Fatalf("nash settles in %d of %d draws", signed, draws)
	}
	if alike := same(of, b); len(alike) != 11 {
		t.Errorf("%d theories about causes", len(alike))
	} else {
		for name, is := range alike {
			if !is {
				t.Errorf("%s goes another way than its rule", name)
			}
		}
	}
	for what, text := range map[string]string{
		"audience":    fmt.Sprintf(neutral, 0.9, 2.0, 1.0, "[1, 1]", 0.0, 0.0),
		"indivisible": fmt.Sprintf(neutral, 0.9, 0.0, 0.0, "[0, 1]", 0.0, 0.0),
		"commitment":  fmt.Sprintf(neutral, 0.9, 0.0, 1.0, "[1, 1]", 0.3, 0.0),
		"two_level":   fmt.Sprintf(neutral, 0.9, 0.0, 1.0, "[1, 1]", 0.0, 0.6),
	} {
		of, b := run(text)
		for name, is := range same(of, b) {
			about := name == "everything" && what != "indivisible" || len(name) >= len(what) && name[:len(what)] == what
			if is == about {
				t.Errorf("with something for %s alone, %s goes as its rule: %v", what, name, is)
			}
		}
	}
}
