package protocol

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// withRandomRows gives p one to three rows that some terms meet, one of them an
// equation, and returns those terms.
func withRandomRows(t *rapid.T, p *model.Problem) []float64 {
	x := make([]float64, p.Issues)
	for k := range x {
		x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(rapid.IntRange(0, 100).Draw(t, "meets"))/100
	}
	n := rapid.IntRange(1, min(3, p.Issues)).Draw(t, "rows")
	equal := rapid.IntRange(-1, n-1).Draw(t, "equation")
	for r := range n {
		row := model.Row{Coefficient: make([]float64, p.Issues), Equal: r == equal}
		for k := range row.Coefficient {
			row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
			row.AtLeast += row.Coefficient[k] * x[k]
		}
		if !row.Equal {
			row.AtLeast -= float64(rapid.IntRange(0, 10).Draw(t, "slack")) / 100
		}
		p.Rows = append(p.Rows, row)
	}
	return x
}

// mostMissed is by how much terms miss the rows of p.
func mostMissed(p *model.Problem, x []float64) float64 {
	most := 0.0
	for _, row := range p.Rows {
		sum := -row.AtLeast
		for k, a := range row.Coefficient {
			sum += a * x[k]
		}
		most = max(most, -sum)
		if row.Equal {
			most = max(most, sum)
		}
	}
	return most
}

// pricedSupport is the largest Σ μ V + Σ ν (row − AtLeast) over terms within the
// bounds.
func pricedSupport(p *model.Problem, mu, nu []float64) float64 {
	sum := 0.0
	for r, row := range p.Rows {
		sum -= nu[r] * row.AtLeast
	}
	for i, m := range mu {
		sum += m * p.Constant[i]
	}
	for k := range p.Issues {
		worth := func(x float64) float64 {
			v := 0.0
			for i, m := range mu {
				v += m * p.Worth(i, k, x)
			}
			for r, row := range p.Rows {
				v += nu[r] * row.Coefficient[k] * x
			}
			return v
		}
		most, _ := peak(p, k, worth)
		sum += most
	}
	return sum
}

// The Nash terms of random problems with totals meet them, and no terms that do
// have a larger product: the dual at the weights and prices of the offer is an
// upper bound, worked out here without the solver. Where there are no terms the
// weights and prices prove it. No problem is left undecided. More problems:
// -rapid.checks=3000.
func TestTotalsAgainstTheirDual(t *testing.T) {
	for name, m := range mouldsWithRows {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, "nash")
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := withRandomRows(t, p)
				if rapid.IntRange(0, 3).Draw(t, "zone") > 0 {
					for i := range p.Parties { // most problems have terms that meet all totals
						p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-rapid.Float64Range(0.01, 0.1).Draw(t, "room"))
					}
				}
				var out model.Offer
				protocol.Solve(p, nil, &out)
				checkNashWithRows(t, p, &out)
			})
		})
	}
}

// Nor is any where totals leave next to no terms: with equations and least sums
// that are met at the ends of scales.
func TestTotalsThatFixTerms(t *testing.T) {
	for name, m := range mouldsWithRows {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, "nash")
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := make([]float64, p.Issues)
				ends := rapid.IntRange(0, 3).Draw(t, "ends")
				for k := range x {
					quarters := rapid.IntRange(0, 4).Draw(t, "quarters")
					if rapid.IntRange(0, 3).Draw(t, "at") < ends {
						quarters = 4 * rapid.IntRange(0, 1).Draw(t, "end")
					}
					x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(quarters)/4
				}
				for range rapid.IntRange(1, 4).Draw(t, "rows") {
					row := model.Row{Coefficient: make([]float64, p.Issues), Equal: rapid.Bool().Draw(t, "equation")}
					for k := range row.Coefficient {
						row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
						row.AtLeast += row.Coefficient[k] * x[k]
					}
					p.Rows = append(p.Rows, row)
				}
				for i := range p.Parties {
					p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-rapid.Float64Range(0.01, 0.1).Draw(t, "room"))
				}
				var out model.Offer
				if protocol.Solve(p, nil, &out); out.Status != model.Agreement {
					t.Fatalf("%v, %v: there are terms that all accept", out.Status, out.Reason)
				}
				checkNashWithRows(t, p, &out)
			})
		})
	}
}

// mouldsWithRows are the kinds of problems with totals that are tried.
var mouldsWithRows = map[string]mould{
	"bent":     {parties: [2]int{2, 6}, issues: [2]int{2, 10}, curvatures: cheapSteps, slack: roomy},
	"straight": {parties: [2]int{2, 6}, issues: [2]int{2, 10}, curvatures: straight, slack: roomy},
	"kinked":   {parties: [2]int{2, 5}, issues: [2]int{2, 8}, curvatures: anyCurve, sided: true, kinked: true, slack: roomy},
}

// checkNashWithRows holds a Nash offer against the dual at its weights and prices.
func checkNashWithRows(t *rapid.T, p *model.Problem, out *model.Offer) {
	nu := make([]float64, len(p.Rows))
	copy(nu, out.Price)
	for r, price := range nu {
		if price < 0 && !p.Rows[r].Equal {
			t.Fatalf("price %v of an inequality", price)
		}
	}
	switch {
	case out.Status == model.Agreement:
		if miss := mostMissed(p, out.Terms); miss > 1e-9 {
			t.Fatalf("the terms miss a total by %g", miss)
		}
		dual, product := pricedSupport(p, out.Certificate, nu), 0.0
		for i, mu := range out.Certificate {
			s := p.Value(i, out.Terms) - p.Reservation[i]
			product += p.Power[i] * math.Log(s)
			dual += p.Power[i]*math.Log(p.Power[i]/mu) - p.Power[i] - mu*p.Reservation[i]
		}
		if gap := dual - product; math.Abs(gap) > 1e-9 {
			t.Fatalf("the gap is %g", gap)
		}
	case out.Reason == model.EmptyZone:
		needed := 0.0
		for i, mu := range out.Certificate {
			needed += mu * p.Reservation[i]
		}
		if best := pricedSupport(p, out.Certificate, nu); !(best < needed) {
			t.Fatalf("the weights prove nothing: %v is not below %v", best, needed)
		}
	case out.Reason == model.OverTotal:
		t.Fatal("some terms meet all totals")
	case out.Status == model.Undecided && out.Margin > 10*nearEdge:
		t.Fatalf("undecided, though all could gain %g", out.Margin)
	}
}

// The egalitarian terms of random problems with totals meet them, and their
// smallest surplus is the largest, as the dual at their weights and prices
// proves: to 1e-9 in all but a few, where rows leave no room at all or next to a
// kink.
func TestEgalitarianTotals(t *testing.T) {
	for name, m := range mouldsWithRows {
		t.Run(name, func(t *testing.T) {
			protocol, tried, wide := playing(t, "egalitarian"), 0, 0
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := withRandomRows(t, p)
				for i := range p.Parties {
					p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
				}
				var out model.Offer
				protocol.Solve(p, nil, &out)
				if out.Status != model.Agreement {
					t.Fatalf("%v, %v", out.Status, out.Reason)
				}
				if miss := mostMissed(p, out.Terms); miss > 1e-9 {
					t.Fatalf("the terms miss a total by %g", miss)
				}
				nu := make([]float64, len(p.Rows))
				copy(nu, out.Price)
				weights, needed, least := 0.0, 0.0, math.Inf(1)
				for i, mu := range out.Certificate {
					weights += mu
					needed += mu * p.Reservation[i]
					least = min(least, out.Surplus[i])
				}
				tried++
				if gap := (pricedSupport(p, out.Certificate, nu)-needed)/weights - least; gap > 1e-9 {
					wide++
				}
			})
			if wide > 1+tried/100 {
				t.Errorf("%d of %d levels are not proved", wide, tried)
			}
		})
	}
}

// A total that does not bind changes nothing, bit for bit, and has no price.
func TestTotalsThatDoNotBind(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{2, 8}, curvatures: anyCurve, sided: true, kinked: true, slack: roomy}
	for _, name := range []string{"nash", "egalitarian", "utilitarian", "kalai_smorodinsky", "rubinstein"} {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, name)
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				var free, out model.Offer
				protocol.Solve(p, nil, &free)
				row := model.Row{Coefficient: make([]float64, p.Issues)}
				for k := range row.Coefficient {
					row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
					row.AtLeast += min(row.Coefficient[k], 0)
				}
				row.AtLeast -= 0.01 // every position meets it
				p.Rows = []model.Row{row}
				protocol.Solve(p, nil, &out)
				if out.Status != free.Status || out.Reason != free.Reason {
					t.Fatalf("%v, %v with a slack total, %v, %v without", out.Status, out.Reason, free.Status, free.Reason)
				}
				for k, x := range free.Terms {
					if out.Terms[k] != x {
						t.Fatalf("issue %d ends at %v with a slack total, at %v without", k, out.Terms[k], x)
					}
				}
				if len(out.Price) != 1 || out.Price[0] != 0 {
					t.Fatalf("the prices of a slack total are %v", out.Price)
				}
			})
		})
	}
}

// Nor does a total that does not bind, but that terms on the way may miss.
func TestTotalsThatBindOnTheWay(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{2, 8}, curvatures: cheapSteps, slack: roomy}
	for _, name := range []string{"nash", "egalitarian", "utilitarian", "rubinstein"} {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, name)
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				var free, out model.Offer
				protocol.Solve(p, nil, &free)
				for range rapid.IntRange(1, 3).Draw(t, "rows") {
					row := model.Row{Coefficient: make([]float64, p.Issues), AtLeast: -rapid.SampledFrom([]float64{1e-6, 1e-3, 0.1}).Draw(t, "slack")}
					for k, x := range free.Terms {
						row.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
						if free.Status == model.Agreement {
							row.AtLeast += row.Coefficient[k] * x
						}
					}
					p.Rows = append(p.Rows, row)
				}
				protocol.Solve(p, nil, &out)
				if free.Status != model.Agreement {
					return // its terms meet nothing
				}
				if out.Status != free.Status || !slices.Equal(out.Terms, free.Terms) || !slices.Equal(out.Certificate, free.Certificate) {
					t.Fatalf("%v at %v, and at %v with totals that it meets", free.Status, free.Terms, out.Terms)
				}
				for _, price := range out.Price {
					if price != 0 {
						t.Fatalf("the prices are %v", out.Price)
					}
				}
			})
		})
	}
}

// Totals that no terms can meet are told from reservation values that none can.
func TestTotalsOutOfReach(t *testing.T) {
	for name, rows := range map[string][]model.Row{
		"one":      {{Coefficient: []float64{1, 1}, AtLeast: 2.5}},
		"equation": {{Coefficient: []float64{1, 1}, AtLeast: -0.5, Equal: true}},
		"two":      {{Coefficient: []float64{1, 1}, AtLeast: 1.5}, {Coefficient: []float64{-1, -1}, AtLeast: -0.5}},
		"multiple": {{Coefficient: []float64{1, 0.5}, AtLeast: 1}, {Coefficient: []float64{-0.5, -0.25}, AtLeast: -0.4999}},
		"twice":    {{Coefficient: []float64{1, 1}, AtLeast: 1, Equal: true}, {Coefficient: []float64{0.5, 0.5}, AtLeast: 0.4, Equal: true}},
		"sum":      {{Coefficient: []float64{1, 0}, AtLeast: 0.4, Equal: true}, {Coefficient: []float64{0, 1}, AtLeast: 0.4, Equal: true}, {Coefficient: []float64{1, 1}, AtLeast: 0.9}},
	} {
		p := benchmarkProblem(3, 2, 2)
		p.Rows = rows
		for _, theory := range []string{"nash", "egalitarian", "kalai_smorodinsky", "utilitarian", "rubinstein"} {
			var out model.Offer
			playing(t, theory).Solve(p, nil, &out)
			if out.Status != model.None || out.Reason != model.OverTotal {
				t.Errorf("%s, %s: %v, %v", name, theory, out.Status, out.Reason)
			}
		}
	}
}

// What a solver solved before changes no bit of what it solves now: workers share
// out draws as they come.
func TestRowsLeaveNoTrace(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{2, 6}, curvatures: anyCurve, sided: true, kinked: true, slack: roomy}
	for _, name := range []string{"nash", "egalitarian", "utilitarian", "kalai_smorodinsky", "rubinstein"} {
		t.Run(name, func(t *testing.T) {
			used := playing(t, name)
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := withRandomRows(t, p)
				switch rapid.IntRange(0, 2).Draw(t, "kind") {
				case 0: // one row that nothing meets
					p.Rows[0].AtLeast += 10
				case 1:
					for i := range p.Parties {
						p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
					}
				}
				var first, again model.Offer
				fresh(t, name).Solve(p, nil, &first)
				used.Solve(p, nil, &again)
				if first.Status != again.Status || first.Reason != again.Reason || !slices.Equal(first.Terms, again.Terms) || !slices.Equal(first.Price, again.Price) {
					t.Fatalf("%v %v at prices %v, and after other problems %v %v at %v", first.Reason, first.Terms, first.Price, again.Reason, again.Terms, again.Price)
				}
			})
		})
	}
}

// fresh is a solver of the theory name that has solved nothing yet.
func fresh(t *rapid.T, name string) model.Protocol {
	e, err := All.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	theory, err := e.Default()
	if err != nil {
		t.Fatal(err)
	}
	return theory.New()
}

// The order of totals changes no terms but in their last digits.
func TestOrderOfTotals(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{3, 8}, curvatures: cheapSteps, slack: roomy}
	protocol, tried, other := playing(t, "nash"), 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		x := withRandomRows(t, p)
		for i := range p.Parties {
			p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
		}
		var one, two model.Offer
		protocol.Solve(p, nil, &one)
		slices.Reverse(p.Rows)
		protocol.Solve(p, nil, &two)
		tried++
		if one.Status != two.Status {
			other++
			return
		}
		for k := range one.Terms {
			if math.Abs(one.Terms[k]-two.Terms[k]) > 1e-7 {
				t.Fatalf("issue %d ends at %v, and with totals in another order at %v", k, one.Terms[k], two.Terms[k])
			}
		}
	})
	if other > tried/200 {
		t.Errorf("%d of %d problems have another answer", other, tried)
	}
}
