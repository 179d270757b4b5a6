package study_test

import (
	"fmt"
	"math"
	"testing"

	"sim/model"
	"sim/model/study"
)

// planted are cases in which a weighted mean ends evenly spread from low to high, and
// the talks ended evenly spread from 20 to 80 of 100.
func planted(t *testing.T, n int, low, high float64) (cases []study.Case) {
	t.Helper()
	for i := range n {
		text := fmt.Sprintf(`
title: Land
purpose: illustration
run: {draws: 512, seed: %d, theories: [weighted_mean, median]}
resolved:
  inputs: before
  outcome: settlement
  date: 2001-02-03
  agreed: {land: {value: %g, evidence: {document: d, says: what was agreed}}}
documents: {d: {title: Agreement, published: 2001-02-03, kind: official text}, speech: {title: Speech, published: 2000, kind: official text}}
parties: {north: {}, south: {seat: observer}}
issues:
  land: {range: [0, 100], status_quo: 10, positions: {north: {ideal: {value: {uniform: [%g, %g]}, evidence: {document: speech}}, salience: {value: 50, evidence: {document: speech}}}}}
packages: {all: {outcome: settlement, issues: all}}
`, i+1, 20+60*(float64(i)+0.5)/float64(n), low, high)
		s, err := study.New(study.Source{Path: "land.yaml", Text: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, study.Case{Subject: s, Ended: model.Settlement})
	}
	return cases
}

// Cases that end as widely as the draws are spread are told from those whose draws
// are far too sure; the closed forms are those of uniform distributions.
func TestTermsCalibration(t *testing.T) {
	for _, c := range []struct {
		name                         string
		low, high                    float64
		within50, within90, absolute float64
		ranked                       float64
	}{
		{"calibrated", 20, 80, 0.5, 0.9, 15, 10},
		{"overconfident", 45, 55, 5. / 60, 9. / 60, 15, 13.5},
	} {
		s, err := study.ScoreTheories(t.Context(), planted(t, 40, c.low, c.high), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Terms.Rows {
			switch r.Name {
			case "weighted_mean":
				if math.Abs(r.Absolute.Value-c.absolute) > 0.6 || math.Abs(r.Within50.Value-c.within50) > 0.06 || math.Abs(r.Within90.Value-c.within90) > 0.06 || math.Abs(r.Ranked.Value-c.ranked) > 1.2 {
					t.Errorf("%s: off by %g, ranked %g, within %g and %g", c.name, r.Absolute.Value, r.Ranked.Value, r.Within50.Value, r.Within90.Value)
				}
				if !math.IsNaN(r.Difference.Value) || r.Cases != 40 || r.Issues != 40 || r.Spread != 40 {
					t.Errorf("%s: %+v", c.name, r)
				}
			case study.GuessStatusQuo: // always 40 below the middle of where the talks end
				if math.Abs(r.Absolute.Value-40) > 1e-9 || math.Abs(r.Difference.Value-(40-c.ranked)) > 1.2 || !(r.Difference.Error > 0) || r.Theory != nil {
					t.Errorf("%s: the status quo: %+v", c.name, r)
				}
			case study.GuessMiddle:
				if math.Abs(r.Absolute.Value-15) > 1e-9 || r.Absolute.Value != r.Ranked.Value {
					t.Errorf("%s: the middle: %+v", c.name, r)
				}
			}
		}
	}
}

// One case says nothing: there is no error, and no interval.
func TestTermsOfOneCase(t *testing.T) {
	s, err := study.ScoreTheories(t.Context(), planted(t, 1, 20, 80), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.Terms.Rows {
		if !math.IsNaN(r.Absolute.Error) || !math.IsNaN(r.Absolute.Lower) || !(r.Absolute.Value >= 0) || r.Rank < 1 {
			t.Errorf("%+v", r)
		}
	}
}

// Where sources disagree the nearest of what they say counts, in the absolute error, in the
// ranked score, and what draws hold is said of single terms and spread draws alone; equals share the mean of their ranks. The scores are
// the closed forms of uniform distributions, or of single values.
func TestTermsOfRange(t *testing.T) {
	none := math.NaN()
	for _, c := range []struct {
		name, ideal, value       string
		absolute, ranked, within float64 // of the weighted mean
		quo                      float64 // absolute error of the status quo, at 10
		rank, quoRank            float64
	}{
		{"the range holds the median", "{uniform: [20, 80]}", "[30, 60]", 0, 5, none, 20, 2.5, 4},
		{"the range is above", "{uniform: [40, 50]}", "[60, 80]", 15, 15 - 10./6, none, 50, 2.5, 4},
		{"the range is below", "{uniform: [40, 50]}", "[20, 30]", 15, 15 - 10./6, none, 10, 2.5, 1},
		{"a single value", "50", "[40, 45]", 5, 5, none, 30, 2, 4},
		{"draws that are all alike", "50", "50", 0, 0, none, 40, 2, 4},
		{"one term among the draws", "{uniform: [20, 80]}", "50", 0, 5, 1, 40, 2.5, 4},
		{"one term beside the draws", "{uniform: [40, 50]}", "60", 15, 15 - 10./6, 0, 50, 2.5, 4},
	} {
		text := fmt.Sprintf(`
title: Land
purpose: illustration
run: {draws: 4096, seed: 1, sampler: sobol, theories: [weighted_mean, median]}
resolved: {inputs: afterwards, outcome: settlement, date: 2001-02-03, agreed: {land: {value: %s, evidence: {document: d}}}}
documents: {d: {title: Agreement, published: 2001-02-03, kind: official text}}
parties: {north: {}, south: {seat: observer}}
issues:
  land: {range: [0, 100], status_quo: 10, positions: {north: {ideal: %s, salience: 50}}}
packages: {all: {outcome: settlement, issues: all}}
`, c.value, c.ideal)
		s, err := study.New(study.Source{Path: "land.yaml", Text: []byte(text)})
		if err != nil {
			t.Fatal(err)
		}
		score, err := study.ScoreTheories(t.Context(), []study.Case{{Subject: s, Ended: model.Settlement}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range score.Terms.Rows {
			switch r.Name {
			case "weighted_mean":
				if math.Abs(r.Absolute.Value-c.absolute) > 0.1 || math.Abs(r.Ranked.Value-c.ranked) > 0.1 || r.Within50.Value != c.within && !(math.IsNaN(c.within) && math.IsNaN(r.Within50.Value)) || r.Rank != c.rank {
					t.Errorf("%s: off by %g, ranked score %g, within %g, rank %g", c.name, r.Absolute.Value, r.Ranked.Value, r.Within50.Value, r.Rank)
				}
			case study.GuessMiddle:
				if want := r.Absolute.Value == 0; score.Terms.Middle == 1 != want || len(score.Ended) != 1 || score.Ended[0] != model.Settlement {
					t.Errorf("%s: %d in the middle, off by %g; ended in %v", c.name, score.Terms.Middle, r.Absolute.Value, score.Ended)
				}
			case study.GuessStatusQuo:
				if math.Abs(r.Absolute.Value-c.quo) > 1e-9 || r.Rank != c.quoRank {
					t.Errorf("%s: the status quo is off by %g, rank %g", c.name, r.Absolute.Value, r.Rank)
				}
			}
		}
	}
}
