package plot

import "slices"

// A caption is words that point at a place on an upright axis.
type caption struct {
	at    float64 // the place
	lines []string
	y     float64 // middle of the words as placed
	tall  float64
}

// captionsBeside writes words to the right of an upright axis, each near its
// place and joined to it by a line, between top and bottom. Where there is not
// room for all, those nearest to others go.
func (s *canvas) captionsBeside(t style, x, width, top, bottom float64, at []float64, words []string) {
	const lead = 16.0
	var cs []*caption
	for i := range at {
		lines := t.wrap(words[i], width-lead, 2)
		cs = append(cs, &caption{at: at[i], lines: lines, tall: float64(len(lines))*t.leading() + 1})
	}
	slices.SortStableFunc(cs, func(a, b *caption) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		}
		return 0
	})
	cs = thin(cs, bottom-top)
	end := top
	for _, c := range cs {
		c.y = max(c.at, end+c.tall/2)
		end = c.y + c.tall/2
	}
	end = bottom
	for _, c := range slices.Backward(cs) {
		c.y = min(c.y, end-c.tall/2)
		end = c.y - c.tall/2
	}
	for _, c := range cs {
		s.curve([]point{{x, c.at}, {x + 4, c.at}, {x + lead - 5, c.y}, {x + lead - 2, c.y}}, pen{colour: rule, width: 0.8})
		s.around(t, x+lead, c.y, c.lines)
	}
}

// thin leaves out captions, those nearest to their neighbours first, until the
// rest fits into a height.
func thin(cs []*caption, height float64) []*caption {
	for {
		sum := 0.0
		for _, c := range cs {
			sum += c.tall
		}
		if sum <= height || len(cs) == 0 {
			return cs
		}
		drop := len(cs) - 1
		for i := 1; i+1 < len(cs); i++ {
			if drop == len(cs)-1 || cs[i+1].at-cs[i-1].at < cs[drop+1].at-cs[drop-1].at {
				drop = i
			}
		}
		cs = slices.Delete(cs, drop, drop+1)
	}
}
