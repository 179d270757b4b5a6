package protocol

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sim/model"
)

// seats is a problem in which each party wants as many as possible of one thing that
// is counted up to most, under a total of so many per thing.
func seats(most int, per []float64, total float64, equal bool, reservation ...float64) *model.Problem {
	p := model.NewProblem(len(per), len(per))
	row := model.Row{Coefficient: make([]float64, len(per)), AtLeast: -total / float64(most), Equal: equal}
	for i := range per {
		p.Weight[i][i], p.Ideal[i][i] = 1, 1
		row.Coefficient[i] = -per[i]
		p.Reservation[i], p.Power[i], p.Consent[i] = reservation[i], 1/float64(len(per)), true
		for k := range per {
			p.Curvature[i][k] = 1
		}
	}
	p.Rows = []model.Row{row}
	p.Whole = slices.Repeat([]float64{1 / float64(most)}, len(per))
	return plain(p)
}

// A seatCount is what counting every combination of seats comes to.
type seatCount struct {
	acceptable int
	best, near float64 // largest log product of all, and of the neighbours of terms
}

func countSeats(p *model.Problem, most int, divided []float64) (c seatCount) {
	c.best, c.near = math.Inf(-1), math.Inf(-1)
	row := &p.Rows[0]
	for x := range most + 1 {
		for y := range most + 1 {
			for z := range most + 1 {
				n := [3]float64{float64(x), float64(y), float64(z)}
				sum, product, near := -row.AtLeast*float64(most), 0.0, true
				for k := range n {
					sum += row.Coefficient[k] * n[k]
					product += math.Log(max(0, n[k]/float64(most)-p.Reservation[k])) * p.Power[k]
					at := divided[k] * float64(most)
					near = near && n[k] >= math.Floor(at+1e-9) && n[k] <= math.Ceil(at-1e-9)
				}
				if sum < -1e-6 || row.Equal && sum > 1e-6 || math.IsInf(product, -1) {
					continue
				}
				c.acceptable++
				if c.best = max(c.best, product); near {
					c.near = max(c.near, product)
				}
			}
		}
	}
	return c
}

// Three counts under an equation: where no neighbours of the divided terms suit
// everybody the counts are the best of all, and there are none only if none of all
// combinations suits everybody.
func TestWholeUnderEquation(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 5))
	farther, none := 0, 0
	for n := range 300 {
		most := 20 + 10*r.IntN(4)
		per := []float64{float64(2 + r.IntN(8)), float64(2 + r.IntN(8)), float64(2 + r.IntN(8))}
		total := float64(20 + r.IntN(3*most))
		d := func() float64 { return float64(r.Float64()*total) / (9 * float64(most)) }
		p := seats(most, per, total, true, d(), d(), d())
		whole := p.Whole
		p.Whole = nil
		divided := solved(t, "nash", p)
		p.Whole = whole
		if !divided.Status.Agreed() {
			continue
		}
		want := countSeats(p, most, divided.Terms)
		for _, theory := range []string{"nash", "egalitarian", "kalai_smorodinsky"} {
			if got := solved(t, theory, p); got.Status.Agreed() != (want.acceptable > 0) {
				t.Errorf("problem %d, %s: %v (%v) with %d acceptable combinations", n, theory, got.Status, got.Reason, want.acceptable)
			}
		}
		got, best := solved(t, "nash", p), want.near
		if want.acceptable == 0 {
			if none++; got.Status != model.None || got.Reason != model.Indivisible {
				t.Errorf("problem %d: %v, %v", n, got.Status, got.Reason)
			}
			continue
		}
		if math.IsInf(best, -1) {
			farther++
			best = want.best
		}
		if math.Abs(got.LogProduct-best) > 1e-9 {
			t.Errorf("problem %d: the log product is %v, and counted %v", n, got.LogProduct, best)
		}
	}
	if farther < 10 || none < 10 {
		t.Errorf("only %d problems without acceptable neighbours, %d without acceptable counts", farther, none)
	}
}

// More combinations than are all tried: those found suit everybody, and where there
// are none that is so.
func TestWholeAmongMany(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 6))
	const most = 50
	farther := 0
	for n := range 150 {
		per := []float64{1, float64(12 + r.IntN(8)), float64(12 + r.IntN(8))}
		total, d := float64(15+r.IntN(25)), [3]float64{}
		for k := range d {
			d[k] = 0.1 + 0.4*r.Float64()
			total += math.Floor(per[k] * d[k] * most)
		}
		p := seats(most, per, total, false, d[:]...)
		whole := p.Whole
		p.Whole = nil
		divided := solved(t, "nash", p)
		p.Whole = whole
		want := countSeats(p, most, divided.Terms)
		got := solved(t, "nash", p)
		if got.Status != model.Undecided && got.Status.Agreed() != (want.acceptable > 0) {
			t.Errorf("problem %d: %v (%v) with %d acceptable combinations", n, got.Status, got.Reason, want.acceptable)
		}
		if want.acceptable > 0 && math.IsInf(want.near, -1) {
			farther++
			if !got.Status.Agreed() || got.LogProduct > want.best+1e-9 {
				t.Errorf("problem %d: %v, log product %v of at most %v", n, got.Status, got.LogProduct, want.best)
			}
		}
	}
	if farther < 10 {
		t.Errorf("neighbours do in all but %d problems", farther)
	}
}

// Even numbers never add up to an odd one. That is known where the search has ended,
// and else is said to be open.
func TestWholeOpen(t *testing.T) {
	none := solved(t, "nash", seats(20, []float64{2, 4, 6}, 61, true, 0.05, 0.05, 0.05))
	if none.Status != model.None || none.Reason != model.Indivisible {
		t.Errorf("of three: %v, %v", none.Status, none.Reason)
	}
	p := seats(1000, []float64{2, 4, 6, 8}, 4001, true, 0.01, 0.01, 0.01, 0.01)
	open := solved(t, "nash", p)
	if open.Status != model.Undecided || open.Reason != model.NotDecided {
		t.Errorf("of four: %v, %v", open.Status, open.Reason)
	}
	if !slices.Equal(p.Lower, []float64{0, 0, 0, 0}) || !slices.Equal(p.Upper, []float64{1, 1, 1, 1}) {
		t.Error("the bounds of the problem have changed")
	}
}

// Looking farther than the neighbours allocates nothing.
func TestWholeAllocates(t *testing.T) {
	for limit, p := range map[int]*model.Problem{
		mostWhole: seats(20, []float64{3, 5, 7}, 61, true, 0.1, 0.1, 0.05),
		mostNear:  seats(50, []float64{1, 15, 17}, 458, false, 0.41, 0.301, 0.202),
	} {
		protocol, out := playing(t, "nash"), new(model.Offer)
		solve := func() { protocol.Solve(p, nil, out) }
		if solve(); out.Flags&model.Rounded == 0 {
			t.Errorf("%v: not rounded", out.Status)
		}
		if w := &protocol.(*eachLevel).whole; w.tried <= 8 || w.limit != limit {
			t.Errorf("%d combinations were tried, of at most %d: %v", w.tried, w.limit, out.Terms)
		}
		if n := testing.AllocsPerRun(5, solve); n > 0 {
			t.Errorf("%v allocations", n)
		}
	}
}
