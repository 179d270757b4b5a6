package plot

import (
	"fmt"
	"strings"
	"testing"

	"sim/output"
)

// Every draw of the sample has a picture, in which nothing collides, every
// frame says the notice, and nothing but the draw itself moves.
func TestOneDraw(t *testing.T) {
	for name, r := range edges() {
		if r.Sample == nil || !complete(r) {
			continue
		}
		height := 0.0
		for draw := r.Sample.First; draw < min(r.Sample.First+r.Sample.N, 12); draw++ {
			f, ok := OneDraw(r, len(r.Sample.Outcomes)-1, draw)
			if !ok {
				t.Fatalf("%s: no picture of draw %d", name, draw)
			}
			s := f.lay(r)
			words := textsOf(s)
			notices := 0
			for i, b := range s.texts {
				if b.left < 0 || b.right > sheetWidth {
					t.Errorf("%s: draw %d: %q leaves the sheet", name, draw, words[i])
				}
				if words[i] == output.Notice {
					notices++
				}
				for j := range i {
					if b.overlaps(s.texts[j]) {
						t.Errorf("%s: draw %d: %q collides with %q", name, draw, words[i], words[j])
					}
				}
			}
			if notices < len(s.axes) {
				t.Errorf("%s: %d notices in %d frames", name, notices, len(s.axes))
			}
			if height != 0 && s.height() != height {
				t.Errorf("%s: draw %d is %g tall, the one before %g", name, draw, s.height(), height)
			}
			height = s.height()
		}
		if _, ok := OneDraw(r, 0, r.Sample.First+r.Sample.N); ok {
			t.Errorf("%s: a picture of a draw that was not kept", name)
		}
	}
}

func TestOneDrawInWords(t *testing.T) {
	r := summit(40)
	deals := map[bool]bool{}
	for draw := range 40 {
		f, _ := OneDraw(r, 1, draw)
		deal := r.Sample.Outcomes[1][draw].Class.Deal()
		deals[deal] = true
		if !strings.HasPrefix(f.Title, fmt.Sprintf("Draw %d under ", draw)) || strings.Contains(f.Description, "against a reservation value of") != deal || !strings.Contains(f.Description, "a reservation value of") {
			t.Errorf("%q: %q", f.Title, f.Description)
		}
	}
	if len(deals) < 2 {
		t.Errorf("draws with a deal: %v", deals)
	}
}
