package table

import (
	"fmt"
	"math"
	"strings"

	"sim/model/study"
	"sim/output"
)

// termsScores are the scores by terms, the smallest error first.
func termsScores(s *study.TermsScore) *Table {
	t := &Table{
		Title: fmt.Sprintf("Terms of %s in %s, in points of each issue's scale (0 to 100)", output.Counted(s.Issues, "issue", "issues"), output.Counted(s.Cases, "case", "cases")),
		Head:  []string{"theory or guess", "cases", "issues", "absolute error", "ranked score", "rank", "in the middle 50%", "in the middle 90%", "against the weighted mean"},
	}
	for i := range s.Rows {
		r := &s.Rows[i]
		name := r.Name
		if r.Theory != nil {
			name = output.TheoryTitle(r.Theory)
		}
		t.Rows = append(t.Rows, []string{
			name, fmt.Sprint(r.Cases), fmt.Sprint(r.Issues), overCases(r.Absolute, 1), overCases(r.Ranked, 1), output.Format(r.Rank, 0.1),
			overCases(r.Within50, 100), overCases(r.Within90, 100), withSign(overCases(r.Difference, 1)),
		})
	}
	return t
}

// overCases writes a mean over cases with its error, or without one as many digits as
// can be read.
func overCases(e study.Estimate, factor float64) string {
	percent := ""
	if factor == 100 {
		percent = "%"
	}
	switch {
	case math.IsNaN(e.Value):
		return "–"
	case math.IsNaN(e.Error) || e.Error == 0:
		return output.Format(float64(factor*e.Value), 1) + percent
	}
	return output.FormatWithError(float64(factor*e.Value), float64(factor*e.Error)) + percent
}

// withSign puts a plus before what is above 0.
func withSign(s string) string {
	if s != "–" && s[0] != '-' && s[0] != '0' {
		return "+" + s
	}
	return s
}

// termsWords say what the scores by terms come to: which theories are not nearer to
// the terms than the weighted mean, and how little so few cases say.
func termsWords(s *study.TermsScore) string {
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
		words = append(words, fmt.Sprintf("± is one standard error over the %d cases, of which each counts once; so few leave most of it open.", s.Cases))
	}
	words = append(words, "The absolute error is that of the median over draws; the ranked score also counts how wide they are spread, and is 0 at best. Of well-calibrated draws 50% and 90% of terms lie in their middle 50% and 90%. Theories whose draws hardly agree have no terms and no row. Where sources disagree on what was agreed, the nearest counts.")
	return strings.Join(words, " ")
}
