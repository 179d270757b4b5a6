package output

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

func load(t *testing.T, name string) *Result {
	t.Helper()
	s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	return &Result{Scenario: s}
}

// Two straight issues that each side weighs 70 to 30 the other way round: the
// frontier goes from (0, 1) over the trade at (0.7, 0.7) to (1, 0) (Raiffa
// 1982), and the Nash solution with equal power is the trade.
func TestParetoOfATrade(t *testing.T) {
	r := load(t, "two-issues")
	p, ok := r.Pareto()
	if !ok {
		t.Fatal("there is no frontier")
	}
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
		if at.Name == "nash" {
			seen = true
			if !at.Played || !at.Consent || distance(at.Payoff, want[1]) > 1e-9 {
				t.Errorf("nash %+v", at)
			}
		}
	}
	if !seen {
		t.Error("nash is missing")
	}
}

// The classic theories are there even if the run plays none of them.
func TestParetoHasTheClassics(t *testing.T) {
	r := load(t, "two-issues")
	r.Scenario.Bargain.Theories = r.Scenario.Bargain.Theories[:1]
	p, _ := r.Pareto()
	if len(p.Points) != 1+len(classic) || !p.Points[0].Played || p.Points[1].Played {
		t.Errorf("%+v", p.Points)
	}
}

// threeAsked is a problem of three parties that must all consent, with two
// issues on which the first two pull apart and the third sits between.
func threeAsked(third float64) *model.Problem {
	p := model.NewProblem(3, 2)
	for i, row := range [][]float64{{0.6, 0.4}, {0.3, 0.7}, {0.5, 0.5}} {
		copy(p.Weight[i], row)
		p.Consent[i], p.Power[i] = true, 1./3
		p.Ideal[i][0], p.Ideal[i][1] = []float64{1, 0, 0.3}[i], []float64{0.9, 0, 0.5}[i]
	}
	p.Reservation[0], p.Reservation[1], p.Reservation[2] = 0.5, 0.5, third
	return p
}

// With a third party whose reservation value binds, no terms on a fine grid
// that leave it that much are better for both of the two than a point of the
// frontier, and the frontier of the two alone lies nowhere below.
func TestHeldFrontierByBruteForce(t *testing.T) {
	p := threeAsked(0.93)
	f, ok := frontierOf(p)
	if !ok || len(f.WithOthers) < 20 || len(f.Others) != 1 {
		t.Fatalf("%+v", f)
	}
	const steps = 200
	x, most := make([]float64, 2), [2]float64{}
	for a := range steps + 1 {
		for b := range steps + 1 {
			x[0], x[1] = float64(a)/steps, float64(b)/steps
			if p.Payoff(2, x) < p.Reservation[2] {
				continue
			}
			at := [2]float64{p.Payoff(0, x), p.Payoff(1, x)}
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
func TestNoHeldFrontier(t *testing.T) {
	f, ok := frontierOf(threeAsked(1.2))
	if !ok || f.WithOthers != nil || len(f.Alone) < 2 {
		t.Errorf("%+v", f)
	}
}

func TestNoPareto(t *testing.T) {
	p := threeAsked(0.5)
	p.Consent[1], p.Consent[2] = false, false
	if _, ok := frontierOf(p); ok {
		t.Error("a frontier of one party")
	}
	same := threeAsked(0.5)
	copy(same.Ideal[1], same.Ideal[0])
	if f, ok := frontierOf(same); ok {
		t.Errorf("a frontier of two parties that want the same: %v", f.Alone)
	}
	if _, ok := (&Result{Scenario: &scenario.Scenario{Bargain: &model.Bargain{}}}).Pareto(); ok {
		t.Error("a frontier of nobody")
	}
}
