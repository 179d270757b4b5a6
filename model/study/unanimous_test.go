package study_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
	"sim/model/study"
)

// Parties with the same ideal on every issue settle under every theory that
// asks for their consent, whatever the scenario leaves out or states besides.
func TestUnanimousIdealsSettle(t *testing.T) {
	number := rapid.Map(rapid.IntRange(0, 1000), func(i int) float64 { return float64(i) / 1000 })
	rapid.Check(t, func(t *rapid.T) {
		text := "title: Same\npurpose: illustration\nrun: {draws: 32, seed: 1, theories: [all, kalai_smorodinsky, egalitarian, utilitarian, zeuthen, rubinstein, alternating_offers, stacked_offers, crisis]}\nparties:\n"
		for _, party := range []string{"a", "b", "c"} {
			text += fmt.Sprintf("  %s: {power: %g", party, 0.1+number.Draw(t, "power"))
			for _, key := range []string{"disagreement_cost: %g", "prospects: {x: %g}"} {
				if rapid.Bool().Draw(t, key+" given") {
					text += fmt.Sprintf(", "+key, 0.9*number.Draw(t, key))
				}
			}
			text += "}\n"
		}
		text += "issues:\n"
		for _, issue := range []string{"x", "y"} {
			ideal := number.Draw(t, "ideal")
			text += fmt.Sprintf("  %s:\n    status_quo: %g\n    positions:\n", issue, number.Draw(t, "status quo"))
			for _, party := range []string{"a", "b", "c"} {
				text += fmt.Sprintf("      %s: {ideal: %g, salience: %g}\n", party, ideal, 1+49*number.Draw(t, "salience"))
			}
		}
		s, err := study.New(study.Source{Path: "same.yaml", Text: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		r, err := study.Run(context.Background(), s, study.RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.Theories {
			if n := r.Tally.Theories[i].Classes[model.Settlement]; s.Theories[i].Consent && n != s.Config.Draws {
				t.Errorf("%s settles in %d of %d draws of\n%s", s.Theories[i].Name, n, s.Config.Draws, text)
			}
		}
	})
}

// What is private is a part of what no deal costs: without a cost the responder
// takes every offer, and it refuses more the more of its cost is private.
func TestPrivateCostIsPartOfTheCost(t *testing.T) {
	settled := func(cost, private float64) int {
		t.Helper()
		s := subject(t, fmt.Sprintf(`
title: Line
purpose: illustration
run: {draws: 512, seed: 1, theories: [weighted_mean, {crisis: {high: %g}}]}
parties: {a: {power: 2}, b: {disagreement_cost: %g}}
issues: {line: {status_quo: 0.5, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`, private, cost))
		r, err := study.Run(context.Background(), s, study.RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return r.Tally.Theories[1].Classes[model.Settlement]
	}
	if n := settled(0.3, 0); n != 512 {
		t.Errorf("without a private cost %d of 512 draws settle", n)
	}
	// A cost of 0.1 is private as a whole, whatever more is stated.
	if a, b := settled(0.1, 0.1), settled(0.1, 0.4); a != b {
		t.Errorf("%d draws settle with a private cost of 0.1, %d with one of 0.4 that no deal does not cost", a, b)
	}
	if a, b := settled(0.3, 0.1), settled(0.3, 0.3); a <= b || b == 0 {
		t.Errorf("%d draws settle with a private cost of 0.1, %d with one of 0.3", a, b)
	}
}
