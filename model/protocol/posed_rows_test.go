package protocol

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// turned is a row of the same sum times a factor, as a largest sum where the factor
// is below 0.
func turned(row model.Row, factor float64) model.Row {
	t := model.Row{Coefficient: make([]float64, len(row.Coefficient)), AtLeast: factor * row.AtLeast}
	for k, a := range row.Coefficient {
		t.Coefficient[k] = factor * a
	}
	return t
}

// apart is how far terms are from each other.
func apart(a, b []float64) (d []float64) {
	for k := range min(len(a), len(b)) {
		d = append(d, math.Abs(a[k]-b[k]))
	}
	return d
}

// priceGap is by how much the dual at the weights and prices of an offer exceeds the
// smallest surplus, per unit of weight: 0 proves that no terms make it larger.
func priceGap(t *rapid.T, p *model.Problem, out *model.Offer) float64 {
	nu := make([]float64, len(p.Rows))
	copy(nu, out.Price)
	weights, needed, least := 0.0, 0.0, math.Inf(1)
	for r, price := range nu {
		if price < 0 && !p.Rows[r].Equal {
			t.Fatalf("price %v of an inequality", price)
		}
	}
	for i, mu := range out.Certificate {
		weights += mu
		needed += mu * p.Reservation[i]
		least = min(least, out.Surplus[i])
	}
	return (pricedSupport(p, out.Certificate, nu)-needed)/weights - least
}

// Totals that leave a sum no room say what an equation says: a pair of bounds, the
// same total twice, and one that follows from two others give the terms of the
// equations alone, to 10⁻⁶, at prices that prove them and that are not large.
func TestTotalsWithoutRoom(t *testing.T) {
	for _, name := range []string{"nash", "egalitarian", "kalai_smorodinsky", "utilitarian"} {
		for kind, m := range mouldsWithRows {
			t.Run(name+"/"+kind, func(t *testing.T) {
				protocol, tried, wide := playing(t, name), 0, 0
				rapid.Check(t, func(t *rapid.T) {
					p := m.problem(t)
					x := withRandomRows(t, p)
					for i := range p.Parties {
						p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
					}
					rows := slices.Clone(p.Rows)
					p.Rows[0].Equal = true
					p.Rows[0].AtLeast = 0
					for k, a := range p.Rows[0].Coefficient {
						p.Rows[0].AtLeast += a * x[k]
					}
					rows[0] = p.Rows[0]
					var one, two model.Offer
					protocol.Solve(p, nil, &one)
					factor := float64(rapid.IntRange(1, 5).Draw(t, "factor"))
					switch rapid.IntRange(0, 2).Draw(t, "kind") {
					case 0: // from both sides
						rows[0].Equal = false
						rows = append(rows, turned(rows[0], -factor))
					case 1: // twice
						again := turned(rows[0], factor)
						again.Equal = rapid.Bool().Draw(t, "equation")
						rows = append(rows, again)
					case 2: // the sum of two
						again := turned(rows[0], factor)
						other := rows[rapid.IntRange(0, len(rows)-1).Draw(t, "other")]
						again.Equal = other.Equal
						for k, a := range other.Coefficient {
							again.Coefficient[k] += a
						}
						again.AtLeast += other.AtLeast
						rows = append(rows, again)
					}
					p.Rows = rows
					protocol.Solve(p, nil, &two)
					if one.Status != two.Status || one.Reason != two.Reason || slices.ContainsFunc(apart(one.Terms, two.Terms), func(d float64) bool { return d > 1e-6 }) {
						t.Fatalf("%v %v %v, and as an equation %v %v %v", two.Status, two.Reason, two.Terms, one.Status, one.Reason, one.Terms)
					}
					if !one.Status.Agreed() {
						return
					}
					if miss := mostMissed(p, two.Terms); miss > 1e-9 {
						t.Fatalf("the terms miss a total by %g", miss)
					}
					largest := 0.0
					for _, price := range one.Price {
						largest = max(largest, math.Abs(price))
					}
					for r, price := range two.Price {
						if math.Abs(price) > 10*factor*(largest+1e-6) {
							t.Fatalf("price %d is %v, those with the equation are %v", r, price, one.Price)
						}
					}
					switch name {
					case "nash":
						checkNashWithRows(t, p, &two)
					case "egalitarian":
						if tried++; priceGap(t, p, &two) > 1e-9 {
							wide++
						}
					}
				})
				if wide > 1+tried/100 {
					t.Errorf("%d of %d levels are not proved", wide, tried)
				}
			})
		}
	}
}

// Where an equation makes two bounds one equation, prices are those of the bounds.
func TestTotalsWithoutRoomBesideAnEquation(t *testing.T) {
	m := mould{parties: [2]int{3, 5}, issues: [2]int{4, 6}, curvatures: cheapSteps, slack: roomy}
	nash, egalitarian, shifted := playing(t, "nash"), playing(t, "egalitarian"), 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		x := make([]float64, p.Issues)
		for k := range x {
			x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(rapid.IntRange(20, 80).Draw(t, "meets"))/100
		}
		all, some, rest := make([]float64, p.Issues), make([]float64, p.Issues), make([]float64, p.Issues)
		for k := range 4 {
			if all[k] = 1; k < 2 {
				some[k] = -1
			} else {
				rest[k] = -1
			}
		}
		p.Rows = []model.Row{
			{Coefficient: some, AtLeast: -x[0] - x[1]},
			{Coefficient: all, AtLeast: x[0] + x[1] + x[2] + x[3], Equal: true},
			{Coefficient: rest, AtLeast: -x[2] - x[3]},
		}
		for i := range p.Parties {
			p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
		}
		var out model.Offer
		nash.Solve(p, nil, &out)
		checkNashWithRows(t, p, &out)
		if out.Price[2] > 0 {
			shifted++
		}
		egalitarian.Solve(p, nil, &out)
		if miss := mostMissed(p, out.Terms); miss > 1e-9 || priceGap(t, p, &out) > 1e-8 {
			t.Fatalf("the terms miss a total by %g; the gap is %g", miss, priceGap(t, p, &out))
		}
	})
	if shifted == 0 {
		t.Error("no price fell to the other bound")
	}
}

// Of a table whose rows and columns add up, one equation follows from the others.
func TestTotalsOfATable(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{6, 6}, curvatures: cheapSteps, slack: roomy}
	nash, egalitarian := playing(t, "nash"), playing(t, "egalitarian")
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		x := make([]float64, 6)
		for k := range x {
			x[k] = p.Lower[k] + (p.Upper[k]-p.Lower[k])*float64(rapid.IntRange(20, 80).Draw(t, "meets"))/100
		}
		for r := range 5 { // two rows of three columns
			row := model.Row{Coefficient: make([]float64, 6), Equal: true}
			for k := range x {
				if r < 2 && k/3 == r || r >= 2 && k%3 == r-2 {
					row.Coefficient[k] = 1
					row.AtLeast += x[k]
				}
			}
			p.Rows = append(p.Rows, row)
		}
		for i := range p.Parties {
			p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
		}
		var out model.Offer
		nash.Solve(p, nil, &out)
		checkNashWithRows(t, p, &out)
		egalitarian.Solve(p, nil, &out)
		if miss := mostMissed(p, out.Terms); miss > 1e-9 || priceGap(t, p, &out) > 1e-8 {
			t.Fatalf("the terms miss a total by %g; the gap is %g", miss, priceGap(t, p, &out))
		}
	})
}

// A total that all terms meet changes nothing beside others that bind, bit for bit.
func TestTotalsThatDoNotBindBesideOthers(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{2, 8}, curvatures: anyCurve, sided: true, kinked: true, slack: roomy}
	for _, name := range []string{"nash", "egalitarian", "utilitarian", "kalai_smorodinsky", "rubinstein"} {
		t.Run(name, func(t *testing.T) {
			protocol, priced := playing(t, name), 0
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := withRandomRows(t, p)
				for i := range p.Parties {
					p.Reservation[i] = min(p.Reservation[i], p.Value(i, x)-0.05)
				}
				var without, out model.Offer
				protocol.Solve(p, nil, &without)
				loose := model.Row{Coefficient: make([]float64, p.Issues), AtLeast: -0.01}
				for k := range loose.Coefficient {
					loose.Coefficient[k] = float64(rapid.IntRange(-4, 4).Draw(t, "coefficient")) / 4
					loose.AtLeast += min(loose.Coefficient[k], 0)
				}
				at := rapid.IntRange(0, len(p.Rows)).Draw(t, "at")
				p.Rows = slices.Insert(p.Rows, at, loose)
				protocol.Solve(p, nil, &out)
				if out.Status != without.Status || out.Reason != without.Reason || out.Flags != without.Flags || !slices.Equal(out.Terms, without.Terms) || !slices.Equal(out.Certificate, without.Certificate) {
					t.Fatalf("%v, %v at %v with a slack total, %v, %v at %v without", out.Status, out.Reason, out.Terms, without.Status, without.Reason, without.Terms)
				}
				if len(out.Price) == 0 && len(without.Price) == 0 {
					return
				}
				if out.Price[at] != 0 || !slices.Equal(slices.Delete(slices.Clone(out.Price), at, at+1), without.Price) {
					t.Fatalf("the prices are %v with a slack total, %v without", out.Price, without.Price)
				}
				if slices.Max(out.Price) > 0 {
					priced++
				}
			})
			if priced == 0 {
				t.Error("no total binds")
			}
		})
	}
}

// Rows are sorted out without memory of their own.
func TestPosingRowsAllocatesNothing(t *testing.T) {
	p := benchmarkProblem(4, 6, 2)
	p.Rows = []model.Row{
		{Coefficient: []float64{1, 1, 1, 1, 1, 1}, AtLeast: 3},
		{Coefficient: []float64{-1, -1, -1, -1, -1, -1}, AtLeast: -3},
		{Coefficient: []float64{1, 1, 1}, AtLeast: 1.5, Equal: true},
		{Coefficient: []float64{0, 0, 0, 1, 1, 1}, AtLeast: 1.5, Equal: true},
		{Coefficient: []float64{1, 1}, AtLeast: -1},
	}
	for r := range p.Rows {
		for len(p.Rows[r].Coefficient) < p.Issues {
			p.Rows[r].Coefficient = append(p.Rows[r].Coefficient, 0)
		}
	}
	for _, name := range []string{"nash", "egalitarian", "kalai_smorodinsky"} {
		protocol, out := playing(t, name), new(model.Offer)
		protocol.Solve(p, nil, out)
		if !out.Status.Agreed() || len(out.Price) != len(p.Rows) {
			t.Fatalf("%s: %v, %v at prices %v", name, out.Status, out.Reason, out.Price)
		}
		if n := testing.AllocsPerRun(20, func() { protocol.Solve(p, nil, out) }); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}
