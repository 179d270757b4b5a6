package table

import (
	"fmt"
	"math"

	"sim/model/study"
	"sim/output"
)

// Correlations is the rank correlations of inputs: what the scenario asks for
// beside what the draws of the run have; nil where it asks for none.
func Correlations(r *output.Result) *Table {
	if len(r.Correlations) == 0 {
		return nil
	}
	t := &Table{
		Title: "Inputs that go together: rank correlations, ± Monte Carlo error",
		Head:  []string{"input", "with", "asked for", "taken", "in the draws"},
		Left:  map[int]bool{1: true},
	}
	for _, c := range r.Correlations {
		t.Rows = append(t.Rows, []string{c.First, c.Second, plainRank(c.Asked), plainRank(c.Used), output.FormatWithError(c.Realised.Value, c.Realised.Error)})
	}
	return t
}

// plainRank writes a correlation that carries no Monte Carlo error.
func plainRank(x float64) string { return fmt.Sprintf("%.2f", x) }

// Realised is a line that says how near the draws come to the correlations
// asked for; empty where none are.
func Realised(r *output.Result) string {
	cs := r.Correlations
	switch len(cs) {
	case 0:
		return ""
	case 1:
		c := cs[0]
		return fmt.Sprintf("rank correlation of %s and %s: %s in the draws, %s asked for",
			shortPath(c.First), shortPath(c.Second), output.FormatWithError(c.Realised.Value, c.Realised.Error), plainRank(c.Asked))
	}
	worst := cs[0]
	for _, c := range cs {
		if off(c) > off(worst) {
			worst = c
		}
	}
	return fmt.Sprintf("rank correlations of %d pairs of inputs: the draws differ most at %s and %s, %s instead of %s (all: correlations.csv)",
		len(cs), shortPath(worst.First), shortPath(worst.Second), output.FormatWithError(worst.Realised.Value, worst.Realised.Error), plainRank(worst.Asked))
}

// off is how far a realised correlation is from the one asked for.
func off(c study.Correlation) float64 {
	if d := math.Abs(c.Realised.Value - c.Asked); !math.IsNaN(d) {
		return d
	}
	return 0
}
