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
	s := &study.Score{Cases: 2, Before: 2, Temper: 0.5, Caveats: []study.Caveat{{Case: "land", Says: "The date is\nthat of a note."}}, Theories: []study.TheoryScore{
		{Theory: &model.Theory{Name: "weighted_mean"}, Share: 0.25, Brier: 0.5, Ranked: 0.125, Log: -1.386, Before: 0.5, After: 0.25},
		{Theory: &model.Theory{Name: "nash", Title: "Nash"}, Share: 0.75, Brier: 0.0625, Ranked: 0.05, Log: -0.288, Before: 0.5, After: 0.75},
	}}
	rows(t, "scores", scores(s),
		[]string{"weighted mean", "25%", "0.50", "0.12", "-1.4", "50%", "25%"},
		[]string{"Nash", "75%", "0.06", "0.05", "-0.3", "50%", "75%"})
	got := written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	for _, want := range []string{
		"2 resolved cases: what each theory said, and how they ended\nILLUSTRATION, NOT PREDICTION\n\nA record as far as the dates in the files hold. Whoever codes what was agreed knows it.\n\nland: The date is that of a note.\n\ntheory ",
		"\n\nBrier and ranked: 0 is best, 1 worst; log: nearer 0 is better. Weights are offered, not\napplied: they are moved half as far as Bayes's rule goes. A few cases",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	// One case says nothing, so that no weights follow from it.
	s.Cases, s.Before = 1, 1
	rows(t, "scores of one case", scores(s),
		[]string{"weighted mean", "25%", "0.50", "0.12", "-1.4"},
		[]string{"Nash", "75%", "0.06", "0.05", "-0.3"})
	if got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) }); !strings.Contains(unwrapped(got), "No weights follow: one case says nothing.") || strings.Contains(got, "weight after") || strings.Contains(got, "offered") {
		t.Errorf("weights of one case:\n%s", got)
	}
	s.Cases, s.Before, s.Temper = 20, 20, 1
	got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	for _, want := range []string{"20 resolved cases: ", "they are moved as far as Bayes's rule goes."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	s.Before = 0
	rows(t, "scores of cases written afterwards", scores(s),
		[]string{"weighted mean", "25%", "0.50", "0.12", "-1.4"},
		[]string{"Nash", "75%", "0.06", "0.05", "-0.3"})
	got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) })
	if !strings.Contains(got, "No weights follow: ") || strings.Contains(got, "weight after") || strings.Contains(got, "offered") || strings.Contains(got, "A record") || !strings.Contains(got, "land: The date is") {
		t.Errorf("weights of cases written afterwards:\n%s", got)
	}
	// Cases that all ended alike tell less, and that is said.
	const alike = "All 20 cases ended as settlement"
	if strings.Contains(got, alike) {
		t.Errorf("of cases that do not say how they ended:\n%s", got)
	}
	for want, ended := range map[bool][]model.Class{true: {model.Settlement}, false: {model.Settlement, model.Stalemate}} {
		s.Ended = ended
		if got = written(t, func(w *strings.Builder) error { return WriteScore(w, s, "", Plain) }); strings.Contains(strings.Join(strings.Fields(got), " "), alike) != want {
			t.Errorf("of cases that ended in %v:\n%s", ended, got)
		}
	}
	for writes := range 3 {
		if WriteScore(&failing{n: 1 - writes}, s, "", Plain) == nil {
			t.Errorf("what cannot be written after %d writes is no error", writes)
		}
	}
}

// Cases whose inputs were published, but not before the outcome, are marked as no record
// by themselves, with what is left without them.
func TestPublishedInputs(t *testing.T) {
	for _, x := range []struct {
		before    int
		published []string
		title     string
		words     []string
		not       string
	}{
		{2, nil, " with inputs dated before the outcome", []string{"A record as far as"}, "No record by"},
		{1, []string{"cars"}, " with published inputs, 1 of 2 dated before the outcome", []string{"A record as far as", "No record by itself: cars.", "Without it one case is left, and one case says nothing."}, "are left"},
		{3, []string{"cars", "milk"}, " with published inputs, 3 of 5 dated before the outcome", []string{"A record as far as", "No record by themselves: cars and milk.", "Without them 3 cases are left."}, "says nothing"},
		{0, []string{"cars"}, " with published inputs, not dated before the outcome, no record", []string{"No record by itself: cars."}, "A record as far as"},
	} {
		s := &study.Score{Cases: x.before + len(x.published), Before: x.before, Published: x.published}
		if got := PublishedInputs(s); got != x.title {
			t.Errorf("%q, want %q", got, x.title)
		}
		said := strings.Join(caveats(s), " ")
		for _, want := range x.words {
			if !strings.Contains(said, want) {
				t.Errorf("no %q in %q", want, said)
			}
		}
		if strings.Contains(said, x.not) {
			t.Errorf("%q in %q", x.not, said)
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
		{Theory: &model.Theory{Name: "weighted_mean"}, Name: "weighted_mean", Cases: 4, Issues: 11, Absolute: mean(11, 2), Ranked: mean(9, 1), Rank: 2, Within50: mean(0.3, 0.1), Within90: mean(0.6, 0.11), Difference: none},
		{Theory: &model.Theory{Name: "median"}, Name: "median", Cases: 4, Issues: 11, Absolute: mean(20, 4), Ranked: mean(15, 3), Rank: 3, Within50: mean(0.1, 0.1), Within90: mean(0.2, 0.1), Difference: mean(9, 4)},
		{Theory: &model.Theory{Name: "exchange"}, Name: "exchange", Cases: 1, Issues: 7, Absolute: mean(16, math.NaN()), Ranked: mean(16, math.NaN()), Rank: 5, Within50: none, Within90: none, Difference: mean(8, math.NaN())},
		{Name: study.GuessMiddle, Cases: 4, Issues: 11, Absolute: mean(30, 17), Ranked: mean(30, 5), Rank: 4, Within50: none, Within90: none, Difference: mean(19, 6)},
	}}
	rows(t, "terms", termsScores(s),
		[]string{"Nash", "4", "11", "6 (3 to 9)", "1.5", "8 (2 to 14)", "50% (20% to 80%)", "90% (60% to 100%)", "-3 (-4 to -2)"},
		[]string{"weighted mean", "4", "11", "9 (6 to 12)", "2.0", "11 (5 to 17)", "30% (0% to 60%)", "60% (27% to 93%)", "–"},
		[]string{"median", "4", "11", "15 (6 to 24)", "3.0", "20 (8 to 32)", "10% (0% to 40%)", "20% (0% to 50%)", "+9 (-3 to +21)"},
		[]string{"exchange", "1", "7", "16", "5.0", "16", "–", "–", "+8"},
		[]string{"middle of the scale", "4", "11", "30 (15 to 45)", "4.0", "30 (0 to 81)", "–", "–", "+19 (+1 to +37)"})
	said := func(s *study.TermsScore, afterwards bool) string { return strings.Join(termsWords(s, afterwards), " ") }
	got := said(s, false)
	for _, want := range []string{"by the whole 95% interval: Nash; of 40 theories that are as near as it, chance alone puts about one here.", "Not nearer than the weighted mean, as far as these cases tell: median. Compared with it in one case, which says nothing: exchange. Draws are too narrow under median: by", "95% intervals over the 4 cases"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	// How many issues ended where the guess of the middle is, and who drew the scales.
	if s.Middle = 6; !strings.Contains(said(s, true), " Of 11 issues 6 ended in the middle of the scale or in a range that holds it, where that guess has no error; who drew") {
		t.Error(said(s, true))
	}
	if got := said(s, false); !strings.Contains(got, "that guess has no error. ") || strings.Contains(got, "who drew") {
		t.Error(got)
	}
	// Intervals stay on the scale; few cases are called few, and where no theory has terms that is said.
	wide := study.TermsScore{Cases: 25, Issues: 25, Rows: []study.TermsRow{{Name: study.GuessMiddle, Cases: 25, Issues: 25, Absolute: mean(60, 40), Ranked: mean(60, 40), Rank: 2, Within50: none, Within90: none, Difference: mean(50, 40)}}}
	rows(t, "wide intervals", termsScores(&wide), []string{"middle of the scale", "25", "25", "60 (0 to 100)", "2.0", "60 (0 to 100)", "–", "–", "+50 (-70 to +100)"})
	const noTheory, few = "No theory has a row: none has terms of an issue in 100 draws.", "; so few leave most of it open."
	if words := said(&wide, false); strings.Contains(words, few) || !strings.Contains(words, noTheory) {
		t.Error(words)
	}
	if words := said(s, false); !strings.Contains(words, few) || strings.Contains(words, noTheory) {
		t.Error(words)
	}
	// Of one case figures are whole points and per cent.
	one := study.TermsScore{Cases: 1, Issues: 8, Rows: []study.TermsRow{{Name: study.GuessMiddle, Cases: 1, Issues: 8, Absolute: mean(11.25, math.NaN()), Ranked: mean(11.25, math.NaN()), Rank: 2, Spread: 8, Within50: mean(0.375, math.NaN()), Within90: mean(1, math.NaN()), Difference: mean(4.5, math.NaN())}}}
	rows(t, "terms of one case", termsScores(&one), []string{"middle of the scale", "1", "8", "11", "2.0", "11", "38%", "all 8", "+4"})
	for want, e := range map[string]study.Estimate{"none of 7": mean(0, 0), "all 7": mean(1, 0), "100% (70% to 100%)": mean(1, 0.1), "–": none} {
		if got := sharesOfCases(&e, 7); got != want {
			t.Errorf("%+v: %s, want %s", e, got, want)
		}
	}
	if s.Cases = 1; !strings.HasPrefix(said(s, false), "One case says nothing") {
		t.Errorf("%s", said(s, false))
	}
}

// Figures over cases end at the same place, so that rows sorted by them read as sorted
// whatever their errors; an end of a difference's interval reads as 0 only where it is.
func TestPlaceOfFiguresOverCases(t *testing.T) {
	of := func(value, err, lower, upper float64) *study.Estimate {
		return &study.Estimate{Value: value, Error: err, Lower: lower, Upper: upper}
	}
	for want, e := range map[string]*study.Estimate{
		"14 (0 to 44)":  of(13.6, 9.6, -17, 44.2),
		"18 (0 to 60)":  of(17.6, 13.3, -25, 60),
		"18 (15 to 21)": of(17.7, 0.9, 14.9, 20.6),
	} {
		if got := overCases(e, 0, 100); got != want {
			t.Errorf("%+v: %s, want %s", e, got, want)
		}
	}
	for want, e := range map[string]*study.Estimate{
		"3.2 (0.1 to 6.4)":    of(3.24, 0.98, 0.12, 6.37),
		"4 (-12 to 19)":       of(3.8, 4.9, -12, 19.4),
		"-3 (-7 to 0)":        of(-3.4, 1, -6.8, 0),
		"5.00 (0.02 to 9.98)": of(5, 1.6, 0.02, 9.98),
	} {
		if got := differenceOverCases(e, false); got != want {
			t.Errorf("%+v: %s, want %s", e, got, want)
		}
	}
	if got := differenceOverCases(of(3.24, 0.98, -0.12, 6.6), true); got != "+3.2 (-0.1 to +6.6)" {
		t.Error(got)
	}
}

// Pairs whose interval does not hold 0 stand in a table, and how many would by chance
// below it; where none does, that is said.
func TestTermsPairs(t *testing.T) {
	nash, mean, median := &model.Theory{Name: "nash", Title: "Nash"}, &model.Theory{Name: "weighted_mean"}, &model.Theory{Name: "median"}
	s := &study.TermsScore{Cases: 4, Issues: 11, Pairs: []study.TermsPair{
		{Near: nash, Far: median, Cases: 4, Difference: study.Estimate{Value: 12, Error: 3, Lower: 2.5, Upper: 21.5}},
		{Near: mean, Far: median, Cases: 3, Difference: study.Estimate{Value: 9, Error: 4, Lower: -8, Upper: 26}},
		{Near: nash, Far: mean, Cases: 4, Difference: study.Estimate{Value: 3, Error: 2, Lower: -3, Upper: 9}},
	}}
	rows(t, "pairs", termsPairs(s), []string{"Nash", "median", "4", "12 (2 to 22)"})
	got := written(t, func(w *strings.Builder) error { return writePairs(w, s, Plain) })
	if want := "\n\nOf 3 pairs of theories, compared case by case, 1 has such a difference; if all were equally near, chance alone would give less than one. These are no more than that: they do not say which theory is nearer.\n\n"; !strings.HasSuffix(unwrapped(got), want) {
		t.Errorf("no %q in\n%s", want, got)
	}
	for writes := range 3 {
		if writePairs(&failing{n: 1 - writes}, s, Plain) == nil {
			t.Errorf("what cannot be written after %d writes is no error", writes)
		}
	}
	s.Pairs = s.Pairs[1:]
	got = written(t, func(w *strings.Builder) error { return writePairs(w, s, Plain) })
	if want := "Of 2 pairs of theories, compared case by case, none has such a difference: these cases do not say which theory is nearer.\n\n"; unwrapped(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.Pairs = nil
	if got = written(t, func(w *strings.Builder) error { return writePairs(w, s, Plain) }); got != "" {
		t.Errorf("without pairs: %q", got)
	}
}

// More pairs than chance gives are not called no more than that.
func TestMorePairsThanChance(t *testing.T) {
	s := &study.TermsScore{Cases: 4}
	for range 2 {
		s.Pairs = append(s.Pairs, study.TermsPair{Difference: study.Estimate{Value: 3, Error: 0.5, Lower: 1, Upper: 5}})
	}
	if got := pairsWords(s); strings.Contains(got, "no more than that") || !strings.Contains(got, "2 have such a difference") {
		t.Error(got)
	}
	for len(s.Pairs) < 60 {
		s.Pairs = append(s.Pairs, study.TermsPair{Difference: study.Estimate{Lower: -1, Upper: 1}})
	}
	if got := pairsWords(s); !strings.Contains(got, "about 3. These are no more than that") {
		t.Error(got)
	}
}

// unwrapped is a text with its single line breaks taken out.
func unwrapped(text string) string {
	const paragraph = "\x00"
	text = strings.ReplaceAll(text, "\n\n", paragraph)
	return strings.ReplaceAll(strings.ReplaceAll(text, "\n", " "), paragraph, "\n\n")
}
