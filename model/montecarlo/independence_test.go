package montecarlo

import (
	"context"
	"flag"
	"math"
	"testing"

	"sim/model"
)

// Number of runs in tests of coverage: go test ./model/montecarlo -args -seeds
// 2000.
var seeds = flag.Int("seeds", 200, "over how many runs the coverage of intervals is counted")

// slack is the tolerance of a share over -seeds runs, given that over 2,000.
func slack(of2000 float64) float64 { return of2000 * math.Sqrt(2000/float64(*seeds)) }

// The simultaneous band for a cumulative distribution of Dvoretzky, Kiefer &
// Wolfowitz 1956 (Massart 1990), √(ln(2/0.05)/2n), is 0.04295 wide at 1,000
// draws (oracle 6.5). Over many seeds the tallied cumulative of an input stays
// inside in 95% of runs.
func TestCumulativeStaysInItsBand(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	const n = 1000
	for draws, want := range map[float64]float64{1000: .04295, 10_000: .01358, 100_000: .00429} {
		near(t, "band", math.Sqrt(math.Log(2/0.05)/(2*draws)), want, 5e-6)
	}
	b, inside := toy(2, 1), 0
	for seed := range uint64(*seeds) {
		y, err := run(context.Background(), b, Config{Draws: n, Seed: seed, Workers: 1}, coins, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, widest := &y.Theories[0].Reservation[0], 0.0
		for x := 0.0025; x < 1; x += 0.0025 {
			widest = max(widest, math.Abs(float64(s.Below(x))/n-x))
		}
		if widest <= .04295 {
			inside++
		}
	}
	// The grid misses some of the widest gaps.
	if share := float64(inside) / float64(*seeds); share < 0.95-slack(0.0106) || share > 0.96+slack(0.0141) {
		t.Errorf("the cumulative stays in its band in %.3f of runs, want 0.95", share)
	}
}

// The error of a mean is s/√n if draws are independent. An autoregression of
// order one has the effective size n(1 − φ)/(1 + φ) (oracle 6.5: a third of n
// at φ = ½); draws have φ = 0 at lag one, at lag eight and between inputs.
func TestDrawsAreWorthTheirNumber(t *testing.T) {
	const n = 1 << 17
	effective := func(x, y []float64) float64 {
		var product, squares float64
		for i := range x {
			product, squares = product+(x[i]-0.5)*(y[i]-0.5), squares+(x[i]-0.5)*(x[i]-0.5)
		}
		phi := product / squares
		return (1 - phi) / (1 + phi)
	}
	// The formula holds for an autoregression with φ = ½ built from the same
	// numbers.
	s := randomSource{7, []model.StreamKey{model.Key("input/a"), model.Key("input/b")}}
	a, b, chain := make([]float64, n), make([]float64, n), make([]float64, n)
	s.Fill(a, 0, 0)
	s.Fill(b, 1, 0)
	for i := range chain {
		chain[i] = a[i]
		if i > 0 {
			chain[i] = 0.5 + 0.5*(chain[i-1]-0.5) + (a[i] - 0.5)
		}
	}
	near(t, "effective share of a chain", effective(chain[:n-1], chain[1:]), 1.0/3, 0.01)
	within := 4 * 2 / math.Sqrt(n) // four standard errors of φ, doubled
	near(t, "draws one after another", effective(a[:n-1], a[1:]), 1, within)
	near(t, "draws eight apart", effective(a[:n-8], a[8:]), 1, within)
	near(t, "two inputs of a draw", effective(a, b), 1, within)
}
