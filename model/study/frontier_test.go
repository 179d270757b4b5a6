package study

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

// shipped is a scenario of the library.
func shipped(t *testing.T, name string) *Subject {
	t.Helper()
	s, err := New(Source{Path: name + ".yaml", FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func frontiers(s *Subject) []*Frontier { return (&Result{Scenario: s.Scenario}).Frontiers() }

// Two linear issues that each side weighs 70 to 30 the other way round: the
// frontier goes from (0, 1) over the trade at (0.7, 0.7) to (1, 0) (Raiffa
// 1982), and the Nash solution with equal power is the trade.
func TestFrontierOfATrade(t *testing.T) {
	s := shipped(t, "two-issues")
	ps := frontiers(s)
	if len(ps) != 1 {
		t.Fatalf("%d frontiers", len(ps))
	}
	p := ps[0]
	want := [][2]float64{{0, 1}, {0.7, 0.7}, {1, 0}}
	if len(p.Alone) != len(want) || p.WithOthers != nil || len(p.Others) != 0 {
		t.Fatalf("%+v", p)
	}
	for i := range want {
		if distance(p.Alone[i], want[i]) > 1e-9 {
			t.Errorf("corner %d is %v, want %v", i, p.Alone[i], want[i])
		}
	}
	if p.Reservation != [2]float64{0.3, 0.3} {
		t.Errorf("reservation values %v", p.Reservation)
	}
	seen := false
	for _, at := range p.Points {
		if at.Theory.Name == "nash" {
			seen = true
			if !at.Simulated || !at.Consent || distance(at.Payoff, want[1]) > 1e-9 {
				t.Errorf("Nash %+v", at)
			}
		}
	}
	if !seen {
		t.Error("Nash is missing")
	}
}

// The classic theories are there even if the run simulates none of them.
func TestFrontierHasTheClassics(t *testing.T) {
	s := shipped(t, "two-issues")
	s.Scenario.Bargain.Theories = s.Scenario.Bargain.Theories[:1]
	p := frontiers(s)[0]
	if len(p.Points) != 1+len(classics) || !p.Points[0].Simulated || p.Points[1].Simulated {
		t.Errorf("%+v", p.Points)
	}
}

// threeSignatories is a problem of three parties that must all consent, with two
// issues on which the first two pull apart and the third sits between.
func threeSignatories(third float64) *model.Problem {
	p := model.NewProblem(3, 2)
	for i, row := range [][]float64{{0.6, 0.4}, {0.3, 0.7}, {0.5, 0.5}} {
		copy(p.Weight[i], row)
		p.Consent[i], p.Power[i] = true, 1./3
		p.Ideal[i][0], p.Ideal[i][1] = []float64{1, 0, 0.3}[i], []float64{0.9, 0, 0.5}[i]
		for k, w := range row { // what is held, at 0, is worth
			p.Constant[i] += w * model.IssueValue(0, p.Ideal[i][k], model.TwoSided, 2)
		}
	}
	p.Reservation[0], p.Reservation[1], p.Reservation[2] = 0.5, 0.5, third
	return p
}

// With a third party whose reservation value binds, no terms on a fine grid
// that leave it that much are better for both of the two than a point of the
// frontier, and the frontier of the two alone is nowhere below it.
func TestConstrainedFrontierByBruteForce(t *testing.T) {
	p := threeSignatories(0.93)
	f, ok := frontierOf(p, [2]int{0, 1})
	if !ok || len(f.WithOthers) < 20 || len(f.Others) != 1 {
		t.Fatalf("%+v", f)
	}
	const steps = 200
	x, most := make([]float64, 2), [2]float64{}
	for a := range steps + 1 {
		for b := range steps + 1 {
			x[0], x[1] = float64(a)/steps, float64(b)/steps
			if p.Value(2, x) < p.Reservation[2] {
				continue
			}
			at := [2]float64{p.Value(0, x), p.Value(1, x)}
			most[0], most[1] = max(most[0], at[0]), max(most[1], at[1])
			for _, v := range f.WithOthers {
				if at[0] > v[0]+2e-3 && at[1] > v[1]+2e-3 {
					t.Fatalf("terms %v give %v, better for both than %v", x, at, v)
				}
			}
		}
	}
	first, last := f.WithOthers[0], f.WithOthers[len(f.WithOthers)-1]
	if math.Abs(first[1]-most[1]) > 5e-3 || math.Abs(last[0]-most[0]) > 5e-3 {
		t.Errorf("the ends are %v and %v, the best of the grid %v", first, last, most)
	}
	for _, v := range f.WithOthers {
		for i := 1; i < len(f.Alone); i++ {
			u, w := f.Alone[i-1], f.Alone[i]
			if v[0] < u[0] || v[0] > w[0] || w[0]-u[0] < 1e-12 {
				continue
			}
			if top := u[1] + (v[0]-u[0])/(w[0]-u[0])*(w[1]-u[1]); v[1] > top+1e-3 {
				t.Errorf("%v lies above the frontier of the two alone, %g", v, top)
			}
		}
	}
}

// A third party that no terms suit leaves no frontier but that of the two alone.
func TestNoConstrainedFrontier(t *testing.T) {
	f, ok := frontierOf(threeSignatories(1.2), [2]int{0, 1})
	if !ok || f.WithOthers != nil || len(f.Alone) < 2 {
		t.Errorf("%+v", f)
	}
}

func TestNoFrontier(t *testing.T) {
	same := threeSignatories(0.5)
	copy(same.Ideal[1], same.Ideal[0])
	if f, ok := frontierOf(same, [2]int{0, 1}); ok {
		t.Errorf("a frontier of two parties that want the same: %v", f.Alone)
	}
	if frontiers(&Subject{Scenario: &scenario.Scenario{Bargain: &model.Bargain{}}}) != nil {
		t.Error("a frontier of nobody")
	}
}

// Which of two parties comes first does not matter, nor whether their consent
// is needed: the frontier of the two alone is the same.
func TestFrontierOfAnyTwo(t *testing.T) {
	p := threeSignatories(0.5)
	f, _ := frontierOf(p, [2]int{0, 2})
	p.Consent[0], p.Consent[2] = false, false
	g, ok := frontierOf(p, [2]int{2, 0})
	if !ok || len(g.Alone) != len(f.Alone) || g.Required != [2]bool{} || len(g.Others) != 1 {
		t.Fatalf("%+v", g)
	}
	for n, v := range f.Alone {
		if w := g.Alone[len(g.Alone)-1-n]; distance(v, [2]float64{w[1], w[0]}) > 1e-12 {
			t.Errorf("point %d: %v and %v", n, v, w)
		}
	}
}

// Of four parties that must consent each two have a frontier, and what a theory
// comes to is the same in all of them.
func TestFrontierOfPairs(t *testing.T) {
	s := shipped(t, "alaska")
	fronts := frontiers(s)
	if len(fronts) != 6 {
		t.Fatalf("%d frontiers of four parties", len(fronts))
	}
	payoffs := map[string]map[int]float64{}
	for _, f := range fronts {
		if len(f.Others) != 2 {
			t.Errorf("%v: others %v", f.Parties, f.Others)
		}
		for _, at := range f.Points {
			if payoffs[at.Theory.Name] == nil {
				payoffs[at.Theory.Name] = map[int]float64{}
			}
			for n, i := range f.Parties {
				if have, ok := payoffs[at.Theory.Name][i]; ok && have != at.Payoff[n] {
					t.Errorf("%s gives party %d %g here and %g there", at.Theory.Name, i, have, at.Payoff[n])
				}
				payoffs[at.Theory.Name][i] = at.Payoff[n]
			}
		}
	}
}

// Where nobody is asked, theories of consent are shown as if the two alone were.
func TestFrontierOfObservers(t *testing.T) {
	s := shipped(t, "soe-reform")
	if frontiers(s) != nil {
		t.Error("a run draws frontiers of parties that nobody asks")
	}
	f, ok := FrontierOf(s, [2]int{0, 12})
	if !ok {
		t.Fatal("no frontier")
	}
	alone := 0
	for _, at := range f.Points {
		if at.Alone {
			alone++
		}
	}
	if alone < 2 || len(f.Points) != len(s.Scenario.Bargain.Theories)+alone {
		t.Errorf("%d of them alone: %+v", alone, f.Points)
	}
}
