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
	var bar []stretch
	add := func(class string, n int) {
		if n > 0 {
			bar = append(bar, stretch{class, float64(n) * 100 / float64(l.Total)})
		}
	}
	add("assumed", l.Of[output.Assumed])
	add("opinion", l.Of[output.Opinion])
	add("evidence", l.Of[output.Evidence]+l.Of[output.Disputed])
	return bar
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
