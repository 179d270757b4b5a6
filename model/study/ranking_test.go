package study

import (
	"math"
	"slices"
	"testing"

	"sim/model/analysis"
)

// of is an estimate of so many draws with its 95% interval of 1.96 errors.
func of(n int, value, err float64) Estimate {
	return Estimate{N: n, Value: value, Error: err, Lower: value - 1.96*err, Upper: value + 1.96*err}
}

func unknown() Estimate { return of(0, math.NaN(), math.NaN()) }

// Of four inputs one stands out at more than 2.24 errors, which one of four
// does by chance in one of 20 cases (5/4%). Inputs 1 and 3 stand out, the
// first by its rank correlation alone; 0 comes nearer to it than 2.
func TestRankedInputs(t *testing.T) {
	s := &Sensitivity{Top: 1, Ranking: [][]analysis.InputRank{{
		{Column: 0, Rank: of(400, 0.02, 0.02), FirstOrder: of(400, 0.02, 0.01)},
		{Column: 1, Rank: of(400, -0.2, 0.02), FirstOrder: of(400, 0.01, 0.01)},
		{Column: 2, Rank: of(400, 0.01, 0.02), FirstOrder: of(400, 0, 0.01)},
		{Column: 3, Rank: of(400, 0.2, 0.02), FirstOrder: of(400, 0.04, 0.01)},
	}}}
	if got, want := s.RankedInputs(0), []int{3, 1, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("ranked %v, want %v", got, want)
	}
	if got := s.LeadingInputs(0); !slices.Equal(got, []int{3}) {
		t.Errorf("the first is %v", got)
	}
	s.Top = 9
	if got := s.LeadingInputs(0); !slices.Equal(got, []int{3, 1}) {
		t.Errorf("those that stand out are %v", got)
	}
}

func TestWidest(t *testing.T) {
	swings := []Swing{
		{Name: "unknown", Paired: []analysis.Paired{{Difference: unknown()}}},
		{Name: "near", Paired: []analysis.Paired{{Difference: of(400, 0.1, 0)}}},
		{Name: "nothing", Paired: []analysis.Paired{{Difference: unknown()}}},
		{Name: "far", Paired: []analysis.Paired{{Difference: of(400, -0.3, 0)}}},
	}
	var got []string
	for _, w := range Widest(swings, 0) {
		got = append(got, w.Name)
	}
	if want := []string{"far", "near", "unknown", "nothing"}; !slices.Equal(got, want) {
		t.Errorf("widest %v, want %v", got, want)
	}
}

func TestOrderOfGroups(t *testing.T) {
	groups := []analysis.Group{{Name: "parties.north"}, {Name: "levers.push"}, {Name: "chance", Chance: true}}
	i := &SobolIndices{Groups: groups, Indices: [][]analysis.Index{
		{{Total: of(8, 0.2, 0)}, {Total: of(8, 0.7, 0)}, {Total: of(8, 0.3, 0)}}, {{Total: unknown()}, {Total: unknown()}, {Total: unknown()}},
	}}
	if got := i.Order(0); !slices.Equal(got, []int{1, 2, 0}) || !i.Defined(0) || i.Defined(1) {
		t.Errorf("by total index %v", got)
	}
	e := &ShapleyEffects{Groups: groups, Effects: [][]Estimate{{of(8, 0.5, 0), of(8, 0.1, 0), of(8, 0.4, 0)}, {unknown(), unknown(), unknown()}}}
	if got := e.Order(0); !slices.Equal(got, []int{0, 2, 1}) || !e.Defined(0) || e.Defined(1) {
		t.Errorf("by Shapley effect %v", got)
	}
	if new(SobolIndices).Defined(0) || new(ShapleyEffects).Defined(0) {
		t.Error("no groups share out something")
	}
}
