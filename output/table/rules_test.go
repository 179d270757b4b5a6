package table_test

import (
	"slices"
	"testing"

	"sim/output/table"
)

// TestTermsByRule: every rule finds the trade in two-issues (Raiffa 1982): the union
// sets wages, at 8 percent, the company shifts, at ten. Without rules beside it a
// theory shows none.
func TestTermsByRule(t *testing.T) {
	r := ran(t, "two-issues", 128, "all")
	tab := table.TermsByRule(r, r.Scenario.Lead())
	if tab == nil || !slices.Equal(tab.Head, []string{"issue", "Nash", "Kalai–Smorodinsky", "egalitarian", "draws"}) {
		t.Fatalf("%+v", tab)
	}
	for i, want := range [][]string{{"8.0", "8.0", "8.0", "128"}, {"10.0", "10.0", "10.0", "128"}} {
		if got := tab.Rows[i][1:]; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", tab.Rows[i][0], got, want)
		}
	}
	if tab := table.TermsByRule(ran(t, "two-issues", 128, "nash"), 1); tab != nil {
		t.Errorf("no rule stands beside a plain nash: %+v", tab)
	}
	if tab := table.TermsByRule(ran(t, "two-issues", 64, "all"), 1); tab != nil {
		t.Errorf("64 draws show terms: %+v", tab)
	}
}
