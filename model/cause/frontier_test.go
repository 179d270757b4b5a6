package cause

import (
	"math"
	"testing"
)

// The table goes through its points, is straight between two, close to a smooth
// frontier between seventeen, and never rises.
func TestFrontier(t *testing.T) {
	var f Frontier
	if f.Most() != math.Inf(-1) || f.At(0) != math.Inf(-1) {
		t.Error("something can be agreed without points")
	}
	f.Set([]float64{0, 2}, []float64{1, -1})
	if f.At(-5) != 1 || f.At(0.5) != 0.5 || f.At(2) != -1 || f.At(2.1) != math.Inf(-1) || f.Most() != 2 {
		t.Errorf("straight: %g %g %g", f.At(-5), f.At(0.5), f.At(2))
	}
	f.Set([]float64{0.3, 0.3, 0.2}, []float64{0.7, 0.6, 0.6})
	if f.At(0.3) != 0.7 || f.At(0.31) != math.Inf(-1) {
		t.Error("one point")
	}
	var net, payoff []float64
	for n := range 17 {
		u := 0.1 + 0.6*float64(n)/16
		net, payoff = append(net, u), append(payoff, math.Sqrt(1-u*u))
	}
	f.Set(net, payoff)
	last, worst := math.Inf(1), 0.0
	for u := 0.0; u <= 0.7; u += 1e-4 {
		v := f.At(u)
		if v > last {
			t.Fatalf("rises at %g", u)
		}
		last = v
		worst = max(worst, math.Abs(v-math.Sqrt(1-max(u, 0.1)*max(u, 0.1))))
	}
	if worst > 5e-5 {
		t.Errorf("off by %g", worst)
	}
	f.Set([]float64{0, 1, 2, 3}, []float64{1, 1, 0.1, 0.1}) // steps do not overshoot
	for u := 0.0; u <= 3; u += 0.01 {
		if v := f.At(u); v > 1 || v < 0.1 {
			t.Fatalf("%g at %g", v, u)
		}
	}
	u, gain := []float64{-1, 0.5, 1, 1, 2.5, 3, 3.5}, make([]float64, 7)
	if n := f.fill(gain, u); n != 6 {
		t.Errorf("%d can be agreed", n)
	}
	for n := range 6 {
		if gain[n] != f.At(u[n]) {
			t.Errorf("%g at %g, want %g", gain[n], u[n], f.At(u[n]))
		}
	}
}
