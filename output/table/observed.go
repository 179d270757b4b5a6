package table

import (
	"fmt"

	"sim/output"
)

// Observed is how many draws match what was observed, observation by observation,
// under each theory that asks the parties; nil where nothing was observed.
func Observed(r *output.Result) *Table {
	b := r.Scenario.Bargain
	if len(b.Observed) == 0 {
		return nil
	}
	t := &Table{Title: fmt.Sprintf("Draws of %s that match what was observed, and all that stands before it", output.FormatCount(r.Tally.Draws)), Head: []string{"theory"}}
	for i := range b.Observed {
		t.Head = append(t.Head, output.ObservationWords(b, &b.Observed[i]))
	}
	for i := range b.Theories {
		if b.Theories[i].Predicts {
			continue // it asks nobody, so nothing can match or not
		}
		row, left := []string{output.TheoryName(&b.Theories[i])}, r.Tally.Draws
		for _, unmet := range r.Tally.Theories[i].Unmet {
			left -= unmet
			row = append(row, output.FormatCount(left))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
