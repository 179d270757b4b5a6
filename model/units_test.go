package model

import (
	"math"
	"testing"
)

// An amount that is counted is a multiple of its step, whatever the last digits of
// its position; what lies between two multiples stays where it is.
func TestCountedAmounts(t *testing.T) {
	for _, step := range []float64{1, 5, 10} {
		scale, err := Linear(0, 500)
		if err != nil {
			t.Fatal(err)
		}
		scale = scale.Counting(step)
		for n := 0.0; n <= 500; n += step {
			for _, x := range []float64{n / 500, n * (1 / 500.0), math.Nextafter(n/500, 2), math.Nextafter(n/500, -1)} {
				if got := scale.Amount(x); got != n || math.Signbit(got) {
					t.Fatalf("step %v: %v is %v, not %v", step, x, got, n)
				}
			}
		}
		if got := scale.Amount(0.0051); math.Abs(got-2.55) > 1e-12 {
			t.Errorf("step %v: between two multiples lies %v", step, got)
		}
	}
}
