package output

import (
	"fmt"

	"sim/model"
	"sim/model/reference"
)

// References say what publications print about other populations, class by class of
// those of a quantity that a scenario names: the share first, by which two lines beside
// the same results are told apart.
func References(b *model.Bargain, q reference.Quantity) (words []string) {
	for _, c := range reference.Named(b.Reference, q) {
		n := ""
		if c.Of > 0 {
			n = fmt.Sprintf("n = %d, ", c.Of)
		}
		words = append(words, fmt.Sprintf("%s, another population (%swatched for %s): %s %s", FormatPercent(c.Share, 0.01), n, c.Over, c.Doc, c.Citation))
	}
	return words
}
