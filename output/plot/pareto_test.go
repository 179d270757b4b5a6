package plot

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/study"
)

func TestParetoNamesDiffer(t *testing.T) {
	b := &model.Bargain{Parties: []model.Party{{ID: "a"}, {ID: "b-c"}, {ID: "a-b"}, {ID: "c"}}}
	one, other := ParetoName(b, &study.Frontier{Parties: [2]int{0, 1}}), ParetoName(b, &study.Frontier{Parties: [2]int{2, 3}})
	if one != "pareto-a+b-c" || other != "pareto-a-b+c" {
		t.Errorf("%s and %s", one, other)
	}
}

// Under a straight line from (0, 1) to (1, 0), reservation values of 0.2 and
// 0.3 leave a triangle with an area of ½·0.5².
func TestBothBetter(t *testing.T) {
	p := &study.Frontier{Alone: [][2]float64{{0, 1}, {1, 0}}, Reservation: [2]float64{0.2, 0.3}}
	if got := areaOf(bothBetter(p)); math.Abs(got-0.125) > 1e-9 {
		t.Errorf("area %g", got)
	}
	// A corner that both dislike is cut off: at (0.7, 0.7) the line bends.
	p.Alone = [][2]float64{{0, 1}, {0.7, 0.7}, {1, 0}}
	p.Reservation = [2]float64{0.3, 0.3}
	// The square up to (0.7, 0.7) and two triangles with height 0.4 and base 0.3·4/7.
	if got, want := areaOf(bothBetter(p)), 0.16+2*0.5*0.4*(0.3*4/7); math.Abs(got-want) > 1e-9 {
		t.Errorf("area %g, want %g", got, want)
	}
	p.Reservation = [2]float64{0.8, 0.8}
	if got := bothBetter(p); got != nil {
		t.Errorf("a zone where there is none: %v", got)
	}
	p.Reservation, p.Others = [2]float64{0.3, 0.3}, []int{2}
	if got := bothBetter(p); got != nil {
		t.Errorf("a zone that the others do not leave: %v", got)
	}
}

// areaOf is the area of a polygon (shoelace formula).
func areaOf(ps [][2]float64) (area float64) {
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		area += (p[0]*q[1] - q[0]*p[1]) / 2
	}
	return math.Abs(area)
}

// Marks never touch, and no theory is lost.
func TestLettered(t *testing.T) {
	var ts []study.TheoryPayoffs
	for i := range 60 {
		at := float64(i*i%97) / 97
		ts = append(ts, study.TheoryPayoffs{Theory: &model.Theory{Name: "t"}, Payoff: [2]float64{at, math.Sqrt(1 - at*at)}, Consent: i%3 > 0})
	}
	groups := lettered(ts, func(v [2]float64) point { return point{100 * v[0], 100 * v[1]} })
	count := 0
	for i, g := range groups {
		count += len(g.theories)
		if first := g.theories[0]; g.consent != first.Consent || g.at != (point{100 * first.Payoff[0], 100 * first.Payoff[1]}) {
			t.Errorf("a mark for terms that all accept stands where not all do: %v", g)
		}
		for _, o := range groups[:i] {
			if d := math.Hypot(g.at.x-o.at.x, g.at.y-o.at.y); d < 2*letterRadius {
				t.Errorf("two marks are %g apart", d)
			}
		}
	}
	if count != len(ts) || len(groups) < 2 {
		t.Errorf("%d theories in %d groups", count, len(groups))
	}
}
