package process

import (
	"math"
	"testing"

	"sim/model"
)

// TestLearningLastsAhead keeps what battles have taught in what a party sees
// one round ahead: after 3 wins in 4 battles a prior of 0.5 worth 10 battles
// has the mean (5 + 3)/14 for the side that gains and (5 + 1)/14 for the other.
func TestLearningLastsAhead(t *testing.T) {
	b := &model.Bargain{Parties: []model.Party{{ID: "a", Prospects: model.Known(0.5)}, {ID: "b", Prospects: model.Known(0.5)}}}
	g := &model.Game{Bargain: b, Table: model.NewTable(b)}
	l := &Learning{Gains: 0, Loses: 1, Weight: model.Known(10), wins: 3, battles: 4}
	g.Now().Fighting = 0 // no further battle
	for name, see := range map[string]func(*model.Game){"this round": l.Move, "a round ahead": l.Expect} {
		clear(g.Now().ProspectsPush)
		see(g)
		for i, mean := range []float64{8. / 14, 6. / 14} {
			if got, want := g.Now().ProspectsPush[i], math.Log(mean/(1-mean)); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s, party %d: push %v, want %v", name, i, got, want)
			}
		}
	}
}
