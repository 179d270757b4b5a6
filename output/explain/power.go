package explain

import (
	"errors"
	"fmt"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/table"
)

// votingPower says whose votes would count for how much if issue k were put to a
// weighted vote: quota of them decide; if it is 0, more than half. It is empty if
// the issue cannot be put to a vote.
func votingPower(s *study.Subject, k int, quota float64) []string {
	v, err := study.VotingPower(s, k, quota)
	if e, ok := errors.AsType[*study.TooManyVotersError](err); ok {
		return []string{fmt.Sprintf("power in a weighted vote: only up to %d parties", e.Most)}
	}
	if e, ok := errors.AsType[*study.QuotaError](err); ok {
		return []string{"", fmt.Sprintf("If it were put to a vote, all votes together, %s, would not be the %s that --quota asks for.", output.FormatExact(e.Total), output.FormatExact(e.Quota))}
	}
	if err != nil {
		return nil
	}
	decides := "more than half of them decide"
	if quota > 0 {
		decides = fmt.Sprintf("%s of %s decide", output.FormatExact(quota), output.FormatExact(v.Total))
	}
	var w strings.Builder
	if table.VotingPower(s.Scenario.Bargain, v).Text(&w, table.Plain) != nil {
		return nil
	}
	return []string{
		"", table.Wrap("If it were put to a vote, at central values: votes are capability × salience (as a share of attention), and " + decides + ". Power is how often a party's votes turn the result, over all orders of joining (Shapley & Shubik 1954) or all coalitions (Banzhaf 1965):"),
		strings.TrimSuffix(w.String(), "\n"),
	}
}
