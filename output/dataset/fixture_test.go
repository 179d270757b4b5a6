package dataset

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// straight is a belief whose quantiles are easy to check: lower + u·width.
type straight struct{ lower, width float64 }

func (s straight) Quantile(u float64) float64 { return s.lower + u*s.width }

// bargain is a small scenario with a falling scale, two theories and an input
// of each standing.
func bargain(t testing.TB) *model.Bargain {
	t.Helper()
	falling, err := model.Linear(100, 0)
	if err != nil {
		t.Fatal(err)
	}
	return &model.Bargain{
		Title:     `Two parties, "quoted"`,
		Documents: []model.Document{{ID: "d1", Kind: "news"}, {ID: "d2", Kind: "opinion"}},
		Parties:   []model.Party{{ID: "north"}, {ID: "south"}},
		Issues:    []model.Issue{{ID: "land", Unit: "share"}, {ID: "price", Unit: "coins", Scale: falling}},
		Packages:  []model.Package{{ID: "all", Issues: []int{0, 1}}, {ID: "small", Issues: []int{1}}},
		Theories:  []model.Theory{{Name: "weighted_mean"}, {Name: "nash"}},
		Columns:   1,
		Inputs: []model.Input{
			{Path: "parties.north.power", Written: "2", Value: 2, Family: "known", Column: -1},
			{
				Path: "parties.south.power", Written: "1 to 3", Dist: straight{1, 2}, Family: "uniform", Column: 0,
				Evidence: &model.Evidence{Document: "d2", Says: "strong, \"it says\"", Confidence: "low"},
			},
		},
	}
}

// chunk is n draws from first on, with values that name their place.
func chunk(b *model.Bargain, first, n int) *montecarlo.Chunk {
	c := &montecarlo.Chunk{First: first, N: n, Inputs: [][]float64{make([]float64, n)}}
	for theory := range b.Theories {
		outcomes := make([]model.Outcome, n)
		for j := range outcomes {
			draw := first + j
			c.Inputs[0][j] = float64(draw) / 7
			o := model.NewOutcome(2, 2)
			o.Class, o.Reason, o.NotConsenting, o.FrozenConflict = model.Stalemate, model.EmptyZone, draw%2, true
			o.Terms[0], o.Terms[1] = math.NaN(), math.NaN()
			if (draw+theory)%3 == 0 {
				o.Class, o.Reason, o.NotConsenting, o.FrozenConflict, o.Package = model.Settlement, model.NoReason, -1, false, 1
				o.Terms[1], o.Durable = float64(draw%10)/10, draw%2 == 0
			}
			for i := range 2 {
				o.Utility[i] = float64(draw) + float64(i)/10 + float64(theory)/100
				o.Reservation[i], o.Talking[i] = -o.Utility[i], 2*o.Utility[i]
				o.Payoff[i], o.Compliance[i], o.GivenAway[i] = math.NaN(), math.NaN(), math.NaN()
				if o.Package >= 0 {
					o.Payoff[i], o.Compliance[i], o.GivenAway[i] = 3*o.Utility[i], 1/(1+o.Utility[i]), o.Utility[i]/8
				}
			}
			outcomes[j] = o
		}
		c.Outcomes = append(c.Outcomes, outcomes)
	}
	return c
}

func result(t *testing.T) *output.Result {
	t.Helper()
	r := &output.Result{Result: &study.Result{Tally: &montecarlo.Tally{Draws: 4}, Scenario: newScenario(bargain(t))}}
	r.Config.Seed, r.Config.Sampler = 7, "random"
	r.Rows = []study.Row{
		{Protocol: "nash", Quantity: "share", Key: "settlement", N: 4, Value: 1.0 / 3, Error: 0.1, Lower: 0.2, Upper: 0.5},
		{Protocol: "nash", Quantity: "terms_p50", Key: "land", N: 0, Value: math.NaN(), Error: math.NaN(), Lower: math.NaN(), Upper: math.NaN()},
	}
	return r
}
