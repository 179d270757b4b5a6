package answer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// counts writes a range of shares as counts: 28 to 62, fewer than 1, none.
func counts(r *output.Result, lower, upper float64) string {
	a, z := count(r, lower), count(r, upper)
	switch {
	case a == z:
		return a
	case z == "fewer than 1":
		return z // or none
	case a == "fewer than 1":
		a = "0"
	case strings.HasPrefix(a, "more") && z == fmt.Sprint(per(r)):
		return a // or all
	}
	return a + " to " + z
}

// count writes a share as a count. A share that is not none, and one that is not
// all, never reads as if it were.
func count(r *output.Result, share float64) string {
	of := per(r)
	n := int(math.Round(share * float64(of)))
	switch {
	case n == 0 && share > 0:
		return "fewer than 1"
	case n == of && share < 1:
		return fmt.Sprintf("more than %d", of-1)
	}
	return fmt.Sprint(n)
}

// imagined is what counts are counts of.
func imagined(r *output.Result) string {
	if r.N() < 100 {
		return fmt.Sprintf("%d draws", r.N())
	}
	return "100 imagined runs"
}

// certain reports whether the draws all end alike, but for one in two hundred,
// under every theory.
func certain(r *output.Result, played []int) bool {
	for _, c := range r.ClassesShown() {
		if lower, _ := span(r, played, one(c)); lower >= 0.995 {
			return true
		}
	}
	return false
}

// finding is the finding in a sentence: both framings, over all theories.
func finding(r *output.Result, played []int) string {
	b, head := r.Scenario.Bargain, r.HeadlineOutcome()
	deal := func(c model.Class) bool { return c.Deal() }
	none := func(c model.Class) bool { return !c.Deal() }
	low, high := span(r, played, one(head))
	with, most := span(r, played, deal)
	without, least := span(r, played, none)
	text := fmt.Sprintf("Under these assumptions %s of %s %s", counts(r, low, high), imagined(r), output.EndingName(b, head))
	others := slices.ContainsFunc(r.ClassesShown(), func(c model.Class) bool {
		_, upper := span(r, played, one(c))
		return c != head && c.Deal() && upper > 0
	})
	if others {
		text += fmt.Sprintf(", %s with some deal in force", counts(r, with, most))
	}
	text += fmt.Sprintf(" and %s without a deal.", counts(r, without, least))
	return text + between(r, played, head)
}

// between says how far the theory decides, where there are several.
func between(r *output.Result, played []int, head model.Class) string {
	if len(played) < 2 {
		return fmt.Sprintf(" That is one theory, %s; others may say otherwise.", output.TheoryTitle(&r.Scenario.Bargain.Theories[played[0]]))
	}
	low, high := span(r, played, one(head))
	e := montecarlo.Share(int(math.Round(low*float64(r.N()))), r.N()).Error
	if high-low <= 3*e {
		return fmt.Sprintf(" The %d theories hardly differ.", len(played))
	}
	return fmt.Sprintf(" Which of %d theories of bargaining is used decides where in between.", len(played))
}

// rests says what the numbers rest on, and those of the drivers.
func rests(r *output.Result) string {
	b := r.Scenario.Bargain
	l := output.CountEvidence(b)
	text := fmt.Sprintf("%d of %d numbers are assumed", l.Of[output.Assumed], l.Total)
	if n := l.Of[output.Opinion]; n > 0 {
		text += fmt.Sprintf(", %d rest on opinion or rewritten news", n)
	}
	switch n, disputed := l.Of[output.Evidence]+l.Of[output.Disputed], l.Of[output.Disputed]; {
	case disputed > 0:
		text += fmt.Sprintf(", %d on evidence (%d disputed)", n, disputed)
	case n > 0:
		text += fmt.Sprintf(", %d on evidence", n)
	}
	text += "."
	var of [output.EvidenceStatuses]int
	for _, d := range r.Drivers().Largest(shownDrivers) {
		of[output.EvidenceStatusOf(b, b.Varying()[d.Column])]++
	}
	var each []string
	for s, n := range of {
		if n > 0 {
			each = append(each, fmt.Sprintf("%d %s", n, [output.EvidenceStatuses]string{"assumed", "on opinion or rewritten news", "disputed", "on evidence"}[s]))
		}
	}
	if each == nil {
		return text
	}
	return text + fmt.Sprintf(" Of the largest drivers: %s.", strings.Join(each, ", "))
}
