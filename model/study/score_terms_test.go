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
documents: {d: {title: Agreement, published: 2001-02-03, kind: official text}}
parties: {north: {}, south: {seat: observer}}
issues:
  land: {range: [0, 100], status_quo: 10, positions: {north: {ideal: {uniform: [%g, %g]}, salience: 50}}}
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
				if !math.IsNaN(r.Difference.Value) || r.Cases != 40 || r.Issues != 40 {
					t.Errorf("%s: %+v", c.name, r)
				}
			case study.GuessStatusQuo: // always 40 below the middle of where the talks end
				if math.Abs(r.Absolute.Value-40) > 1e-9 || math.Abs(r.Difference.Value-25) > 0.6 || !(r.Difference.Error > 0) || r.Theory != nil {
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
