package analysis

import (
	"math"
	"testing"
)

// The continuous ranked probability score of evenly spread samples is that of their
// distributions: y³/3 + (1 − y)³/3 of the uniform, and of a normal with z = (y − μ)/σ
// σ·(z·(2Φ(z) − 1) + 2φ(z) − 1/√π) (Gneiting & Raftery 2007, equation 21).
func TestContinuousRanked(t *testing.T) {
	const n = 20000
	uniform, normal := make([]float64, n), make([]float64, n)
	for i := range uniform {
		u := (float64(i) + 0.5) / n
		uniform[i], normal[i] = u, 3+2*math.Sqrt2*math.Erfinv(2*u-1)
	}
	for _, y := range []float64{0, 0.2, 0.5, 1} {
		want := y*y*y/3 + (1-y)*(1-y)*(1-y)/3
		if got := ContinuousRanked(uniform, y); math.Abs(got-want) > 1e-4 {
			t.Errorf("uniform at %g: %g, want %g", y, got, want)
		}
	}
	for _, y := range []float64{-1, 3, 4.5} {
		z := (y - 3) / 2
		want := 2 * (z*math.Erf(z/math.Sqrt2) + 2*math.Exp(-z*z/2)/math.Sqrt(2*math.Pi) - 1/math.Sqrt(math.Pi))
		if got := ContinuousRanked(normal, y); math.Abs(got-want) > 1e-3 {
			t.Errorf("normal at %g: %g, want %g", y, got, want)
		}
	}
	if got := ContinuousRanked([]float64{2}, 5); got != 3 {
		t.Errorf("one value: %g, want its absolute error 3", got)
	}
	if !math.IsNaN(ContinuousRanked(nil, 0)) {
		t.Error("without values")
	}
}
