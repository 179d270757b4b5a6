package plot

import (
	"sync"
	"testing"

	"sim/output"
)

// sheets are the figures of every edge, laid out.
var sheets = sync.OnceValue(func() map[string]map[string]*canvas {
	all := map[string]map[string]*canvas{}
	for name, r := range edges() {
		all[name] = map[string]*canvas{}
		for _, f := range Figures(r, Every) {
			all[name][f.Name] = f.lay(r)
		}
	}
	return all
})

// TestNoTextCollides checks that no two texts of any figure overlap and that
// none leaves the sheet. A text is as wide as it was measured: the SVG pins
// its width, whatever font it is shown in.
func TestNoTextCollides(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for name, figures := range sheets() {
		for figure, s := range figures {
			words := textsOf(s)
			for i, b := range s.texts {
				if b.left < 0 || b.right > sheetWidth || b.top < 0 || b.bottom > s.height() {
					t.Errorf("%s: %s: %q leaves the sheet: %v", name, figure, words[i], b)
				}
				for j := range i {
					if b.overlaps(s.texts[j]) {
						t.Errorf("%s: %s: %q collides with %q at %v, %v", name, figure, words[i], words[j], b, s.texts[j])
					}
				}
			}
		}
	}
}

// textsOf lists the texts of a sheet in the order of their boxes.
func textsOf(s *canvas) []string {
	var words []string
	for _, m := range s.marks {
		if m.text != nil {
			words = append(words, m.text.value)
		}
	}
	return words
}

// TestNoCropLosesTheNotice checks that inside every frame of axes the notice
// stands at the top and again at least once a screen.
func TestNoCropLosesTheNotice(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const screen = 600.0
	for name, figures := range sheets() {
		for figure, s := range figures {
			if len(s.axes) == 0 {
				t.Errorf("%s: %s has no axes", name, figure)
			}
			for _, frame := range s.axes {
				last := frame.top - screen + 30
				for i, w := range textsOf(s) {
					b := s.texts[i]
					if w != output.Notice || !b.overlaps(frame) {
						continue // that of a frame beside or below
					}
					if b.left < frame.left || b.right > frame.right || b.top < frame.top || b.bottom > frame.bottom || b.top-last > screen {
						t.Errorf("%s: %s: notice at %v of the frame %v, the one before at %.0f", name, figure, b, frame, last)
					}
					last = b.top
				}
				if frame.bottom-last > screen {
					t.Errorf("%s: %s: %.0f units of the frame %v without the notice", name, figure, frame.bottom-last, frame)
				}
			}
		}
	}
}
