package model

import (
	"math"
	"testing"
)

// A shift of log-odds of 0 changes no bit, a positive one raises, and certain
// events stay all but certain (model 1.4).
func TestShiftLogit(t *testing.T) {
	for _, c := range []struct{ q, push, want float64 }{
		{0, 0, 0},
		{1, 0, 1},
		{0.3, 0, 0.3},
		{0.5, 1, 1 / (1 + math.Exp(-1))},
		{0.2, math.Log(4), 0.5},
		{0.5, -math.Log(9), 0.1},
		{1, -1, 1 - 1e-9*math.E},
	} {
		if got := ShiftLogit(c.q, c.push); math.Abs(got-c.want) > 1e-15 || c.push == 0 && got != c.q {
			t.Errorf("%g shifted by %g: %g, want %g", c.q, c.push, got, c.want)
		}
	}
}

// What makes up for a share of a lever takes that share times its own strength
// from it.
func TestSubstituting(t *testing.T) {
	for _, c := range []struct{ share, e, want float64 }{{0, 1, 1}, {1, 1, 0}, {0.5, 0.504, 0.748}} {
		if got := Substituting(c.share, c.e); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("share %g of strength %g: %g is left, want %g", c.share, c.e, got, c.want)
		}
	}
}
