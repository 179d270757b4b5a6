package montecarlo

import (
	"context"
	"math"
	"testing"

	"sim/model"
)

// additive settles if a weighted sum of three inputs exceeds a threshold.
type additive struct{ w [3]float64 }

func (p additive) Run(in []float64, _ model.Events, out []model.Outcome) {
	for t := range out {
		out[t].Class, out[t].Package = model.Stalemate, -1
		if p.w[0]*in[0]+p.w[1]*in[1]+p.w[2]*in[2] > 0.7 {
			out[t].Class, out[t].Package = model.Settlement, 0
		}
	}
}

// First-order indices of the indicator agree with numerical integration: for
// input i, Var(P(settlement | x_i))/(p(1 − p)).
func TestFirstOrder(t *testing.T) {
	p := additive{[3]float64{1, 0.5, 0}}
	// P(x + y/2 > 0.7 | x) and P(… | y) for independent uniforms.
	givenX := func(x float64) float64 { return min(max(1-2*(0.7-x), 0), 1) }
	givenY := func(y float64) float64 { return min(max(1-(0.7-y/2), 0), 1) }
	index := func(f func(float64) float64) float64 {
		const n = 100_000
		m, s := 0.0, 0.0
		for i := range n {
			v := f((float64(i) + 0.5) / n)
			m, s = m+v/n, s+v*v/n
		}
		return (s - m*m) / (m * (1 - m))
	}
	want := []float64{index(givenX), index(givenY), 0}

	outside := [3]int{}
	const runs = 40
	for seed := range uint64(runs) {
		y, err := run(context.Background(), toy(3, 1), Config{Draws: 4096, Seed: seed, Workers: 2}, func() simulator { return p }, nil)
		if err != nil {
			t.Fatal(err)
		}
		ranked := y.FirstOrder.Rank(0, model.Settlement)
		if ranked[0].Column != 0 || ranked[1].Column != 1 || ranked[2].Column != 2 {
			t.Fatalf("seed %d: ranked %+v", seed, ranked)
		}
		for c, d := range ranked {
			// Sixteen bins miss a little of the variance, that within a bin.
			if math.Abs(d.Index.Value-want[c]) > 1.96*d.Index.Error+0.004 {
				outside[c]++
			}
		}
		// Given x in its lowest and highest 3/16, P(settlement | x) is on average …
		mean := func(from, to float64) (m float64) {
			const n = 10_000
			for i := range n {
				m += givenX(from+(to-from)*(float64(i)+0.5)/n) / n
			}
			return m
		}
		low, _, high, _ := y.FirstOrder.Along(0, 0, model.Settlement)
		if a, b := mean(0, 3.0/16), mean(13.0/16, 1); math.Abs(low.Value-a) > 5*low.Error || math.Abs(high.Value-b) > 5*high.Error {
			t.Errorf("seed %d: %g → %g, want %g → %g", seed, low.Value, high.Value, a, b)
		}
		if d := ranked[0]; d.Rise < 0.5 || ranked[2].Rise > 0.1 || ranked[2].Rise < -0.1 {
			t.Errorf("rises %g and %g", d.Rise, ranked[2].Rise)
		}
		all := y.FirstOrder.RankAll(0)
		if math.Abs(all[0].Index.Value-ranked[0].Index.Value) > 1e-12 || !math.IsNaN(all[0].Rise) {
			t.Errorf("two classes: all %+v, one %+v", all[0], ranked[0])
		}
	}
	for c, k := range outside {
		if k > runs/5 {
			t.Errorf("input %d: %d of %d indices lie outside their intervals (true %g)", c, k, runs, want[c])
		}
	}
}

// An outcome that never varies has no indices.
func TestFirstOrderOfConstant(t *testing.T) {
	y, err := run(context.Background(), toy(3, 1), Config{Draws: 600}, func() simulator { return additive{} }, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range y.FirstOrder.RankAll(0) {
		if !math.IsNaN(d.Index.Value) {
			t.Errorf("%+v", d)
		}
	}
}
