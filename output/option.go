package output

import (
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
)

// OptionShares says in what shares of draws an issue with options ends at each of
// them; terms are those of the draws that settle it, or predict it. A quantile
// says little of options.
func OptionShares(issue *model.Issue, terms *montecarlo.Distribution) string {
	if terms.N() < study.MinimumDraws {
		return "–"
	}
	if o := issue.OptionAt(terms.Min()); o >= 0 && study.Known(terms) {
		return "in every draw: " + issue.OptionName(o)
	}
	var parts []string
	left := 1.0
	for o, at := range issue.Options {
		if e := terms.ShareAt(at); e.Value > 0 {
			parts, left = append(parts, issue.OptionName(o)+" "+FormatShareOf(e)), left-e.Value
		}
	}
	if left > 1e-9 {
		parts = append(parts, "between options "+FormatPercent(left, 0))
	}
	return strings.Join(parts, ", ")
}
