package reference

import (
	"math"
	"testing"
)

// TestClasses: every class says where it is printed, and a share of a counted
// population is a whole number of it.
func TestClasses(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range All {
		if seen[c.Name] || c.Doc == "" || c.Citation == "" || c.Over == "" || !(c.Share > 0 && c.Share < 1) {
			t.Errorf("%+v", c)
		}
		seen[c.Name] = true
		if n := c.Share * float64(c.Of); math.Abs(n-math.Round(n)) > 1e-9 {
			t.Errorf("%s: %g of %d conflicts", c.Name, n, c.Of)
		}
	}
}

func TestNamed(t *testing.T) {
	names := []string{"armed_conflicts", "interstate_wars", "none"}
	if c := Named(names, Lasting); len(c) != 1 || c[0].Name != "interstate_wars" {
		t.Errorf("lasting: %+v", c)
	}
	if c := Named(append(names, "negotiated_settlements"), Lasting); len(c) != 2 || math.Abs(c[1].Share*17-15) > 1e-9 {
		t.Errorf("lasting: %+v", c)
	}
	if c := Named(names, Unended); len(c) != 1 || c[0].Share != 37.0/110 {
		t.Errorf("unended: %+v", c)
	}
	if c := Named([]string{"wars_within_year", "armed_conflicts"}, Unended); len(c) != 2 || c[1].Name != "wars_within_year" || c[1].Of != 0 {
		t.Errorf("unended: %+v", c)
	}
	if c := Named(nil, Lasting); c != nil {
		t.Errorf("of no names: %+v", c)
	}
}
