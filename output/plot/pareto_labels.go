package plot

import (
	"math"
	"slices"
	"strings"

	"sim/model/study"
	"sim/output"
)

// letterRadius is half the width of a lettered mark; no two marks touch.
const letterRadius = 8.5

// A letteredGroup is theories whose terms lie too close to be marked apart.
type letteredGroup struct {
	at       point
	theories []study.TheoryPayoffs
	consent  bool // whether somebody's terms leave all who must consent their reservation values
}

// lettered gathers theories into groups: each joins the nearest group that its
// own mark would touch, or opens one. Those whose terms all accept come first,
// so that a filled mark stands where one of them does.
func lettered(ts []study.TheoryPayoffs, at func([2]float64) point) []letteredGroup {
	var groups []letteredGroup
	ts = slices.Clone(ts)
	slices.SortStableFunc(ts, func(a, b study.TheoryPayoffs) int {
		switch {
		case a.Consent == b.Consent:
			return 0
		case a.Consent:
			return -1
		}
		return 1
	})
	for _, t := range ts {
		p := at(t.Payoff)
		nearest, least := -1, 2*letterRadius+2
		for i, g := range groups {
			if d := math.Hypot(g.at.x-p.x, g.at.y-p.y); d < least {
				nearest, least = i, d
			}
		}
		if nearest < 0 {
			nearest = len(groups)
			groups = append(groups, letteredGroup{at: p})
		}
		g := &groups[nearest]
		g.theories = append(g.theories, t)
		g.consent = g.consent || t.Consent
	}
	return groups
}

// names lists the theories of a group with what there is to add.
func (g *letteredGroup) names() string {
	parts := make([]string, len(g.theories))
	for i := range g.theories {
		t := &g.theories[i]
		parts[i] = output.TheoryTitle(t.Theory)
		for _, remark := range output.PayoffRemarks(t) {
			if t.Consent || g.consent || remark != "below a reservation value" { // which a hollow mark says
				parts[i] += " (" + remark + ")"
			}
		}
	}
	return strings.Join(parts, ", ")
}

// letter draws the mark of group i: filled, or hollow if it falls below
// somebody's reservation value.
func (s *canvas) letter(x, y float64, i int, filled bool) {
	t := style{size: 11, bold: true, colour: white}
	s.discs([]point{{x, y}}, letterRadius+1, white)
	if filled {
		s.discs([]point{{x, y}}, letterRadius, ink)
	} else {
		t = t.in(ink)
		s.ring(x, y, letterRadius-0.7, pen{colour: ink, width: 1.5})
	}
	s.write(t, x, y, centred, string(rune('A'+i%26)))
}

// covering is the index of the group whose letter would cover a marker at p; −1
// if none would.
func covering(p point, groups []letteredGroup) int {
	const reach = 7.0 // of a marker
	return slices.IndexFunc(groups, func(g letteredGroup) bool {
		return math.Hypot(g.at.x-p.x, g.at.y-p.y) < letterRadius+reach
	})
}

// bothBetter is the outline of where both parties have more than their
// reservation values, below the line that all who must consent can agree to;
// nil if there is no such place.
func bothBetter(p *study.Frontier) [][2]float64 {
	line := p.Alone
	if len(p.Others) > 0 {
		line = p.WithOthers
	}
	d := p.Reservation
	var inside [][2]float64
	add := func(v [2]float64) {
		if v[0] >= d[0]-1e-9 && v[1] >= d[1]-1e-9 {
			inside = append(inside, v)
		}
	}
	for i, v := range line {
		if i > 0 {
			// Where the line crosses a reservation value, in its order.
			u := line[i-1]
			for _, cut := range crossings(u, v, d) {
				add(cut)
			}
		}
		add(v)
	}
	if len(inside) < 2 {
		return nil
	}
	first, last := inside[0], inside[len(inside)-1]
	return append(append([][2]float64{d, {d[0], first[1]}}, inside...), [2]float64{last[0], d[1]})
}

// crossings are the points of the line from u to v at which one party has
// exactly its reservation value, from u on.
func crossings(u, v, d [2]float64) (cuts [][2]float64) {
	var parts []float64
	for side := range d {
		if t := (d[side] - u[side]) / (v[side] - u[side]); t > 0 && t < 1 {
			parts = append(parts, t)
		}
	}
	if len(parts) == 2 && parts[0] > parts[1] {
		parts[0], parts[1] = parts[1], parts[0]
	}
	for _, t := range parts {
		cuts = append(cuts, [2]float64{u[0] + t*(v[0]-u[0]), u[1] + t*(v[1]-u[1])})
	}
	return cuts
}
