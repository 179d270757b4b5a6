package study_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"sim/model/study"
)

// The draws of interest are those in which the second party's ideal is above
// 0.5, whatever else is uncertain: the box is that limit, and holds all of them
// and no others under either theory.
func TestDiscoverFindsTheLimit(t *testing.T) {
	s := subject(t, line, "issues.line.positions.one.ideal=0.5", "parties.one.patience=0.9 to 0.95")
	d, err := study.Discover(context.Background(), s, study.DiscoverOptions{Where: `terms("line", "median") > 0.5`})
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Found.Boxes) != 1 || len(d.Found.Boxes[0].Limits) != 1 {
		t.Fatalf("boxes %+v", d.Found.Boxes)
	}
	l := d.Found.Boxes[0].Limits[0]
	if path := s.Scenario.Bargain.Varying()[l.Column].Path; path != "issues.line.positions.two.ideal" || math.Abs(l.Low-0.5) > 0.005 || !math.IsInf(l.High, 1) {
		t.Errorf("%s between %g and %g, want above 0.5", path, l.Low, l.High)
	}
	if lead := d.Subject.Theories[d.Subject.Lead].Name; lead != "median" {
		t.Errorf("%s leads", lead)
	}
	if len(d.Counts) != 2 {
		t.Fatalf("counts %+v", d.Counts)
	}
	for _, n := range d.Counts {
		if n.Draws != 1024 || n.Hits != d.Found.Hits || n.Inside != n.Hits || n.InsideHits != n.Hits {
			t.Errorf("counts %+v, %d draws of interest", n, d.Found.Hits)
		}
	}
}

// Where most draws meet the condition, the search is for those that do not: the
// limits are the same, from the other side.
func TestDiscoverLooksForTheRarer(t *testing.T) {
	s := subject(t, line, "issues.line.positions.one.ideal=0.5", "parties.one.patience=0.9 to 0.95")
	const where = `terms("line", "median") > 0.3`
	d, err := study.Discover(context.Background(), s, study.DiscoverOptions{Where: where})
	if err != nil {
		t.Fatal(err)
	}
	if !d.Complement || d.Where.Text != "not ("+where+")" || len(d.Found.Boxes) != 1 || len(d.Found.Boxes[0].Limits) != 1 {
		t.Fatalf("%s: boxes %+v", d.Where.Text, d.Found.Boxes)
	}
	if b := d.Found.Boxes[0]; !math.IsInf(b.Limits[0].Low, -1) || math.Abs(b.Limits[0].High-0.3) > 0.005 || b.Hits != d.Found.Hits || b.Density() != 1 {
		t.Errorf("box %+v", b)
	}
	// A density asks for the condition itself.
	d, err = study.Discover(context.Background(), s, study.DiscoverOptions{Where: where, Density: 0.95})
	if err != nil {
		t.Fatal(err)
	}
	if b := d.Found.Boxes; d.Complement || len(b) != 1 || !math.IsInf(b[0].Limits[0].High, 1) || b[0].Density() < 0.95 {
		t.Errorf("%s: boxes %+v", d.Where.Text, b)
	}
}

// Where all draws are of interest, as by default here, there is no box.
func TestDiscoverWithoutBox(t *testing.T) {
	d, err := study.Discover(context.Background(), subject(t, line), study.DiscoverOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Where.Text != `outcome == "settlement"` || d.Found.Hits != 1024 || len(d.Found.Boxes) > 0 || d.Counts != nil {
		t.Errorf("%s: %d hits, %d boxes, counts %v", d.Where.Text, d.Found.Hits, len(d.Found.Boxes), d.Counts)
	}
}

func TestDiscoverRefuses(t *testing.T) {
	for _, c := range []struct {
		o      study.DiscoverOptions
		option string
	}{
		{study.DiscoverOptions{Where: `outcome == "setlement"`}, "Where"},
		{study.DiscoverOptions{Where: `share("settlement", "crisis") > 0`}, "Where"},
		{study.DiscoverOptions{Density: 2}, "Density"},
		{study.DiscoverOptions{Density: math.NaN()}, "Density"},
	} {
		_, err := study.Discover(context.Background(), subject(t, line), c.o)
		if e, ok := errors.AsType[*study.OptionError](err); !ok || e.Option != c.option {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
	s := subject(t, line)
	s.Config.Draws = 200_000_000
	if _, err := study.Discover(context.Background(), s, study.DiscoverOptions{}); !as[*study.TooManyDrawsError](err) {
		t.Errorf("too many draws: %v", err)
	}
}
