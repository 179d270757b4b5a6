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
		if seen[c.Name] || c.Doc == "" || c.Citation == "" || c.Over == "" || c.Short == "" || !(c.Share > 0 && c.Share < 1) || c.Most != 0 && !(c.Most > c.Share && c.Most < 1) {
			t.Errorf("%+v", c)
		}
		seen[c.Name] = true
		if n := c.Share * float64(c.Of); math.Abs(n-math.Round(n)) > 1e-9 {
			t.Errorf("%s: %g of %d conflicts", c.Name, n, c.Of)
		}
	}
}

// TestEndings: there is a class of every quantity, and each is about how conflicts end or
// about what lasts.
func TestEndings(t *testing.T) {
	count := map[Quantity]int{}
	for _, c := range All {
		count[c.Quantity]++
	}
	for _, q := range append([]Quantity{Lasting}, Endings...) {
		if count[q] == 0 {
			t.Errorf("no class of quantity %d", q)
		}
		delete(count, q)
	}
	if len(count) > 0 {
		t.Errorf("classes of other quantities: %v", count)
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
