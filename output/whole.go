package output

import (
	"strings"

	"sim/model"
)

// CountsFound says how theories that bargain find terms that are counted in whole
// numbers, where some are acceptable.
const CountsFound = "the best next to what would be agreed if it could be divided (beyond six such numbers the nearest); where none of those is acceptable, the best of all where totals leave few combinations (1,024 at most), else of the nearest that are acceptable"

// CountWords say so of all theories.
const CountWords = CountsFound + "; theories that decide each issue by itself take the nearest"

// WholeNumbers says of which issues that holds; empty if none is counted in whole
// numbers.
func WholeNumbers(b *model.Bargain) string {
	var names []string
	for _, k := range b.ListedIssues() {
		if b.Issues[k].Whole > 0 {
			names = append(names, IssueName(&b.Issues[k]))
		}
	}
	if names == nil {
		return ""
	}
	return "Whole numbers (" + strings.Join(names, ", ") + ") are " + CountWords + "."
}
