package output

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		value, err float64
		want       string
	}{
		{0.436814035880826, 0.0035, "0.44"},
		{0.436814035880826, 0.000001, "0.44"}, // two digits at most
		{0.436814035880826, 0.022, "0.4"},
		{0.436814035880826, 0.01, "0.44"},
		{0.436814035880826, 0, "0.44"},
		{0.0043, 0.0051, "0.00"},
		{-0.0043, 0.0051, "0.00"},
		{-0.318, 0.004, "-0.32"},
		{13456, 3, "13,000"},
		{13456, 0, "13,000"},
		{0, 0, "0"},
		{0, 0.003, "0.00"},
		{1, 0.001, "1.0"},
		{7, 20, "0"},
		{-1234567, 10, "-1,200,000"},
		{math.NaN(), 0.1, "–"},
		{math.Inf(1), 0.1, "+∞"},
	} {
		if got := Format(c.value, c.err); got != c.want {
			t.Errorf("Format(%g, %g) = %q, want %q", c.value, c.err, got, c.want)
		}
	}
}

// The last digit shown stands at a place no smaller than the error, and the
// figure is off by at most half of that place.
func TestFormatNeverBelowError(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		v := (r.Float64() - 0.5) * math.Pow(10, float64(r.IntN(9)-4))
		e := r.Float64() * math.Pow(10, float64(r.IntN(9)-6))
		s := strings.ReplaceAll(Format(v, e), ",", "")
		got, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		_, fraction, dot := strings.Cut(s, ".")
		if dot && math.Pow(10, -float64(len(fraction))) < e*(1-1e-6) {
			t.Fatalf("Format(%g, %g) = %s: last digit is below the error", v, e, s)
		}
		unit := max(math.Abs(v)*1.0000001/10, 10*e)
		if math.Abs(got-v) > unit/2*1.0001 {
			t.Fatalf("Format(%g, %g) = %s: off by %g", v, e, s, got-v)
		}
	}
}

func TestFormatShare(t *testing.T) {
	for _, c := range []struct {
		count, n int
		want     string
	}{
		{0, 16384, "<0.02 %"},
		{16384, 16384, ">99.98 %"},
		{0, 4096, "<0.08 %"},
		{1, 4096, "<0.2 %"},
		{4095, 4096, ">99.8 %"},
		{340, 4096, "8 %"},
		{340000, 4096000, "8.3 %"},
		{2048, 4096, "50 %"},
		{0, 0, "–"},
		{0, 1, "<100 %"},
	} {
		if got := FormatShare(c.count, c.n); got != c.want {
			t.Errorf("FormatShare(%d, %d) = %q, want %q", c.count, c.n, got, c.want)
		}
	}
}

func TestFormatCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 4096: "4,096", 1234567: "1,234,567", -4096: "-4,096"} {
		if got := FormatCount(n); got != want {
			t.Errorf("FormatCount(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestFormatError(t *testing.T) {
	for e, want := range map[float64]string{0.0035: "0.004", 0.01: "0.01", 1.2: "2", 0: "0", 120: "200"} {
		if got := FormatError(e); got != want {
			t.Errorf("FormatError(%g) = %q, want %q", e, got, want)
		}
	}
}
