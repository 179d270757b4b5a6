package output

import (
	"fmt"

	"sim/model"
	"sim/model/reference"
)

// References say what publications print about other populations, class by class of
// those of some quantities that a scenario names: the share first, by which two beside the
// same results are told apart.
func References(b *model.Bargain, qs ...reference.Quantity) (words []string) {
	for _, q := range qs {
		for _, c := range reference.Named(b.Reference, q) {
			n := ""
			if c.Of > 0 {
				n = fmt.Sprintf("n = %d, ", c.Of)
			}
			words = append(words, fmt.Sprintf("%s, another population (%swatched for %s): %s %s", ReferenceShare(&c), n, c.Over, c.Doc, c.Citation))
		}
	}
	return words
}

// ReferenceShare writes the share of a reference class, or from which to which it is left
// open.
func ReferenceShare(c *reference.Class) string {
	share := FormatPercent(c.Share, 0.01)
	if c.Most > 0 {
		share += " to " + FormatPercent(c.Most, 0.01)
	}
	return share
}
