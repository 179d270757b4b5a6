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

// shifts are where words may stand against the place they point at: in the
// middle of it, or to a side, as parts of their width.
var shifts = []float64{0.5, 0.25, 0.75, 0.06, 0.94}

// place gives every pointer, sorted by x, a lane and a side, and returns how
// many lanes there are. Words never touch; lanes are few, words near their
// places and lines clear of words as far as a bounded search finds it.
func place(ps []*pointer) (lanes int) {
	const steps = 20_000
	search := placing{ps: ps, least: 1e9}
	for most := 1; search.found == nil; most++ {
		if most > 4 {
			most = max(most, len(ps)) // a lane each: the first try fits
		}
		search.lanes, search.effort = most, steps
		search.try(0, 0)
	}
	for i, p := range ps {
		p.lane, p.box = search.found[i].lane, search.found[i].box
		lanes = max(lanes, p.lane+1)
	}
	return lanes
}

// A placing is the state of the search.
type placing struct {
	ps     []*pointer
	lanes  int
	effort int // steps left
	least  float64
	found  []pointer
}

// try places pointer i and those after it, given the cost of those before.
func (s *placing) try(i int, cost float64) {
	if cost >= s.least || s.effort <= 0 {
		return
	}
	s.effort--
	if i == len(s.ps) {
		s.least = cost
		s.found = make([]pointer, len(s.ps))
		for j, p := range s.ps {
			s.found[j] = *p
		}
		return
	}
	p := s.ps[i]
	for p.lane = 0; p.lane < s.lanes; p.lane++ {
		lane := p.lane
		for n, shift := range shifts {
			left := min(max(p.x-p.width*shift, margin), sheetWidth-margin-p.width)
			p.lane, p.box = lane, box{left: left, right: left + p.width}
			extra := float64(lane) + 0.1*float64(n)
			free := true
			for _, o := range s.ps[:i] {
				if p.touches(o) {
					free = false
					break
				}
				if p.crosses(o) {
					extra += 5
				}
			}
			if free {
				s.try(i+1, cost+extra)
			}
		}
		p.lane = lane
	}
}

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
