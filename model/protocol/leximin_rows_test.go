package protocol

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// Of three parties on up to three issues under one total, no terms on a grid that
// meet it give one party more and nobody less, unless the offer says that it may be
// so, as few do.
func TestLeximinTotals(t *testing.T) {
	const grid = 20
	protocol := playing(t, "egalitarian")
	tried, above, unsure := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		const n = 3
		k := rapid.IntRange(2, 3).Draw(t, "issues")
		p := model.NewProblem(n, k)
		for i := range n {
			sum := 0.0
			for j := range k {
				p.Weight[i][j] = float64(rapid.IntRange(100, 3000).Draw(t, "weight"))
				p.Ideal[i][j] = float64(rapid.IntRange(0, 1000).Draw(t, "ideal")) / 1000
				p.Curvature[i][j] = rapid.SampledFrom([]float64{1, 2}).Draw(t, "curvature")
				sum += p.Weight[i][j]
			}
			for j := range k {
				p.Weight[i][j] /= sum
			}
			p.Consent[i], p.Power[i] = true, 1.0/n
		}
		plain(p)
		row := model.Row{Coefficient: make([]float64, k)}
		x := make([]float64, k)
		for j := range k {
			row.Coefficient[j] = rapid.SampledFrom([]float64{-1, 1}).Draw(t, "coefficient")
			x[j] = float64(rapid.IntRange(0, grid).Draw(t, "terms")) / grid
			row.AtLeast += row.Coefficient[j] * x[j]
		}
		p.Rows = []model.Row{row}
		for i := range n {
			p.Reservation[i] = p.Value(i, x) - 0.1
		}
		var out model.Offer
		protocol.Solve(p, nil, &out)
		if out.Status != model.Agreement {
			t.Fatalf("%v, %v", out.Status, out.Reason)
		}
		tried++
		gains := slices.Sorted(slices.Values(out.Surplus))
		if gains[n-1] > gains[0]+1e-6 {
			above++
		}
		if out.Flags&model.WeaklyEfficient != 0 {
			unsure++
		}
		at := make([]int, k)
		for {
			for j := range k {
				x[j] = float64(at[j]) / grid
			}
			if mostMissed(p, x) <= 1e-12 {
				dominates, more := true, false
				gain := make([]float64, n)
				for i := range n {
					gain[i] = p.Value(i, x) - p.Reservation[i]
					dominates = dominates && gain[i] > out.Surplus[i]-1e-9
					more = more || gain[i] > out.Surplus[i]+1e-4
				}
				if dominates && more && out.Flags&model.WeaklyEfficient == 0 {
					t.Fatalf("terms %v give %v, %v give %v", out.Terms, out.Surplus, x, gain)
				}
			}
			j := 0
			for ; j < k && at[j] == grid; j++ {
				at[j] = 0
			}
			if j == k {
				break
			}
			at[j]++
		}
	})
	if above == 0 {
		t.Error("nobody had more than the rest")
	}
	if unsure > tried/6 {
		t.Errorf("%d of %d offers are not vouched for", unsure, tried)
	}
}
