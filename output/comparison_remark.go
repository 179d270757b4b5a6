package output

import (
	"fmt"
	"strings"

	"sim/model/study"
)

// compareRemark says in a sentence what of a comparison is not as asked; names are
// those of its subjects.
func compareRemark(c *study.Comparison, names []string, r *study.CompareRemark) string {
	list, subject, other := strings.Join(r.Names, ", "), names[r.Subject], names[r.Other]
	switch r.Kind {
	case study.SimulatedAs:
		return fmt.Sprintf("%s: played as %s is: %s", subject, other, Settings(c.Subjects[r.Other].Config))
	case study.TheoriesRefused:
		return fmt.Sprintf("%s: not compared under %s, which cannot play it", subject, list)
	case study.RoundsNotStored:
		return fmt.Sprintf("Not compared: when outcomes were first reached (rounds_p50, reached), which the draws in %s do not hold; name the scenario to have them", subject)
	case study.IssuesOfOne:
		return fmt.Sprintf("Not compared: issues that only %s has: %s", subject, list)
	case study.PartiesOfOne:
		return fmt.Sprintf("Not compared: parties that only %s has: %s", subject, list)
	}
	return ""
}

// Settings say how draws are simulated.
func Settings(c study.Config) string {
	return fmt.Sprintf("%s draws, seed %d, %s", FormatCount(c.Draws), c.Seed, c.Sampler)
}
