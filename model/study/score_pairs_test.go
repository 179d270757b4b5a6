package study

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
)

// tallied is the tally of a theory that is off by the given points in one issue of each
// case; NaN: it has no terms there.
func tallied(name string, off ...float64) *termsTally {
	t := &termsTally{name: name, theory: &model.Theory{Name: name}, cases: make([]caseTerms, len(off))}
	for i, x := range off {
		if !math.IsNaN(x) {
			t.cases[i] = caseTerms{{ranked: x}}
		}
	}
	return t
}

// Three theories by hand, whose cases differ far more than the theories do. Case by case b
// is off by 3, 6 and 9 more than a: by 6 ± 1.73 (√3), which is 3.46 errors, but with three
// cases 4.30 are needed. c is off by 4, 5 and 4 more: by 4.33 ± 0.33, 13 errors.
func TestPairsOfTheories(t *testing.T) {
	a, b, c := tallied("a", 10, 20, 30), tallied("b", 13, 26, 39), tallied("c", 14, 25, 34)
	for _, x := range []struct {
		near, far                *termsTally
		value, err, lower, upper float64
		apart                    bool
	}{
		{a, b, 6, 1.7320508, -1.4527, 13.4527, false},
		{a, c, 4.3333333, 0.3333333, 2.8991, 5.7676, true},
		{c, b, 1.6666667, 1.7638342, -5.9225, 9.2558, false},
	} {
		for _, ps := range [][]TermsPair{x.near.pair(nil, x.far), x.far.pair(nil, x.near)} { // in either order
			if len(ps) != 1 {
				t.Fatalf("%s and %s: %d pairs", x.near.name, x.far.name, len(ps))
			}
			p, d := ps[0], ps[0].Difference
			if p.Near.Name != x.near.name || p.Far.Name != x.far.name || p.Cases != 3 || p.Apart() != x.apart ||
				math.Abs(d.Value-x.value) > 1e-6 || math.Abs(d.Error-x.err) > 1e-6 || math.Abs(d.Lower-x.lower) > 1e-3 || math.Abs(d.Upper-x.upper) > 1e-3 {
				t.Errorf("%s and %s: %+v, apart: %v", x.near.name, x.far.name, p, p.Apart())
			}
		}
	}
	// Only cases with terms of both count, and one such case says nothing.
	none := math.NaN()
	if p := a.pair(nil, tallied("d", 12, none, 31)); len(p) != 1 || p[0].Cases != 2 || math.Abs(p[0].Difference.Value-1.5) > 1e-12 {
		t.Errorf("two cases in common: %+v", p)
	}
	if p := a.pair(nil, tallied("e", none, 20, none)); p != nil {
		t.Errorf("one case in common: %+v", p)
	}
}

// A rank is a mean over cases of means over issues, as every other figure: here of 1 and of
// 2, 3 and 4, not of all four issues.
func TestRankOverCases(t *testing.T) {
	r := &termsTally{cases: []caseTerms{{{rank: 1}}, {{rank: 2}, {rank: 3}, {rank: 4}}, nil}}
	if x := r.row(nil); x.Rank != 2 || x.Cases != 2 || x.Issues != 4 {
		t.Errorf("rank %g over %d cases and %d issues", x.Rank, x.Cases, x.Issues)
	}
}

// What differs by less than rounding is not called nearer, and draws are too narrow only
// if the whole interval says so.
func TestVerdictsBeyondRounding(t *testing.T) {
	a, b := tallied("a", 10, 20), tallied("b", 10.0001, 20.0001)
	if p := a.pair(nil, b); len(p) != 1 || p[0].Apart() {
		t.Errorf("a ten-thousandth of a point: %+v", p)
	}
	if r := a.row(b); r.Difference.Upper >= 0 || r.Nearer() {
		t.Errorf("nearer by a ten-thousandth of a point: %+v", r.Difference)
	}
	if p := a.pair(nil, tallied("c", 11, 21)); len(p) != 1 || !p[0].Apart() {
		t.Errorf("a point: %+v", p)
	}
	if r := a.row(tallied("c", 11, 21)); !r.Nearer() {
		t.Errorf("nearer by a point: %+v", r.Difference)
	}
	for upper, want := range map[float64]bool{0.54: true, 0.9: false, 1: false, math.NaN(): false} {
		if r := (TermsRow{Within90: Estimate{Upper: upper}}); r.Overconfident() != want {
			t.Errorf("at most %g of terms in the middle 90%% of draws: %v", upper, !want)
		}
	}
}

// Every two theories are a pair, the largest difference first; guesses are in none.
func TestPairsOfEveryTwo(t *testing.T) {
	cases := make([]Case, 3)
	for i := range cases {
		cases[i] = Case{endedAt(t, float64(10*i)), model.Settlement}
	}
	s, err := ScoreTheories(t.Context(), cases, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Terms.Pairs) != 3 {
		t.Fatalf("%d pairs of three theories: %+v", len(s.Terms.Pairs), s.Terms.Pairs)
	}
	for i, p := range s.Terms.Pairs {
		if p.Near == nil || p.Far == nil || p.Near == p.Far || p.Cases != 3 || i > 0 && p.Difference.Value > s.Terms.Pairs[i-1].Difference.Value {
			t.Errorf("%+v", p)
		}
	}
}

// Of two parties the heavier one is the median, by the draw: half of its terms are 0 and
// half 100, and the median over draws is either, by the seed. What is said of theories is
// the same at every seed.
func TestVerdictsAtEverySeed(t *testing.T) {
	said := func(seed int) (verdicts []string, off, ranked float64) {
		var cases []Case
		for _, at := range []float64{5, 8, 12, 15} {
			cases = append(cases, Case{endedRun(t, at, fmt.Sprintf("{draws: 1024, seed: %d, sampler: sobol, theories: [weighted_mean, median]}", seed), "20 to 80", "1"), model.Settlement})
		}
		s, err := ScoreTheories(t.Context(), cases, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range s.Terms.Pairs {
			if p.Apart() {
				verdicts = append(verdicts, p.Near.Name+" before "+p.Far.Name)
			}
		}
		for _, r := range s.Terms.Rows {
			if r.Difference.Upper < 0 {
				verdicts = append(verdicts, r.Name)
			}
			if r.Name == "median" {
				off, ranked = r.Absolute.Value, r.Ranked.Value
			}
		}
		slices.Sort(verdicts)
		return verdicts, off, ranked
	}
	first, off, ranked := said(1)
	if len(first) == 0 {
		t.Error("nothing is said of any theory, so that nothing can differ")
	}
	apart := false
	for seed := 2; seed <= 5; seed++ {
		again, offAgain, rankedAgain := said(seed)
		if !slices.Equal(again, first) || math.Abs(ranked-rankedAgain) > 2 {
			t.Errorf("at seed %d %q and %g, at seed 1 %q and %g", seed, again, rankedAgain, first, ranked)
		}
		apart = apart || math.Abs(off-offAgain) > 15
	}
	if !apart {
		t.Errorf("the median over draws is off by as much at every seed: %g", off)
	}
}

// endedAt is a case of two parties that want 0 and 100, which ended at an amount.
func endedAt(t *testing.T, amount float64) *Subject {
	return endedRun(t, amount, "{draws: 128, seed: 1, theories: [weighted_mean, median, nash]}", "50", "2")
}

// endedRun is endedAt with a run block, the saliences and the power of the south.
func endedRun(t *testing.T, amount float64, run, salience, power string) *Subject {
	t.Helper()
	s, err := New(Source{Path: "land.yaml", Text: fmt.Appendf(nil, `
title: Land
purpose: illustration
run: %[2]s
resolved: {inputs: afterwards, outcome: settlement, date: 2001-02-03, agreed: {land: {value: %[1]g, evidence: {document: d}}}}
documents: {d: {title: Agreement, published: 2001-02-03, kind: official text}}
parties: {north: {disagreement_cost: 0.2}, south: {disagreement_cost: 0.1, power: %[4]s}}
issues:
  land:
    range: [0, 100]
    status_quo: 40
    positions: {north: {ideal: {uniform: [0, 20]}, salience: %[3]s}, south: {ideal: 100, salience: %[3]s}}
`, amount, run, salience, power)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
