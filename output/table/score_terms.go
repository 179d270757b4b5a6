package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model/study"
	"sim/output"
)

// termsScores are the scores by terms, those over the most cases first and among them the
// smallest ranked score.
func termsScores(s *study.TermsScore) *Table {
	t := &Table{
		Title: fmt.Sprintf("Terms of %s in %s, in points of each issue's scale (0 to 100)", output.Counted(s.Issues, "issue", "issues"), output.Counted(s.Cases, "case", "cases")),
		Head:  []string{"theory or guess", "cases", "issues", "ranked score", "rank", "absolute error", "in the middle 50%", "in the middle 90%", "against the weighted mean"},
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		name := r.Name
		if r.Theory != nil {
			name = output.TheoryTitle(r.Theory)
		}
		t.Rows = append(t.Rows, []string{
			name, fmt.Sprint(r.Cases), fmt.Sprint(r.Issues), overCases(&r.Ranked, 0, 100), output.Format(r.Rank, 0.1), overCases(&r.Absolute, 0, 100),
			sharesOfCases(&r.Within50, r.Spread), sharesOfCases(&r.Within90, r.Spread), differenceOverCases(&r.Difference, true),
		})
	}
	return t
}

// overCases writes a mean over cases with its 95% interval, as far as it lies between
// least and most, in whole points. All rows end at the same place, so that they can be
// read in their order; how far they can be trusted is what the interval says.
func overCases(e *study.Estimate, least, most float64) string {
	return withInterval(e, 0, func(x float64, places int) string { return fixed(min(max(x, least), most), places) })
}

// differenceOverCases is overCases of a difference, with so many more digits that an end
// of the interval is written as 0 only where it is; signed, what is above 0 has a plus.
func differenceOverCases(e *study.Estimate, signed bool) string {
	places := 0
	for places < 3 && (nearZero(e.Lower, places) || nearZero(e.Upper, places)) {
		places++
	}
	return withInterval(e, places, func(x float64, places int) string {
		text := fixed(min(max(x, -100), 100), places)
		if signed {
			return withSign(text)
		}
		return text
	})
}

// nearZero reports whether a figure that is not 0 reads as 0 at so many decimals.
func nearZero(x float64, places int) bool {
	return x != 0 && strings.Trim(fixed(x, places), "-0.") == ""
}

// fixed writes a figure with so many decimals.
func fixed(x float64, places int) string {
	s := strconv.FormatFloat(x, 'f', places, 64)
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return s
}

// sharesOfCases is overCases of a share of so many issues, in whole percents; all or none
// have no error.
func sharesOfCases(e *study.Estimate, issues int) string {
	if !(e.Error > 0) {
		switch e.Value {
		case 0:
			return fmt.Sprintf("none of %d", issues)
		case 1:
			return fmt.Sprintf("all %d", issues)
		}
	}
	return withInterval(e, 0, func(x float64, places int) string {
		return fixed(float64(100*min(max(x, 0), 1)), places) + "%"
	})
}

// withInterval writes a mean and its interval, where it has one, with so many decimals.
func withInterval(e *study.Estimate, places int, format func(x float64, places int) string) string {
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case math.IsNaN(e.Error) || e.Error == 0:
		return format(e.Value, places)
	}
	return fmt.Sprintf("%s (%s to %s)", format(e.Value, places), format(e.Lower, places), format(e.Upper, places))
}

// withSign puts a plus before what is above 0.
func withSign(s string) string {
	if strings.Trim(s, "-0.") != "" && s[0] != '-' {
		return "+" + s
	}
	return s
}

// termsPairs are the pairs of theories of which the interval of the difference does not
// hold 0; nil if there are none.
func termsPairs(s *study.TermsScore) *Table {
	t := &Table{
		Title: "Pairs of theories of which the 95% interval of the difference does not hold 0",
		Head:  []string{"nearer", "farther", "cases", "by (points)"},
	}
	for i := range s.Pairs {
		if p := &s.Pairs[i]; p.Apart() {
			t.Rows = append(t.Rows, []string{output.TheoryTitle(p.Near), output.TheoryTitle(p.Far), fmt.Sprint(p.Cases), differenceOverCases(&p.Difference, false)})
		}
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// pairsWords say how many pairs differ, and how many would if all theories were as near.
func pairsWords(s *study.TermsScore) string {
	apart, chance := 0, float64(len(s.Pairs))/20
	for i := range s.Pairs {
		if s.Pairs[i].Apart() {
			apart++
		}
	}
	compared := fmt.Sprintf("Of %s of theories, compared case by case, ", output.Counted(len(s.Pairs), "pair", "pairs"))
	if apart == 0 {
		return compared + "none has such a difference: these cases do not say which theory is nearer."
	}
	about := "less than one"
	if chance >= 1 {
		about = "about " + output.Format(chance, 1)
	}
	words := compared + fmt.Sprintf("%d %s such a difference; if all were equally near, chance alone would give %s.", apart, plural("has", "have", apart), about)
	if float64(apart) <= max(1, chance) {
		words += " These are no more than that: they do not say which theory is nearer."
	}
	return words
}

// fewCases is the number of cases from which intervals over them say a good deal.
const fewCases = 20

// termsWords say what the scores by terms come to, and then how to read them: which
// theories are not nearer to the terms than the weighted mean, whose draws are too narrow,
// and how little so few cases say, the less if they were written afterwards.
func termsWords(s *study.TermsScore, afterwards bool) (paragraphs []string) {
	var worse, better, once, narrow []string
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Theory == nil || math.IsNaN(r.Difference.Value) {
			continue
		}
		switch title := output.TheoryTitle(r.Theory); {
		case r.Nearer():
			better = append(better, title)
		case math.IsNaN(r.Difference.Upper):
			once = append(once, title)
		default:
			worse = append(worse, title)
		}
	}
	for i := range s.Rows {
		if r := &s.Rows[i]; r.Theory != nil && r.Overconfident() {
			narrow = append(narrow, output.TheoryTitle(r.Theory))
		}
	}
	var words []string
	if s.Cases == 1 { // nothing is more than chance
		worse, better, once, narrow = nil, nil, nil, nil
	}
	if better != nil {
		words = append(words, fmt.Sprintf("Nearer to the terms than the weighted mean, by the whole 95%% interval: %s; of 40 theories that are as near as it, chance alone puts about one here.", output.List(better)))
	}
	if worse != nil {
		words = append(words, fmt.Sprintf("Not nearer than the weighted mean, as far as these cases tell: %s.", output.List(worse)))
	}
	if once != nil {
		words = append(words, fmt.Sprintf("Compared with it in one case, which says nothing: %s.", output.List(once)))
	}
	if narrow != nil {
		words = append(words, fmt.Sprintf("Draws are too narrow under %s: by the whole 95%% interval, fewer than 90%% of terms lie in their middle 90%%.", output.List(narrow)))
	}
	if s.Cases == 1 {
		words = append(words, "One case says nothing: there is no error to compare with.")
	} else {
		few := ""
		if s.Cases < fewCases {
			few = "; so few leave most of it open"
		}
		words = append(words, fmt.Sprintf("In brackets are 95%% intervals over the %d cases, of which each counts once%s. They say how far figures, all in whole points, can be trusted.", s.Cases, few))
	}
	if !slices.ContainsFunc(s.Rows, func(r study.TermsRow) bool { return r.Theory != nil }) {
		words = append(words, fmt.Sprintf("No theory has a row: none has terms of an issue in %d draws. With more draws (--draws) or more that agree it has.", study.MinimumDraws))
	}
	if s.Middle > 0 {
		middle := fmt.Sprintf("Of %s %d ended in the middle of the scale or in a range that holds it, where that guess has no error", output.Counted(s.Issues, "issue", "issues"), s.Middle)
		if afterwards {
			middle += "; who drew these scales knew how the issues ended"
		}
		words = append(words, middle+".")
	}
	return []string{strings.Join(words, " "), "The ranked score is the distance to what was agreed, averaged over draws, less half the mean distance between draws: 0 is best, and of a single value it is the error. All comparisons are of it. The absolute error is that of the median over draws, which chance moves where draws lie at two ends. Of well-calibrated draws 50% and 90% of terms lie in their middle 50% and 90%; issues count for it that ended at one point and whose draws are spread. " + fmt.Sprintf("A theory with terms in fewer than %d draws of an issue has none there. Where sources disagree on what was agreed, the nearest counts.", study.MinimumDraws)}
}
