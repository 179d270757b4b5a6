package plot

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
