package analysis_test

import (
	"fmt"

	"sim/model/analysis"
)

// The same 100 draws are simulated before and after a change: 30 settle before,
// and the same 30 and ten more after. The error is that of the ten that differ.
func ExamplePairShare() {
	before, after := make([]float64, 100), make([]float64, 100)
	for i := range 40 {
		after[i] = 1
		if i < 30 {
			before[i] = 1
		}
	}
	p := analysis.PairShare(before, after, 0)
	fmt.Printf("%+.2f ± %.2f, worth %.0f times the draws\n", p.Difference.Value, p.Difference.Error, p.Gain)
	// Output: +0.10 ± 0.03, worth 5 times the draws
}
