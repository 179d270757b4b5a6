package plot

import "testing"

// A marker that a letter would cover is listed with it; any other stays at its
// place.
func TestCoveringLetters(t *testing.T) {
	groups := []letteredGroup{{at: point{100, 100}}, {at: point{200, 100}}}
	for _, c := range []struct {
		at   point
		want int
	}{{point{100, 100}, 0}, {point{115, 100}, 0}, {point{116, 100}, -1}, {point{200, 85}, 1}, {point{150, 100}, -1}} {
		if got := covering(c.at, groups); got != c.want {
			t.Errorf("a marker at %v is covered by %d, want %d", c.at, got, c.want)
		}
	}
}
