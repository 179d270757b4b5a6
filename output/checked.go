package output

import (
	"fmt"
	"slices"

	"sim/model/study"
)

// Checked says, line by line, what there is to say about a scenario without
// problems: remarks, what it holds, what its numbers rest on, the sizes of what
// moves each party, what own ideals are worth, and what its draws cost here.
func Checked(name string, s *study.Subject, cost study.Cost) []string {
	var lines []string
	remark := func(text string) { lines = append(lines, Printable("remark: "+text)) }
	for _, warning := range s.Scenario.Warnings {
		remark(warning.String())
	}
	if slow := CostWarning(s, cost); slow != "" {
		remark(name + ": " + slow)
	}
	b := s.Scenario.Bargain
	l := CountEvidence(b)
	lines = append(lines,
		fmt.Sprintf("%s: ok · %s, %s, %s, %s, %s",
			name, Counted(len(b.Parties), "party", "parties"), Counted(len(b.Issues), "issue", "issues"), Counted(len(b.Levers), "lever", "levers"),
			Counted(len(b.Packages), "package", "packages"), Counted(len(b.Theories), "theory", "theories")),
		fmt.Sprintf("numbers: %s, of which %s vary · %s on evidence, %s disputed, %s on opinion or rewritten news only, %s assumed",
			FormatCount(l.Total), FormatCount(b.Columns), FormatCount(l.Of[Evidence]),
			FormatCount(l.Of[Disputed]), FormatCount(l.Of[Opinion]), FormatCount(l.Of[Assumed])))
	return append(slices.Concat(lines, Sizes(b), Ideals(b)), CostText(s, cost))
}
