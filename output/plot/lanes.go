package plot

import "slices"

// A pointer is words that point at a place on an axis from below.
type pointer struct {
	x     float64
	lines []string
	width float64
	box   box // left and right as placed
	lane  int
}

// pointersBelow writes words below an axis, each near its place: wrapped, put
// in as many lanes as it takes for none to touch another, and joined to the
// axis by a line. It moves on below them.
func (s *canvas) pointersBelow(t style, at []float64, words []string) {
	const widest, lead = 124.0, 9.0
	ps := make([]*pointer, len(at))
	for i := range at {
		p := &pointer{x: at[i], lines: t.wrap(words[i], widest, 4)}
		w := 0.0
		for _, l := range p.lines {
			w = max(w, t.measure(l))
		}
		p.width = w
		ps[i] = p
	}
	slices.SortStableFunc(ps, func(a, b *pointer) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	lanes := place(ps)
	top := make([]float64, lanes+1)
	top[0] = s.y + lead
	for lane := range lanes {
		tallest := 0
		for _, p := range ps {
			if p.lane == lane {
				tallest = max(tallest, len(p.lines))
			}
		}
		top[lane+1] = top[lane] + float64(tallest)*t.leading() + lead
	}
	for _, p := range ps {
		s.line(p.x, s.y, p.x, top[p.lane], pen{colour: rule, width: 0.8})
	}
	for _, p := range ps {
		s.rect(box{p.box.left - 2, top[p.lane], p.box.right + 2, top[p.lane] + float64(len(p.lines))*t.leading()}, white)
		s.paragraph(t, (p.box.left+p.box.right)/2, top[p.lane], centred, p.lines)
	}
	if lanes > 0 {
		s.y = top[lanes]
	}
}

// touches reports whether the words of p and o stand side by side too close.
func (p *pointer) touches(o *pointer) bool {
	const between = 10
	return p.lane == o.lane && p.box.left < o.box.right+between && o.box.left < p.box.right+between
}

// crosses reports whether the line from one of them to the axis runs through
// the words of the other.
func (p *pointer) crosses(o *pointer) bool {
	if p.lane < o.lane {
		p, o = o, p
	}
	return p.lane > o.lane && p.x > o.box.left-3 && p.x < o.box.right+3
}
