package analysis

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// Three theories of two families, ten draws: shares, terms and their split,
// worked out on paper.
func TestEnsembleOfTally(t *testing.T) {
	b := &model.Bargain{Parties: make([]model.Party, 2), Issues: make([]model.Issue, 2), Packages: make([]model.Package, 1)}
	for _, family := range []string{"influence", "cooperative", "influence"} {
		b.Theories = append(b.Theories, model.Theory{Family: family})
	}
	tally := montecarlo.NewTally(b)
	deals := []int{2, 8, 4}
	for draw := range 10 {
		c := montecarlo.Chunk{First: draw, N: 1}
		for m := range b.Theories {
			o := model.NewOutcome(2, 2)
			o.Class, o.Terms[0], o.Terms[1] = model.Stalemate, math.NaN(), math.NaN()
			if draw < deals[m] {
				o.Class, o.Package = model.Settlement, 0
				o.Terms[0] = 0.25*float64(m) + 0.125*float64(draw%2)
				if m == 0 {
					o.Terms[1] = 0.5
				}
			}
			c.Outcomes = append(c.Outcomes, []model.Outcome{o})
		}
		tally.Add(&c)
	}
	e := NewEnsemble(b, tally, 4)
	near := func(what string, got, want float64) {
		if !(math.Abs(got-want) < 1e-12) {
			t.Errorf("%s is %g, want %g", what, got, want)
		}
	}
	near("weight of the first theory", e.Weights[0], 0.25)
	near("weight of the second theory", e.Weights[1], 0.5)
	near("pooled settlement", e.Pool.Shares[model.Settlement], 0.25*0.2+0.5*0.8+0.25*0.4)
	near("pooled stalemate", e.Pool.Shares[model.Stalemate], 0.45)
	near("within", e.Classes[model.Settlement].Within, 0.25*0.16+0.5*0.16+0.25*0.24)
	near("between", e.Classes[model.Settlement].Between, 0.25*0.35*0.35+0.5*0.25*0.25+0.25*0.15*0.15)
	// The two theories of influence have mean 0.3.
	near("rules", e.Classes[model.Settlement].Rules, 0.25*0.1*0.1+0.25*0.1*0.1)
	near("causes", e.Classes[model.Settlement].Causes, 0.5*0.25*0.25+0.5*0.25*0.25)
	near("error", e.Errors[model.Settlement], 0.75*math.Sqrt(0.016)+0.25*math.Sqrt(0.024))
	if e.Classes[model.Settlement].TheoryMatters() || e.Classes[model.Ceasefire].TheoryMatters() {
		t.Error("less than half lies between theories")
	}
	// Only the second and the third theory settle issue 0 in four draws:
	// weights 2/3 and 1/3.
	if e.Terms[0].Theories != 2 || e.Terms[1].Theories != 0 {
		t.Errorf("terms of %d and %d theories", e.Terms[0].Theories, e.Terms[1].Theories)
	}
	near("mean terms", e.Terms[0].Mean, 2./3*(0.25+0.0625)+1./3*(0.5+0.0625))
	near("between terms", e.Terms[0].Between, 2./9*0.0625)
	near("causes of terms", e.Terms[0].Causes, e.Terms[0].Between)
	near("within terms", e.Terms[0].Within, 2./3*(0.0625*0.0625*8/7)+1./3*(0.0625*0.0625*4/3))
	if !e.Terms[0].TheoryMatters() {
		t.Errorf("%g of the variance of the terms lies between theories", e.Terms[0].BetweenShare())
	}
	if len(e.Families) != 2 || e.Families[0].Name != "influence" || len(e.Families[0].Theories) != 2 {
		t.Errorf("%+v", e.Families)
	}
}
