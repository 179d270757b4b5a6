package portable

import (
	"math"
	"testing"
)

// BenchmarkFunctions compares the functions of draws with those of package math.
func BenchmarkFunctions(b *testing.B) {
	for _, c := range []struct {
		name   string
		f, old func(float64) float64
	}{
		{"Exp", Exp, math.Exp},
		{"Log", Log, math.Log},
		{"Expm1", Expm1, math.Expm1},
		{"Pow", func(x float64) float64 { return Pow(x, 1.7) }, func(x float64) float64 { return math.Pow(x, 1.7) }},
		{"Erfc", Erfc, math.Erfc},
		{"NormalQuantile", NormalQuantile, func(u float64) float64 { return -math.Sqrt2 * math.Erfcinv(2*u) }},
	} {
		for name, f := range map[string]func(float64) float64{"portable": c.f, "math": c.old} {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				x := 0.1
				for b.Loop() {
					x += 1e-9
					f(x)
				}
			})
		}
	}
}
