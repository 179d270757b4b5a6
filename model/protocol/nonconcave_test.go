package protocol

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sim/model"
)

// daring draws problems with parties of every attitude to risk.
func daring(t *rapid.T, parties int) *model.Problem {
	m := mould{
		parties: [2]int{2, parties}, issues: [2]int{1, 2}, curvatures: anyCurve, sided: true, kinked: true, boxed: true,
		slack: []float64{1, 0.4, 0.1, 0.01, -0.02, -0.2},
	}
	p := m.problem(t)
	for i := range p.Parties {
		room := p.Reservation[i]
		p.Risk[i] = rapid.SampledFrom([]float64{-1, -0.8, -0.3, 0, 0.5, 1}).Draw(t, "risk")
		if rapid.IntRange(0, 3).Draw(t, "any") == 0 {
			p.Risk[i] = rapid.Float64Range(-1, 1).Draw(t, "attitude")
		}
		if rapid.Bool().Draw(t, "afraid") { // no deal is worse than any: where the product has several peaks
			p.Reservation[i] = min(room, 0) - rapid.Float64Range(0, 0.3).Draw(t, "fear")
		}
	}
	return p
}

// TestSeekingAgainstGrid: with parties that seek risk the Nash solution is at
// least as good as any terms on a grid, and has terms where the grid has.
func TestSeekingAgainstGrid(t *testing.T) {
	used := playing(t, "nash")
	var out, again model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := daring(t, 3)
		before := clone(p)
		margin, product := math.Inf(-1), math.Inf(-1)
		grid(p, 80, func(x []float64) {
			margin = max(margin, least(p, x))
			l := 0.0
			for i := range p.Parties {
				l += p.Power[i] * math.Log(max(0, surplus(p, i, x)))
			}
			product = max(product, l)
		})
		used.Solve(p, nil, &out)
		new(nashSolution).Solve(p, nil, &again)
		if d := cmp.Diff(again, out, cmpopts.EquateNaNs()); d != "" {
			t.Fatalf("a used solver differs (-fresh +used):\n%s", d)
		}
		if d := cmp.Diff(before, p, cmpopts.IgnoreUnexported(model.Problem{})); d != "" {
			t.Fatalf("the problem was changed:\n%s", d)
		}
		check(t, p, &out)
		if margin > 1e-6 && !out.Status.Agreed() {
			t.Fatalf("%v (%v), but some terms leave everybody %g", out.Status, out.Reason, margin)
		}
		if out.Status == model.Agreement && out.LogProduct < product-1e-7 {
			t.Fatalf("log product %.9g at %v, grid %.9g", out.LogProduct, out.Terms, product)
		}
	})
}

// TestLottery: a lottery is found exactly where chances of points on a grid of
// one issue would have both parties gain and no terms do.
func TestLottery(t *testing.T) {
	nash := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := opposed([]float64{1}, []float64{1}, 0, 0, 0.5)
		for i := range 2 {
			p.Risk[i] = rapid.Float64Range(-1, 0.5).Draw(t, "risk")
			p.Reservation[i] = rapid.Float64Range(0, 0.7).Draw(t, "reservation value")
		}
		pure, mixed := math.Inf(-1), math.Inf(-1)
		var gains [][2]float64
		grid(p, 100, func(x []float64) {
			g := [2]float64{surplus(p, 0, x), surplus(p, 1, x)}
			pure = max(pure, min(g[0], g[1]))
			gains = append(gains, g)
		})
		for _, a := range gains {
			for _, b := range gains {
				if a[0]-a[1] > 0 && b[0]-b[1] < 0 {
					q := (b[1] - b[0]) / (a[0] - a[1] + b[1] - b[0])
					mixed = max(mixed, q*a[0]+(1-q)*b[0])
				}
			}
		}
		if p.Risk[0] >= 0 && p.Risk[1] >= 0 || math.Abs(pure) < 0.02 || math.Abs(mixed) < 0.02 {
			t.Skip("nobody seeks risk, or too close for the grid to tell")
		}
		nash.Solve(p, nil, &out)
		want := pure < 0 && mixed > 0
		if got := out.Reason == model.LotteryOnly; got != want || out.Status.Agreed() != (pure > 0) {
			t.Fatalf("%v (%v), but single deals leave both %g, lotteries %g", out.Status, out.Reason, pure, mixed)
		}
	})
}

// TestSeekingAllocates: nothing, once a solver is warm.
func TestSeekingAllocates(t *testing.T) {
	nash := playing(t, "nash")
	var out model.Offer
	for _, d := range []float64{0, 0.3} {
		p := opposed([]float64{1}, []float64{1}, d, d, 0.5)
		p.Risk[0], p.Risk[1] = -1, -1
		nash.Solve(p, nil, &out)
		if n := allocations(20, func() { nash.Solve(p, nil, &out) }); n != 0 {
			t.Errorf("at %g it allocates %g times", d, n)
		}
	}
}
