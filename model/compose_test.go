package model

import (
	"math"
	"testing"
)

// Additive effects add up first, to at most 1; the others close a share of
// what is left (model 1.4).
func TestSum(t *testing.T) {
	for _, c := range []struct {
		additive, others []float64
		want             float64
	}{
		{nil, nil, 0},
		{nil, []float64{0.5, 0.5}, 0.75},
		{[]float64{0.3, 0.4}, nil, 0.7},
		{[]float64{0.7, 0.6}, nil, 1},
		{[]float64{0.3}, []float64{0.4}, 0.58},
		{[]float64{0.2, 0.3}, []float64{0.5, 0.2}, 0.8},
	} {
		s := NewProbSum()
		for _, e := range c.additive {
			s.Add(e, true)
		}
		for _, e := range c.others {
			s.Add(e, false)
		}
		if got := s.Total(); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("additive %v with %v: %g, want %g", c.additive, c.others, got, c.want)
		}
	}
}
