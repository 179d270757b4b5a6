package table

import "testing"

// A tie that decided draws is told with how many, and what decided in it.
func TestTies(t *testing.T) {
	r := threeTheories(10, 30, 92)
	if got := Ties(r); got != "" {
		t.Errorf("nothing was tied, but %q", got)
	}
	r.Tally.Theories[0].Tied, r.Tally.Theories[2].Tied = 1500, 20
	r.Scenario.Bargain.Theories[2].Ordered = true
	want := "Decided by a tie between equals, whether or not it changes the terms: 1,500 of 100,000 draws under weighted mean (baseline), by chance; 20 of 100,000 draws under nash, by the order that the scenario gives."
	if got := Ties(r); got != want {
		t.Errorf("have %s\nwant %s", got, want)
	}
	if got := Tie(r, 1); got != "" {
		t.Errorf("nothing was tied under the median, but %q", got)
	}
}
