package table

import "testing"

// A range never runs backwards, whatever digits its ends have.
func TestSpan(t *testing.T) {
	for _, c := range []struct{ lower, upper, want string }{
		{"4.3 %", "4 %", "4 %"},
		{"4 %", "4 %", "4 %"},
		{"3.9 %", "4 %", "3.9 to 4 %"},
		{"8.4 %", "20 %", "8.4 to 20 %"},
		{"<0.4 %", "2 %", "<0.4 % to 2 %"},
		{"2 %", ">99.6 %", "2 % to >99.6 %"},
	} {
		if got := span(c.lower, c.upper); got != c.want {
			t.Errorf("span(%q, %q) = %q, want %q", c.lower, c.upper, got, c.want)
		}
	}
}
