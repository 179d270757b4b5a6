package protocol

import (
	"testing"

	"sim/model"
)

// If exactly half of the weight is on either side of an interval, any point of
// it is a median: the middle is taken, and flagged.
func TestMedianTies(t *testing.T) {
	for _, c := range []struct {
		ideals, weights []float64
		want            float64
		tied            bool
	}{
		{[]float64{0.2, 0.6}, []float64{1, 1}, 0.4, true},
		{[]float64{0.2, 0.6}, []float64{1, 2}, 0.6, false},
		{[]float64{0.5, 0.5}, []float64{1, 1}, 0.5, false},
		{[]float64{0.1, 0.4, 0.9}, []float64{1, 1, 1}, 0.4, false},
		{[]float64{0.1, 0.4, 0.9}, []float64{1, 1, 2}, 0.65, true},
	} {
		p := model.NewProblem(len(c.ideals), 1)
		p.InPackage[0] = true
		for i, x := range c.ideals {
			p.Ideal[i][0], p.Attention[i][0], p.Capability[i] = x, 0.5, c.weights[i]
		}
		var out model.Offer
		new(median).Solve(p, nil, &out)
		if out.Terms[0] != c.want || (out.Flags&model.NonUnique != 0) != c.tied {
			t.Errorf("%v weighing %v: %g, tied %v; want %g, %v", c.ideals, c.weights, out.Terms[0], out.Flags&model.NonUnique != 0, c.want, c.tied)
		}
	}
}
