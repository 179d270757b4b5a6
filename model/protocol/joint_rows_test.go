package protocol

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// takeTotals are the theories without a cause that take totals.
var takeTotals = []string{"nash", "egalitarian", "kalai_smorodinsky", "utilitarian", "rubinstein"}

// together gives p least sums that only together leave no room: a weighted sum of
// all is 0 whatever the terms, and the terms that it returns just meet each.
func together(t *rapid.T, p *model.Problem) []float64 {
	x := make([]float64, p.Issues)
	for k := range x {
		x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(rapid.IntRange(5, 95).Draw(t, "meets"))/100
	}
	p.Rows = nil
	last := model.Row{Coefficient: make([]float64, p.Issues)}
	for range rapid.IntRange(2, 4).Draw(t, "rows") {
		row := model.Row{Coefficient: make([]float64, p.Issues)}
		weight := float64(rapid.IntRange(1, 4).Draw(t, "weight")) / 2
		for k := range x {
			row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
			row.AtLeast += row.Coefficient[k] * x[k]
			last.Coefficient[k] -= weight * row.Coefficient[k]
		}
		last.AtLeast -= weight * row.AtLeast
		p.Rows = append(p.Rows, row)
	}
	p.Rows = append(p.Rows, last)
	for i := range p.Parties {
		p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
	}
	return x
}

// Least sums that only together leave no room are equations: the terms are those of
// the equations, to 10⁻⁶, at prices of least sums that prove them and are not large.
func TestTotalsWithoutRoomTogether(t *testing.T) {
	for _, name := range takeTotals {
		for kind, m := range mouldsWithRows {
			t.Run(name+"/"+kind, func(t *testing.T) {
				protocol := playing(t, name)
				rapid.Check(t, func(t *rapid.T) {
					p := m.problem(t)
					together(t, p)
					var bounds, equations model.Offer
					protocol.Solve(p, nil, &bounds)
					rows := slices.Clone(p.Rows)
					for r := range p.Rows[1:] {
						p.Rows[r].Equal = true
					}
					protocol.Solve(p, nil, &equations)
					p.Rows = rows
					if bounds.Status != equations.Status || bounds.Reason != equations.Reason ||
						slices.ContainsFunc(apart(bounds.Terms, equations.Terms), func(d float64) bool { return d > 1e-6 }) {
						t.Fatalf("%v %v %v, and as equations %v %v %v", bounds.Status, bounds.Reason, bounds.Terms, equations.Status, equations.Reason, equations.Terms)
					}
					if !bounds.Status.Agreed() {
						return
					}
					if miss := mostMissed(p, bounds.Terms); miss > 1e-9 {
						t.Fatalf("the terms miss a total by %g", miss)
					}
					weights := 0.0
					for _, mu := range bounds.Certificate {
						weights += mu
					}
					for r, price := range bounds.Price {
						if price < -1e-12 || price > 1e4*(weights+1) {
							t.Fatalf("price %d of %v", r, bounds.Price)
						}
					}
					if name == "nash" {
						checkNashWithRows(t, p, &bounds)
					}
				})
			})
		}
	}
}

// Totals that leave no terms together have one reason under every theory, and the
// weights in the offer prove it and name them.
func TestTotalsThatLeaveNoTerms(t *testing.T) {
	protocols := map[string]model.Protocol{}
	for _, name := range takeTotals {
		protocols[name] = playing(t, name)
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]string{"cheap steps", "straight"}).Draw(t, "kind")
		m := mould{parties: [2]int{2, 4}, issues: [2]int{3, 6}, curvatures: cheapSteps, slack: roomy}
		if kind == "straight" {
			m.curvatures = []float64{1}
		}
		p := m.problem(t)
		together(t, p)
		idle := model.Row{Coefficient: make([]float64, p.Issues), AtLeast: -0.5} // and one that has no part in it
		idle.Coefficient[0] = -1
		if rapid.Bool().Draw(t, "unreachable") {
			p.Reservation[0] = 3
		}
		largest, gap := 1.0, rapid.SampledFrom([]float64{1e-6, 0.01, 0.3}).Draw(t, "gap")
		for _, row := range p.Rows {
			for _, a := range row.Coefficient {
				largest = max(largest, math.Abs(a))
			}
		}
		p.Rows[0].AtLeast += gap * largest
		p.Rows = append(p.Rows, idle)
		for name, protocol := range protocols {
			var out model.Offer
			protocol.Solve(p, nil, &out)
			if out.Status != model.None || out.Reason != model.OverTotal || len(out.Price) != len(p.Rows) {
				t.Fatalf("%s: %v, %v, %v", name, out.Status, out.Reason, out.Price)
			}
			if short := pricedSupport(p, nil, out.Price); short >= 0 || slices.Min(out.Price) < 0 {
				t.Fatalf("%s: the weights %v leave %g", name, out.Price, short)
			}
		}
	})
}
