package study

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// On a falling scale the lowest amounts are the highest positions: quantiles
// of the amounts, not of the positions, stand in the summary.
func TestTermsQuantileOnScales(t *testing.T) {
	falling, err := model.Linear(100, 0)
	if err != nil {
		t.Fatal(err)
	}
	bent, err := model.NewScale([]model.Anchor{{Position: 0, Amount: 0}, {Position: 0.4, Amount: 6600}, {Position: 1, Amount: 27000}})
	if err != nil {
		t.Fatal(err)
	}
	var s montecarlo.Distribution
	const n = 2001
	for i := range n {
		s.Put(float64(i) / (n - 1)) // quantile p of the positions is p
	}
	for _, c := range []struct {
		scale model.Scale
		p     float64
		want  float64
		slope float64 // amount a position
	}{
		{model.Scale{}, 0.05, 0.05, 1},
		{falling, 0.05, 5, 100},
		{falling, 0.95, 95, 100},
		{bent, 0.20, 3300, 16500},
		{bent, 0.70, 6600 + 0.5*20400, 34000},
	} {
		issue := &model.Issue{Scale: c.scale}
		e := TermsQuantile(issue, &s, c.p)
		if math.Abs(e.Value-c.want) > 1e-3*c.slope {
			t.Errorf("quantile %g: %g, want %g", c.p, e.Value, c.want)
		}
		if want := c.slope * math.Sqrt(c.p*(1-c.p)/n); math.Abs(e.Error-want) > 0.1*want { // density 1: √(p(1−p)/n)
			t.Errorf("quantile %g: error %g, want about %g", c.p, e.Error, want)
		}
		if e.N != n || e.Lower > e.Value || e.Upper < e.Value {
			t.Errorf("quantile %g: %+v", c.p, e)
		}
	}
	var none montecarlo.Distribution
	if e := TermsQuantile(&model.Issue{Scale: falling}, &none, 0.5); e.N != 0 || !math.IsNaN(e.Value) {
		t.Errorf("no draws: %+v", e)
	}
}

// Every quantity of the summary appears for every theory, in order, and the
// shares sum to 1.
func TestSummariseOrder(t *testing.T) {
	b := &model.Bargain{
		Theories: []model.Theory{{Name: "a"}, {Name: "b"}},
		Parties:  []model.Party{{ID: "p"}, {ID: "q"}},
		Issues:   []model.Issue{{ID: "i"}},
		Packages: []model.Package{{ID: "all", Issues: []int{0}}},
		Clock:    model.Clock{Rounds: 2},
	}
	tally := montecarlo.NewTally(b)
	for j := range 10 {
		for k := range b.Theories {
			o := b.NewOutcome()
			o.Terms[0] = math.NaN()
			o.First = [model.Classes]int{-1, -1, -1, -1, -1, -1}
			if j < 4 {
				o.First[model.Settlement] = 1
				o.Package, o.Terms[0], o.Utility[0], o.Payoff[0], o.Reservation[0], o.Compliance[0] = 0, 0.25, 0.5, 0.75, 0.25, 0.125
			} else {
				o.Class, o.FrozenConflict = model.Stalemate, j < 7
			}
			tally.Theories[k].Add(&o)
		}
		tally.Draws++
	}
	rows := Summarise(b, tally)
	perTheory := 3*model.Classes + 3 + 7*2 + 1
	if len(rows) != 2*perTheory {
		t.Fatalf("%d rows, want %d", len(rows), 2*perTheory)
	}
	order, sum := 0, 0.0
	for _, row := range rows[:perTheory] {
		for model.Quantities[order].Name != row.Quantity {
			order++ // runs off the end if a quantity comes out of order
		}
		if row.Quantity == "share" {
			sum += row.Value
		}
		if row.Protocol != "a" {
			t.Errorf("row %+v among those of a", row)
		}
	}
	if quiet, _ := FindRow(rows, "b", "quiet", "stalemate"); quiet.Value != 0.3 || quiet.N != 10 {
		t.Errorf("quiet stalemates: %+v", quiet)
	}
	if math.Abs(sum-1) > 1e-12 || order != len(model.Quantities)-1 {
		t.Errorf("shares sum to %g, %d quantities seen", sum, order+1)
	}
	row, ok := FindRow(rows, "b", "surplus_mean", "p")
	if !ok || row.N != 4 || math.Abs(row.Value-0.5) > 1e-9 {
		t.Errorf("surplus of p under b: %+v", row)
	}
	row, ok = FindRow(rows, "b", "compliance_mean", "p")
	if !ok || row.N != 4 || math.Abs(row.Value-0.125) > 1e-9 {
		t.Errorf("compliance of p under b: %+v", row)
	}
	row, ok = FindRow(rows, "b", "reached", "settlement")
	if !ok || row.N != 10 || math.Abs(row.Value-0.4) > 1e-9 {
		t.Errorf("reached settlement under b: %+v", row)
	}
	row, ok = FindRow(rows, "b", "rounds_p50", "settlement")
	if !ok || row.N != 4 || row.Value != 1 {
		t.Errorf("round of settlement under b: %+v", row)
	}
	row, ok = FindRow(rows, "b", "utility_mean", "p")
	if !ok || row.N != 10 || math.Abs(row.Value-0.2) > 1e-9 {
		t.Errorf("utility of p under b: %+v", row)
	}
	if row.Shown() {
		t.Error("a figure of 10 draws is shown")
	}
}
