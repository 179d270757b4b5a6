package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// twins is a tally of random outcomes under a theory and its twin, with the
// columns of the shares of deals and settlements, of the terms and of a payoff,
// under the twin and under the theory. If replicated, draw i belongs to
// replicate i mod 8.
func twins(t *testing.T, draws int, replicated bool) (b *model.Bargain, y *montecarlo.Tally, columns [4][2][]float64) {
	t.Helper()
	scale, err := model.Linear(20, 60)
	if err != nil {
		t.Fatal(err)
	}
	b = &model.Bargain{
		Parties: make([]model.Party, 1), Issues: []model.Issue{{Scale: scale}}, Packages: make([]model.Package, 1),
		Theories: []model.Theory{{Name: "cause", Twin: "rule"}, {Name: "rule"}},
	}
	y = montecarlo.NewTally(b)
	if replicated {
		for range 8 {
			y.Replicates = append(y.Replicates, montecarlo.NewTally(b))
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for draw := range draws {
		c := montecarlo.Chunk{First: draw, N: 1, Outcomes: make([][]model.Outcome, 2)}
		common := random.Float64()
		for _, theory := range []int{1, 0} { // the twin agrees oftener
			o := model.NewOutcome(1, 1)
			u := 0.5*common + 0.5*random.Float64()
			o.Class, o.Terms[0], o.Payoff[0] = model.Stalemate, math.NaN(), math.NaN()
			if u < 0.6+0.2*float64(theory) {
				o.Class, o.Package, o.Terms[0], o.Payoff[0] = model.Settlement, 0, u, 1-u-0.1*float64(theory)
				if u < 0.2 {
					o.Class = model.Ceasefire
				}
			}
			c.Outcomes[theory] = []model.Outcome{o}
		}
		y.Add(&c)
		twin, o := &c.Outcomes[1][0], &c.Outcomes[0][0]
		for which, x := range [][2]float64{
			{indicator(twin.Class.Headline()), indicator(o.Class.Headline())},
			{indicator(twin.Class == model.Settlement), indicator(o.Class == model.Settlement)},
			{20 + 40*twin.Terms[0], 20 + 40*o.Terms[0]},
			{twin.Payoff[0], o.Payoff[0]},
		} {
			if math.IsNaN(x[0] + x[1]) {
				x = [2]float64{math.NaN(), math.NaN()} // of draws that agree under both
			}
			columns[which][0], columns[which][1] = append(columns[which][0], x[0]), append(columns[which][1], x[1])
		}
	}
	return b, y, columns
}

func indicator(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// What a cause does is estimated as a comparison of two runs on the same draws
// is.
func TestCauseEffectIsComparison(t *testing.T) {
	const draws = 4096
	for _, replicates := range []int{0, 8} {
		b, y, columns := twins(t, draws, replicates > 0)
		effects := CauseEffects(b, y)
		if len(effects) != 1 || effects[0].Theory != 0 || effects[0].Twin != 1 {
			t.Fatalf("%+v", effects)
		}
		near := func(what string, got, want montecarlo.Estimate, tolerance float64) {
			t.Helper()
			for _, x := range [][2]float64{{got.Value, want.Value}, {got.Error, want.Error}, {got.Lower, want.Lower}, {got.Upper, want.Upper}} {
				if !(math.Abs(x[0]-x[1]) <= tolerance) {
					t.Errorf("%d replicates, %s: %+v, want %+v", replicates, what, got, want)
				}
			}
			if got.N != want.N {
				t.Errorf("%s: %d draws, want %d", what, got.N, want.N)
			}
		}
		for which, got := range []Paired{effects[0].Deal, effects[0].Settlement} {
			want := PairShare(columns[which][0], columns[which][1], replicates)
			near("under the twin", got.A, want.A, 1e-12)
			near("under the theory", got.B, want.B, 1e-12)
			near("difference", got.Difference, want.Difference, 1e-12)
			if got.OnlyA != want.OnlyA || got.OnlyB != want.OnlyB || got.Same != want.Same || !(math.Abs(got.Gain-want.Gain) < 1e-9) || got.OnlyA == 0 || got.OnlyB == 0 {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
		both := 0
		for i, a := range columns[0][0] {
			both += int(a * columns[0][1][i])
		}
		if effects[0].Both != both {
			t.Errorf("%d draws agree under both, want %d", effects[0].Both, both)
		}
		// The error of a mean is divided by √(n − 1) of the draws that agree under
		// both, and not of all draws.
		n := float64(effects[0].Terms[0].N)
		for which, got := range []montecarlo.Estimate{effects[0].Terms[0], effects[0].Payoff[0]} {
			want := PairMean(columns[which+2][0], columns[which+2][1], replicates)
			near("mean", got, want.Difference, 2*want.Difference.Error/n)
			if !Clear(got) {
				t.Errorf("%+v is noise", got)
			}
		}
	}
}

// A run that lacks the twin of a theory says nothing about its cause.
func TestCauseEffectWithoutTwin(t *testing.T) {
	b, y, _ := twins(t, 16, false)
	some := *b
	some.Theories = b.Theories[:1]
	if got := CauseEffects(&some, y.Only([]int{0})); got != nil {
		t.Errorf("%+v", got)
	}
	some.Theories = slices.Clone(b.Theories)
	slices.Reverse(some.Theories)
	if got := CauseEffects(&some, y.Only([]int{1, 0})); len(got) != 1 || got[0].Theory != 1 || got[0].Twin != 0 {
		t.Errorf("%+v", got)
	}
}
