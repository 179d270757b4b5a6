package page

import (
	"strings"

	"sim/model"
	"sim/output"
)

// A stretch is a part of the bar of what numbers rest on.
type stretch struct {
	Class string
	Part  float64 // in percent of the bar
}

// stretches divide the bar: assumed, opinion, evidence.
func stretches(b *model.Bargain) []stretch {
	l := output.CountEvidence(b)
	if l.Total == 0 {
		return nil
	}
	part := func(n int) float64 { return float64(n) * 100 / float64(l.Total) }
	return []stretch{
		{"assumed", part(l.Of[output.Assumed])},
		{"opinion", part(l.Of[output.Opinion])},
		{"evidence", part(l.Of[output.Evidence] + l.Of[output.Disputed])},
	}
}

// opening is the sentences at the beginning of a paragraph that fit into a line,
// at least one, and whether they are all.
func opening(paragraph string) (text string, all bool) {
	const line = 120
	for end := 0; ; {
		i := strings.Index(paragraph[end:], ". ")
		if i < 0 {
			return paragraph, true
		}
		if end > 0 && end+i > line {
			return paragraph[:end-1], false
		}
		end += i + 2
	}
}
