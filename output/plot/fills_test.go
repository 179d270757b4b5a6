package plot

import "testing"

// No two reasons look alike, and none but the pale one looks like a class.
func TestReasonFillsDiffer(t *testing.T) {
	for i, a := range reasonFills {
		for j, b := range reasonFills[:i] {
			if a == b || a.colour == b.colour && a.pattern == b.pattern {
				t.Errorf("%s and %s look alike", reasonWords[i], reasonWords[j])
			}
		}
		for c, b := range classFills {
			if a.colour == b.colour && a.pattern == b.pattern && a.colour != pale {
				t.Errorf("%s looks like class %d", reasonWords[i], c)
			}
		}
	}
}
