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
// all is 0 whatever the terms, and some terms just meet each.
func together(t *rapid.T, p *model.Problem) {
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

// A total that does not bind changes nothing beside others that do, bit for bit,
// though terms on the way may miss it. Where other terms are as good, or next to, it
// may decide between them: with lines and losses in up to four problems of a hundred.
func TestLooseTotalsBesideOthers(t *testing.T) {
	for _, name := range []string{"nash", "egalitarian", "utilitarian", "rubinstein"} {
		for kind, m := range mouldsWithRows {
			t.Run(name+"/"+kind, func(t *testing.T) {
				protocol, tried, bound, other := playing(t, name), 0, 0, 0
				rapid.Check(t, func(t *rapid.T) {
					p := m.problem(t)
					x := withRandomRows(t, p)
					for i := range p.Parties {
						p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
					}
					var few, all model.Offer
					protocol.Solve(p, nil, &few)
					if few.Status != model.Agreement || few.Flags&model.NonUnique != 0 {
						return
					}
					for range rapid.IntRange(1, 2).Draw(t, "loose") {
						row := model.Row{Coefficient: make([]float64, p.Issues), AtLeast: -rapid.SampledFrom([]float64{1e-5, 1e-3, 0.1}).Draw(t, "slack")}
						for k, x := range few.Terms {
							row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
							row.AtLeast += row.Coefficient[k] * x
						}
						at := rapid.IntRange(0, len(p.Rows)).Draw(t, "place")
						p.Rows = slices.Insert(p.Rows, at, row)
						few.Price = slices.Insert(few.Price, at, 0)
					}
					protocol.Solve(p, nil, &all)
					if all.Status != few.Status {
						t.Fatalf("%v, and with loose totals %v", few.Status, all.Status)
					}
					if tried++; !slices.Equal(all.Terms, few.Terms) || !slices.Equal(all.Certificate, few.Certificate) || !slices.Equal(all.Price, few.Price) {
						t.Logf("terms %v by %v, prices %v,\nand with loose totals %v by %v, prices %v", few.Terms, few.Certificate, few.Price, all.Terms, all.Certificate, all.Price)
						other++
					}
					if slices.Max(few.Price) > 0 {
						bound++
					}
				})
				t.Logf("other terms in %d of %d problems", other, tried)
				if bound == 0 || other > 2+tried/25 {
					t.Errorf("other terms in %d of %d problems, and totals bind in %d", other, tried, bound)
				}
			})
		}
	}
}

// Totals that bind together, have no room together or leave no terms cost no
// allocation.
func TestJointTotalsAllocate(t *testing.T) {
	for _, name := range takeTotals {
		for asks, gap := range map[string]float64{"room": -0.1, "no room": 0, "no terms": 0.1} {
			p := roomyProblem(3, 4, 8, 2)
			var out model.Offer
			protocol := playing(t, name)
			protocol.Solve(p, nil, &out)
			p.Rows = nil
			last := model.Row{Coefficient: make([]float64, 8)}
			for r := range 3 {
				row := model.Row{Coefficient: make([]float64, 8)}
				for k, x := range out.Terms {
					row.Coefficient[k] = float64((k*(r+2))%5) / 4
					row.AtLeast += row.Coefficient[k] * (0.9*x + 0.05)
					last.Coefficient[k] -= row.Coefficient[k]
				}
				last.AtLeast -= row.AtLeast
				p.Rows = append(p.Rows, row)
			}
			last.AtLeast += gap
			p.Rows = append(p.Rows, last)
			solve := func() { protocol.Solve(p, nil, &out) }
			solve()
			if n := testing.AllocsPerRun(20, solve); n > 0 {
				t.Errorf("%s, %s: %v allocations, %v", name, asks, n, out.Reason)
			}
		}
	}
}
