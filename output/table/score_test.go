package table

import (
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
)

// The scores stand theory by theory; what is known of their scale and weight
// stands below.
func TestWriteScore(t *testing.T) {
	s := &study.Score{Cases: 1, Temper: 0.5, Theories: []study.TheoryScore{
		{Theory: &model.Theory{Name: "weighted_mean"}, Share: 0.25, Brier: 0.5, Ranked: 0.125, Log: -1.386, Before: 0.5, After: 0.25},
		{Theory: &model.Theory{Name: "nash", Title: "Nash"}, Share: 0.75, Brier: 0.0625, Ranked: 0.05, Log: -0.288, Before: 0.5, After: 0.75},
	}}
	rows(t, "scores", scores(s),
		[]string{"weighted mean", "25%", "0.50", "0.12", "-1.4", "50%", "25%"},
		[]string{"Nash", "75%", "0.06", "0.05", "-0.3", "50%", "75%"})
	got := written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	for _, want := range []string{
		"1 resolved case: what each theory said, and how they ended\nILLUSTRATION, NOT PREDICTION\n\ntheory ",
		"\n\nBrier and ranked: 0 is best, 1 worst; log: nearer 0 is better. Weights are offered, not\napplied: they are moved half as far as Bayes's rule goes. A few cases",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	s.Cases, s.Temper = 20, 1
	got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	for _, want := range []string{"20 resolved cases: ", "they are moved as far as Bayes's rule goes."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	s.Afterwards = true
	rows(t, "scores of cases written afterwards", scores(s),
		[]string{"weighted mean", "25%", "0.50", "0.12", "-1.4"},
		[]string{"Nash", "75%", "0.06", "0.05", "-0.3"})
	got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	if !strings.Contains(got, "No weights follow: ") || strings.Contains(got, "weight after") || strings.Contains(got, "offered") {
		t.Errorf("weights of cases written afterwards:\n%s", got)
	}
	for writes := range 3 {
		if WriteScore(&failing{n: 1 - writes}, s, "", Plain) == nil {
			t.Errorf("what cannot be written after %d writes is no error", writes)
		}
	}
}

// Theories and guesses stand with the smallest error first; what is not nearer than the
// weighted mean is named, and of one case nothing is said.
func TestTermsScores(t *testing.T) {
	mean := func(value, err float64) study.Estimate {
		return study.Estimate{Value: value, Error: err, Lower: value - 3*err, Upper: value + 3*err}
	}
	none := study.Estimate{Value: math.NaN(), Error: math.NaN(), Lower: math.NaN(), Upper: math.NaN()}
	s := &study.TermsScore{Cases: 4, Issues: 11, Rows: []study.TermsRow{
		{Theory: &model.Theory{Name: "nash", Title: "Nash"}, Name: "nash", Cases: 4, Issues: 11, Absolute: mean(8, 2), Ranked: mean(6, 1), Rank: 1.5, Within50: mean(0.5, 0.1), Within90: mean(0.9, 0.1), Difference: mean(-3, 0.5)},
		{Theory: &model.Theory{Name: "weighted_mean"}, Name: "weighted_mean", Cases: 4, Issues: 11, Absolute: mean(11, 2), Ranked: mean(9, 1), Rank: 2, Within50: mean(0.3, 0.1), Within90: mean(0.6, 0.1), Difference: none},
		{Theory: &model.Theory{Name: "median"}, Name: "median", Cases: 4, Issues: 11, Absolute: mean(20, 4), Ranked: mean(15, 3), Rank: 3, Within50: mean(0.1, 0.1), Within90: mean(0.2, 0.1), Difference: mean(9, 4)},
		{Name: study.GuessMiddle, Cases: 4, Issues: 11, Absolute: mean(30, 5), Ranked: mean(30, 5), Rank: 4, Within50: none, Within90: none, Difference: mean(19, 6)},
	}}
	rows(t, "terms", termsScores(s),
		[]string{"Nash", "4", "11", "8 ± 2", "6 ± 1", "1.5", "50 ± 10%", "90 ± 10%", "-3.0 ± 0.5"},
		[]string{"weighted mean", "4", "11", "11 ± 2", "9 ± 1", "2.0", "30 ± 10%", "60 ± 10%", "–"},
		[]string{"median", "4", "11", "20 ± 4", "15 ± 3", "3.0", "10 ± 10%", "20 ± 10%", "+9 ± 4"},
		[]string{"middle of the scale", "4", "11", "30 ± 5", "30 ± 5", "4.0", "–", "–", "+19 ± 6"})
	got := termsWords(s)
	for _, want := range []string{"by more than chance over cases explains: Nash.", "Not nearer than the weighted mean, as far as these cases tell: median.", "one standard error over the 4 cases"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	if s.Cases = 1; !strings.HasPrefix(termsWords(s), "One case says nothing") {
		t.Errorf("%s", termsWords(s))
	}
}
