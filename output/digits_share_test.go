package output

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

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
		{montecarlo.Estimate{N: 4096, Value: 0.4312, Error: 0.0004}, "43%"},
		{montecarlo.Estimate{N: 4096, Value: 0.0412, Error: 0.0004}, "4.1%"},
		{montecarlo.Estimate{N: 4096, Value: 0.0412, Error: 0.004}, "4.1%"},
		{montecarlo.Estimate{N: 4096, Value: 0.001, Error: 0.003, Upper: 0.0081}, "<0.9%"},
		{montecarlo.Estimate{N: 4096, Value: 0.999, Error: 0.003, Lower: 0.9919}, ">99.1%"},
		{montecarlo.Estimate{N: 16384, Value: 0.99878, Error: 0.00027, Lower: 0.998, Upper: 0.9992}, "99.9%"},
		{montecarlo.Estimate{N: 400, Value: 1}, ">99%"}, // of a product limit: the draws still watched
		{montecarlo.Estimate{N: 200, Value: 0.97, Error: 0.012, Lower: 0.938, Upper: 0.985}, "97%"},
		{montecarlo.Estimate{N: 200, Value: 0.03, Error: 0.012, Lower: 0.014, Upper: 0.062}, "3%"},
		{montecarlo.Estimate{}, "–"},
	} {
		if got := FormatShareOf(c.e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
}

// A range never runs backwards, whatever digits its ends have.
func TestJoinShares(t *testing.T) {
	for _, c := range []struct{ lower, upper, want string }{
		{"4.3%", "4%", "4%"},
		{"4%", "4%", "4%"},
		{"3.9%", "4%", "3.9 to 4%"},
		{"8.4%", "20%", "8.4 to 20%"},
		{"<0.4%", "2%", "<0.4% to 2%"},
		{"<3%", "2.0%", "<3%"},
		{"98.0%", ">97%", ">97%"},
		{"2%", ">99.6%", "2% to >99.6%"},
		{"<0.4%", ">99.6%", "<0.4% to >99.6%"},
	} {
		if got := JoinShares(c.lower, c.upper); got != c.want {
			t.Errorf("JoinShares(%q, %q) = %q, want %q", c.lower, c.upper, got, c.want)
		}
	}
}

// Where percentages of few draws would be bounds, their range is one of counts.
func TestFormatShareRange(t *testing.T) {
	for _, c := range []struct {
		least, most, n int
		want           string
	}{
		{0, 3, 256, "0 to 3 of 256"},
		{2, 5, 256, "2 to 5 of 256"},
		{253, 256, 256, "253 to 256 of 256"},
		{0, 0, 256, "<2%"},
		{0, 64, 256, "<2% to 25%"},
		{64, 128, 256, "25 to 50%"},
		{0, 256, 256, "<2% to >98%"},
		{0, 0, 0, "–"},
	} {
		if got := FormatShareRange(c.least, c.most, c.n); got != c.want {
			t.Errorf("%d to %d of %d: %q, want %q", c.least, c.most, c.n, got, c.want)
		}
	}
}

// No share of draws reads as none or as all, however many draws there are:
// these are known only up to a bound.
func TestNoShareIsNoneOrAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1<<30).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		if rapid.Bool().Draw(t, "near an end") {
			k = min(k%40, n)
		}
		if rapid.Bool().Draw(t, "turned") {
			k = n - k
		}
		sharp := montecarlo.Share(k, n)
		sharp.Error *= rapid.Float64Range(0, 3).Draw(t, "error")
		for _, s := range []string{FormatShare(k, n), FormatShareOf(montecarlo.Share(k, n)), FormatShareOf(sharp), FormatShareAt(sharp.Value, sharp.Error, n)} {
			if digits := strings.Trim(strings.TrimSuffix(s, "%"), "0."); digits == "" || digits == "1" && strings.HasPrefix(s, "100") {
				t.Fatalf("%d of %d is written %q", k, n, s)
			}
		}
	})
}

// A percentage of anything else is none or all only where it is so exactly.
func TestFormatPercent(t *testing.T) {
	for _, c := range []struct {
		share, err float64
		want       string
	}{
		{0, 0, "0%"},
		{0, 0.01, "0%"},
		{1, 0.01, "100%"},
		{0.004, 0.01, "<1%"},
		{0.996, 0.01, ">99%"},
		{0.9962, 0.0004, "99.6%"},
		{0.99996, 0.00001, "99.996%"},
		{0.00012, 0.00001, "0.012%"},
		{0.25, 0.01, "25%"},
	} {
		if got := FormatPercent(c.share, c.err); got != c.want {
			t.Errorf("%g ± %g: %q, want %q", c.share, c.err, got, c.want)
		}
	}
}
