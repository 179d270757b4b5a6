package table

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model/study"
	"sim/output"
)

// termsScores are the scores by terms, the smallest ranked score first.
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
			sharesOfCases(&r.Within50, r.Spread), sharesOfCases(&r.Within90, r.Spread), overCasesSigned(&r.Difference),
		})
	}
	return t
}

// overCases writes a mean over cases with its 95% interval, as far as it lies between
// least and most, all to the place that the error supports. The interval stands where
// "± error" would: an error from four cases is itself uncertain by 40%, so it has one
// digit, and rounded up to it 17 ± 11 would read 20 ± 20.
func overCases(e *study.Estimate, least, most float64) string {
	return withInterval(e, 1, func(x, err float64) string { return output.Format(min(max(x, least), most), err) })
}

// overCasesSigned is overCases of a difference.
func overCasesSigned(e *study.Estimate) string {
	return withInterval(e, 1, func(x, err float64) string { return withSign(output.Format(min(max(x, -100), 100), err)) })
}

// sharesOfCases is overCases of a share of so many issues; all or none have no error.
func sharesOfCases(e *study.Estimate, issues int) string {
	if !(e.Error > 0) {
		switch e.Value {
		case 0:
			return fmt.Sprintf("none of %d", issues)
		case 1:
			return fmt.Sprintf("all %d", issues)
		}
	}
	return withInterval(e, 0.01, func(x, err float64) string {
		return output.Format(float64(100*min(max(x, 0), 1)), float64(100*err)) + "%"
	})
}

// withInterval writes a mean and its interval in a format for a figure and its error,
// which is readable where there is none.
func withInterval(e *study.Estimate, readable float64, format func(x, err float64) string) string {
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case math.IsNaN(e.Error) || e.Error == 0:
		return format(e.Value, readable)
	}
	return fmt.Sprintf("%s (%s to %s)", format(e.Value, e.Error), format(e.Lower, e.Error), format(e.Upper, e.Error))
}

// withSign puts a plus before what is above 0.
func withSign(s string) string {
	if strings.Trim(s, "-0.") != "" && s[0] != '-' {
		return "+" + s
	}
	return s
}

// termsPairs are the pairs of theories that differ by more than chance over cases
// explains; nil if none does.
func termsPairs(s *study.TermsScore) *Table {
	t := &Table{
		Title: "Pairs of theories of which one is nearer to the terms, by more than chance over cases explains",
		Head:  []string{"nearer", "farther", "cases", "by (points)"},
	}
	for i := range s.Pairs {
		if p := &s.Pairs[i]; p.Apart() {
			t.Rows = append(t.Rows, []string{output.TheoryTitle(p.Near), output.TheoryTitle(p.Far), fmt.Sprint(p.Cases), overCases(&p.Difference, -100, 100)})
		}
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// pairsWords say how many pairs differ, and how many would if all theories were as near.
func pairsWords(s *study.TermsScore) string {
	apart := 0
	for i := range s.Pairs {
		if s.Pairs[i].Apart() {
			apart++
		}
	}
	chance := output.Format(float64(len(s.Pairs))/20, 1)
	compared := fmt.Sprintf("Of %s of theories, compared case by case, ", output.Counted(len(s.Pairs), "pair", "pairs"))
	if apart == 0 {
		return compared + "none differs by more than chance over cases explains: these cases do not say which theory is nearer."
	}
	return compared + fmt.Sprintf("%d %s; about %s would by chance if all were equally near.", apart, plural("differs", "differ", apart), chance)
}

// fewCases is the number of cases from which intervals over them say a good deal.
const fewCases = 20

// termsWords say what the scores by terms come to: which theories are not nearer to
// the terms than the weighted mean, and how little so few cases say, the less if they were
// written afterwards.
func termsWords(s *study.TermsScore, afterwards bool) string {
	var worse, better []string
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Theory == nil || math.IsNaN(r.Difference.Value) {
			continue
		}
		if r.Difference.Upper < 0 {
			better = append(better, output.TheoryTitle(r.Theory))
		} else {
			worse = append(worse, output.TheoryTitle(r.Theory))
		}
	}
	var words []string
	if s.Cases == 1 { // nothing is more than chance
		worse, better = nil, nil
	}
	if better != nil {
		words = append(words, fmt.Sprintf("Nearer to the terms than the weighted mean, by more than chance over cases explains: %s.", output.List(better)))
	}
	if worse != nil {
		words = append(words, fmt.Sprintf("Not nearer than the weighted mean, as far as these cases tell: %s.", output.List(worse)))
	}
	if s.Cases == 1 {
		words = append(words, "One case says nothing: there is no error to compare with.")
	} else {
		few := ""
		if s.Cases < fewCases {
			few = "; so few leave most of it open"
		}
		words = append(words, fmt.Sprintf("In brackets are 95%% intervals over the %d cases, of which each counts once%s. Figures end at the first digit of their standard error.", s.Cases, few))
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
	words = append(words, "The ranked score is the distance to what was agreed, averaged over draws, less half the mean distance between draws: 0 is best, and of a single value it is the error. All comparisons are of it. The absolute error is that of the median over draws, which chance moves where draws lie at two ends. Of well-calibrated draws 50% and 90% of terms lie in their middle 50% and 90%; issues count for it that ended at one point and whose draws are spread. "+fmt.Sprintf("A theory with terms in fewer than %d draws of an issue has none there. Where sources disagree on what was agreed, the nearest counts.", study.MinimumDraws))
	return strings.Join(words, " ")
}
