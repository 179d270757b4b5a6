package output

import (
	"fmt"

	"sim/model/study"
)

// Records say how far each theory of a run was off in cases that have ended, as
// published; last, of which no record was found. A record is about those cases, never
// about this scenario.
func (r *Result) Records() (lines []string) {
	var unknown []string
	for i := range r.Scenario.Bargain.Theories {
		t := &r.Scenario.Bargain.Theories[i]
		switch record := study.Record(t); {
		case t.Beside:
		case record == "":
			unknown = append(unknown, TheoryTitle(t))
		default:
			lines = append(lines, fmt.Sprintf("%s: %s.", TheoryTitle(t), record))
		}
	}
	if unknown != nil {
		lines = append(lines, "No published record was found of: "+List(unknown)+".")
	}
	return lines
}
