package plot

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/reference"
)

// isReference reports whether a pen is that of reference classes.
func isReference(p pen) bool { return p.colour == referencePen.colour && p.width == referencePen.width }

// rings are the marks of reference classes in a picture.
func rings(s *canvas) (centres []point) {
	for _, m := range s.marks {
		if isReference(m.pen) && m.radius == referenceRadius {
			centres = append(centres, m.circles...)
		}
	}
	return centres
}

// TestReference: a class is a grey ring in the picture of its quantity of a scenario that
// names it, with who prints it and that it is another population, and nowhere else; none
// is a line across the picture.
func TestReference(t *testing.T) {
	for _, c := range []struct {
		kind                Kind
		name, other, source string
		marks               int
	}{
		{durability, "interstate_wars", "armed_conflicts", "Fortna", 1},
		{durability, "ceasefires", "armed_conflicts", "The Economist", 2}, // from half to two thirds
		{outcomeStrips, "armed_conflicts", "interstate_wars", "Wallensteen", 1},
		{outcomeStrips, "wars_settled", "interstate_wars", "Sweijs", 1},
		{outcomeStrips, "short_wars", "interstate_wars", "CSIS", 0}, // of settlements and ceasefires together
	} {
		r := edges()["year"]
		b := *r.Scenario.Bargain
		r.Scenario.Bargain = &b
		for _, named := range [][]string{nil, {c.name, c.other}, {c.name}, {c.other}} {
			b.Reference = named
			want := slices.Contains(named, c.name)
			f := c.kind.Figures(r)[0]
			s := f.lay(r)
			words := strings.Join(textsOf(s), " ")
			if got := strings.Contains(words, "another population") && strings.Contains(words, c.source); got != want {
				t.Errorf("%s with %q: said %v, want %v", c.kind.Name, named, got, want)
			}
			if got := strings.Contains(f.Description, "another population"); got != want {
				t.Errorf("description of %s with %q: said %v, want %v", c.kind.Name, named, got, want)
			}
			n := 0
			if want {
				n = c.marks
				if c.kind.Name == "durability" { // in the row of every theory
					n *= len(theoryOrder(&b, len(r.Tally.Theories)))
				}
			}
			if got := len(rings(s)); got != n {
				t.Errorf("%s with %q: %d marks, want %d", c.kind.Name, named, got, n)
			}
			for _, m := range s.marks {
				if len(m.circles) == 0 && isReference(m.pen) && m.outline[0][0].y == m.outline[0][1].y && c.kind.Name == "durability" {
					t.Errorf("%s with %q: a line across rounds", c.kind.Name, named)
				}
			}
		}
	}
}

// TestReferenceRows: a class stands in the row of the outcome that it is about, at its
// share, and the key says which row that is; in durability it stands beyond every round.
func TestReferenceRows(t *testing.T) {
	r := edges()["year"]
	b := *r.Scenario.Bargain
	r.Scenario.Bargain = &b
	b.Reference = []string{"armed_conflicts", "short_wars"}
	s := outcomeStrips.Figures(r)[0].lay(r)
	words := strings.Join(textsOf(s), " ")
	if want := "(row " + b.ClassLabel(model.Stalemate) + "): 34% of 110 armed conflicts"; !strings.Contains(words, want) {
		t.Errorf("no %q in %s", want, words)
	}
	if want := "(no row here is about it): 44% of wars"; !strings.Contains(words, want) {
		t.Errorf("no %q in %s", want, words)
	}
	classes := byFrequency(r)
	label := func(c model.Class) float64 {
		for _, m := range s.marks {
			if m.text != nil && m.text.value == b.ClassLabel(c) && m.text.style == headStyle {
				return m.text.y
			}
		}
		t.Fatalf("no row %s", b.ClassLabel(c))
		return 0
	}
	nearest := slices.MinFunc(classes, func(x, y model.Class) int {
		d := func(c model.Class) float64 { return math.Abs(label(c) - rings(s)[0].y) }
		switch {
		case d(x) < d(y):
			return -1
		case d(x) > d(y):
			return 1
		}
		return 0
	})
	if nearest != model.Stalemate {
		t.Errorf("it stands in the row %s", b.ClassLabel(nearest))
	}
	for _, of := range reference.Endings { // every quantity but that of both together has a row
		if _, ok := (beside{Class: reference.Class{Quantity: of}}).rowOf(); ok == (of == reference.Agreed) {
			t.Errorf("quantity %d has a row: %v", of, ok)
		}
	}
	b.Reference = []string{"interstate_wars"}
	s = durability.Figures(r)[0].lay(r)
	words = strings.Join(textsOf(s), " ")
	if want := "Years are not rounds"; !strings.Contains(words, want) {
		t.Errorf("no %q in %s", want, words)
	}
	right := 0.0 // where the last round is: the axis of rounds ends there
	for _, m := range s.marks {
		for _, ps := range m.outline {
			if m.pen.colour == blue && !m.closed {
				for _, p := range ps {
					right = max(right, p.x)
				}
			}
		}
	}
	for _, at := range rings(s) {
		if right == 0 || at.x <= right {
			t.Errorf("a class stands at %g, among rounds up to %g", at.x, right)
		}
	}
}
