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
		{0.436814035880826, 0.022, "0.44"},
		{0.436814035880826, 0.22, "0.4"},
		{0.436814035880826, 0.097, "0.4"},
		{0.436814035880826, 0.01, "0.44"},
		{0.436814035880826, 0, "0.44"},
		{0.0043, 0.0051, "0.00"},
		{-0.0043, 0.051, "0.00"},
		{-0.318, 0.004, "-0.32"},
		{13456, 3, "13,456"},
		{13456, 300, "13,500"},
		{0, 0, "0.00"},
		{0, 0.003, "0.00"},
		{1, 0.001, "1.00"},
		{7, 20, "10"},
		{4, 20, "0"},
		{-1234567, 10, "-1,234,570"},
		{math.NaN(), 0.1, "–"},
		{math.Inf(1), 0.1, "∞"},
	} {
		if got := Format(c.value, c.err); got != c.want {
			t.Errorf("Format(%g, %g) = %q, want %q", c.value, c.err, got, c.want)
		}
	}
}

// The last digit shown stands at no lower place than the error's leading digit,
// and the figure is off by at most half of that place.
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
		if dot && math.Pow(10, -float64(len(fraction))) < math.Pow(10, math.Floor(math.Log10(e)))*(1-1e-6) {
			t.Fatalf("Format(%g, %g) = %s: last digit is below the error", v, e, s)
		}
		unit := max(0.01, 10*e)
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
		{0, 1000, "<0.4%"}, // table 6.5 of the Monte Carlo oracles
		{0, 16384, "<0.03%"},
		{16384, 16384, ">99.97%"},
		{0, 4096, "<0.1%"},
		{1, 4096, "<0.2%"},
		{4095, 4096, ">99.8%"},
		{340, 4096, "8.3%"},
		{3, 4096, "<0.3%"},
		{4, 4096, "0.10%"},
		{340000, 4096000, "8.3%"},
		{2048, 4096, "50%"},
		{0, 0, "–"},
		{0, 1, "<100%"},
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

// A figure and the error beside it end at the same place, and the error shown
// is no smaller than the error: what is written never contradicts itself.
func TestFormatWithError(t *testing.T) {
	for _, c := range []struct {
		value, err float64
		want       string
	}{
		{0.10253, 1e-18, "0.103"}, // no error but that of arithmetic
		{17.29, 1.43, "17 ± 2"},
		{52.6, 1.89, "53 ± 2"},
		{12.3, 1.24, "12 ± 2"},
		{52.64, 0.78, "52.6 ± 0.8"},
		{0.1, 0.0496, "0.10 ± 0.05"},
		{17.29, 0.97, "17 ± 1"},
		{13456, 3, "13,456 ± 3"},
		{0.436814, 0.000001, "0.437 ± 0.001"},
		{12, 0, "12"},
		{0.10253, 1e-18, "0.103"}, // the error of arithmetic
		{math.NaN(), 1, "–"},
	} {
		if got := FormatWithError(c.value, c.err); got != c.want {
			t.Errorf("FormatWithError(%g, %g) = %q, want %q", c.value, c.err, got, c.want)
		}
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		v := (r.Float64() - 0.5) * math.Pow(10, float64(r.IntN(9)-4))
		e := r.Float64() * math.Pow(10, float64(r.IntN(9)-6))
		s := FormatWithError(v, e)
		a, b, _ := strings.Cut(strings.ReplaceAll(s, ",", ""), " ± ")
		_, fa, _ := strings.Cut(a, ".")
		_, fb, _ := strings.Cut(b, ".")
		shown, err := strconv.ParseFloat(b, 64)
		if err != nil || len(fa) != len(fb) || shown < e*(1-1e-8) {
			t.Fatalf("FormatWithError(%g, %g) = %s", v, e, s)
		}
		if value, _ := strconv.ParseFloat(a, 64); math.Abs(value-v) > shown*(0.5+1e-9) {
			t.Fatalf("FormatWithError(%g, %g) = %s: off by more than half the error", v, e, s)
		}
	}
}
