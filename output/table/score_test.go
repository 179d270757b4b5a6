package table

import (
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
	got := written(t, func(w *strings.Builder) error { return WriteScore(w, s, Plain) })
	for _, want := range []string{
		"1 resolved case: what each theory said, and how they ended\nILLUSTRATION, NOT PREDICTION\n\ntheory ",
		"\n\nBrier and ranked: 0 is best, 1 worst; log: nearer 0 is better. Weights are moved half as\nfar as Bayes's rule goes. A few cases",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	s.Cases, s.Temper = 20, 1
	got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, Plain) })
	for _, want := range []string{"20 resolved cases: ", "Weights are moved as far\nas Bayes's rule goes."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for writes := range 3 {
		if WriteScore(&failing{n: 1 - writes}, s, Plain) == nil {
			t.Errorf("what cannot be written after %d writes is no error", writes)
		}
	}
}
