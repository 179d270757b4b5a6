package output

import (
	"strings"

	"sim/model"
)

// CountWords say how terms that are counted in whole numbers are found.
const CountWords = "the best next to what would be agreed if it could be divided, or of all where none of those suits everybody; not a search through all"

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
