package study

import (
	"math"
	"testing"
)

// What options are worth comes from the file, in the order of the scale and not
// of the names, and from the draw where it is a range. With a = 3·0.6 +
// 2·u, the votes for rail against road, the first contest has a/(a + 0.4).
func TestOptionsFromAFile(t *testing.T) {
	s, err := New(Source{Path: "testdata/options.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		c, err := Follow(s, i, s.Lead)
		if err != nil {
			t.Fatal(err)
		}
		d, err := s.Draw(i)
		if err != nil {
			t.Fatal(err)
		}
		turn := c.Meetings[0].Turns[0]
		votes := 3*0.6 + 2*d.Inputs[0]
		if first := turn.Contests[0]; math.Abs(first.Strength-votes) > 1e-12 || math.Abs(first.Victory-votes/(votes+0.4)) > 1e-8 {
			t.Errorf("draw %d: rail against road %+v, want %v votes", i, first, votes)
		}
		for o, name := range []string{"rail", "road", "air"} {
			if turn.Options[o].Name != name {
				t.Errorf("option %d is %s, want %s", o, turn.Options[o].Name, name)
			}
		}
	}
}
