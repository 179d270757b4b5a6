package protocol

import (
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// Terms on issues that are counted are whole numbers, the offer says that they
// were rounded, and no combination of 21 × 31 counts has a larger product in more
// than a few problems, and then by little. Each combination is solved by itself
// here.
func TestWholeNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	protocol, alone := playing(t, "nash"), playing(t, "nash")
	const problems = 40
	other := 0
	for n := range problems {
		p := benchmarkProblem(3, 4, 1+r.Float64())
		for i := range p.Parties {
			for k := range p.Issues {
				p.Ideal[i][k] = r.Float64()
			}
			p.Reservation[i] = p.Value(i, []float64{0.5, 0.5, 0.5, 0.5}) - 0.05*r.Float64()
		}
		p.Whole = []float64{1.0 / 20, 1.0 / 30, 0, 0}
		var out model.Offer
		protocol.Solve(p, nil, &out)
		if !out.Status.Agreed() {
			t.Fatalf("problem %d: %v, %v", n, out.Status, out.Reason)
		}
		for k, step := range p.Whole {
			if step > 0 && math.Abs(math.Remainder(out.Terms[k], step)) > 1e-12 {
				t.Errorf("problem %d: issue %d ends at %v", n, k, out.Terms[k])
			}
		}
		if out.Flags&model.Rounded == 0 {
			t.Errorf("problem %d: the offer does not say that it was rounded", n)
		}
		p.Whole = nil
		best := math.Inf(-1)
		for i := range 21 {
			for j := range 31 {
				var one model.Offer
				p.Lower[0], p.Upper[0], p.Lower[1], p.Upper[1] = float64(i)/20, float64(i)/20, float64(j)/30, float64(j)/30
				if alone.Solve(p, nil, &one); one.Status.Agreed() {
					best = max(best, one.LogProduct)
				}
			}
		}
		p.Lower[0], p.Upper[0], p.Lower[1], p.Upper[1] = 0, 1, 0, 1
		if out.LogProduct > best+1e-9 {
			t.Errorf("problem %d: the product is larger than that of any counts", n)
		}
		if out.LogProduct < best-1e-9 {
			other++
			if out.LogProduct < best-0.02 {
				t.Errorf("problem %d: other counts have a log product larger by %g", n, best-out.LogProduct)
			}
		}
	}
	if other > problems/10 {
		t.Errorf("other counts would be better in %d of %d problems", other, problems)
	}
}

// A total that holds counts back is worth at the margin what it would be worth if
// they could be divided: whole numbers have no margin. One that they leave slack
// is worth nothing.
func TestWholeNumbersKeepThePrice(t *testing.T) {
	p := opposed([]float64{1, 1}, []float64{1, 1}, 0.1, 0.1, 0.5)
	p.Ideal[1][0], p.Ideal[1][1] = 1, 1 // both want as much of both as there is
	p.Ideal[0][0], p.Ideal[0][1] = 1, 1
	p.Rows = []model.Row{{Coefficient: []float64{-1, -1}, AtLeast: -1.05}}
	divided := solved(t, "nash", p)
	p.Whole = []float64{0.05, 0.05}
	out := solved(t, "nash", p)
	if out.Flags&model.Rounded == 0 || math.Abs(out.Terms[0]+out.Terms[1]-1.05) > 1e-12 {
		t.Fatalf("not rounded, or not at the total: %v", out.Terms)
	}
	perWeight := func(o *model.Offer) float64 { return o.Price[0] / (o.Certificate[0] + o.Certificate[1]) }
	if got, want := perWeight(out), perWeight(divided); math.Abs(got-want) > 1e-12 || want < 0.01 {
		t.Errorf("one more unit is worth %g, divided %g", got, want)
	}
	p.Rows[0].AtLeast = -1.03
	if out = solved(t, "nash", p); out.Price[0] != 0 || out.Terms[0]+out.Terms[1] > 1.03-0.02 {
		t.Errorf("a slack total is worth %g at %v", out.Price[0], out.Terms)
	}
}

// Two parties that share one indivisible thing: a half would suit both, a whole
// one suits nobody.
func TestIndivisible(t *testing.T) {
	p := opposed([]float64{1}, []float64{1}, 0.4, 0.4, 0.5)
	p.Whole = []float64{1}
	out := solved(t, "nash", p)
	if out.Status != model.None || out.Reason != model.Indivisible {
		t.Errorf("%v, %v", out.Status, out.Reason)
	}
	if p.Lower[0] != 0 || p.Upper[0] != 1 {
		t.Error("the bounds of the problem have changed")
	}
}
