package output

import (
	"testing"

	"sim/model/montecarlo"
)

// For independent draws an estimate of a share reads as the share itself; a
// smaller error shows more digits, and a bound is that of the estimate.
func TestFormatShareOf(t *testing.T) {
	for _, n := range []int{1, 7, 100, 4096, 100_000} {
		for _, k := range []int{0, 1, 2, n / 50, n / 3, n / 2, n - 3, n - 1, n} {
			if k < 0 || k > n {
				continue
			}
			if got, want := FormatShareOf(montecarlo.Share(k, n)), FormatShare(k, n); got != want {
				t.Errorf("%d of %d: %q, want %q", k, n, got, want)
			}
		}
	}
	for _, c := range []struct {
		e    montecarlo.Estimate
		want string
	}{
		{montecarlo.Estimate{N: 4096, Value: 0.4312, Error: 0.0004}, "43 %"},
		{montecarlo.Estimate{N: 4096, Value: 0.0412, Error: 0.0004}, "4.1 %"},
		{montecarlo.Estimate{N: 4096, Value: 0.0412, Error: 0.004}, "4.1 %"},
		{montecarlo.Estimate{N: 4096, Value: 0.001, Error: 0.003, Upper: 0.0081}, "<0.9 %"},
		{montecarlo.Estimate{N: 4096, Value: 0.999, Error: 0.003, Lower: 0.9919}, ">99.1 %"},
		{montecarlo.Estimate{}, "–"},
	} {
		if got := FormatShareOf(c.e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
}
