package plot

import (
	"slices"
	"strings"
	"testing"
)

// TestReference: a class is drawn in dashes in the picture of its quantity of a
// scenario that names it, with its source and that it is another population, and
// nowhere else.
func TestReference(t *testing.T) {
	for _, c := range []struct {
		kind                Kind
		name, other, source string
	}{{durability, "interstate_wars", "armed_conflicts", "Fortna"}, {outcomeStrips, "armed_conflicts", "interstate_wars", "Wallensteen"}} {
		r := edges()["year"]
		b := *r.Scenario.Bargain
		r.Scenario.Bargain = &b
		for _, named := range [][]string{nil, {c.name, c.other}, {c.name}, {c.other}} {
			b.Reference = named
			want := slices.Contains(named, c.name)
			f := c.kind.Figures(r)[0]
			s := f.lay(r)
			for where, words := range map[string]string{"picture": strings.Join(textsOf(s), " "), "description": f.Description} {
				if got := strings.Contains(words, "%, another population") && strings.Contains(words, c.source); got != want {
					t.Errorf("%s of %s with %q: said %v, want %v", where, c.kind.Name, named, got, want)
				}
			}
			drawn := slices.ContainsFunc(s.marks, func(m mark) bool {
				return m.pen.colour == referencePen.colour && slices.Equal(m.pen.dashes, referencePen.dashes)
			})
			if drawn != want {
				t.Errorf("%s with %q: drawn %v, want %v", c.kind.Name, named, drawn, want)
			}
		}
	}
}
