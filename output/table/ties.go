package table

import (
	"fmt"
	"strings"

	"sim/output"
)

// Tie says in how many draws a choice between equals decided under a theory, and
// by what; it is empty where none did.
func Tie(r *output.Result, t int) string {
	theory, n := &r.Scenario.Bargain.Theories[t], r.Tally.Theories[t].Tied
	if n == 0 {
		return ""
	}
	by := "chance"
	if theory.Ordered {
		by = "the order that the scenario gives"
	}
	return fmt.Sprintf("%s of %s draws under %s, by %s", output.FormatCount(n), output.FormatCount(r.Tally.N(t)), output.TheoryName(theory), by)
}

// Ties says so of all theories, in a line; it is empty where nothing was tied.
func Ties(r *output.Result) string {
	var parts []string
	for t := range r.Tally.Theories {
		if tie := Tie(r, t); tie != "" {
			parts = append(parts, tie)
		}
	}
	if parts == nil {
		return ""
	}
	return "Decided by a tie between equals, whether or not it changes the terms: " + strings.Join(parts, "; ") + "."
}
