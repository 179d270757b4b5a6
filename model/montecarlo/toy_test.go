package montecarlo_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// weights is the toy model in the form that a user writes.
func weights(t testing.TB) *model.Bargain {
	t.Helper()
	s, err := scenario.Load("testdata/toy.yaml", scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if b := s.Bargain; len(b.Theories) != 1 || b.Columns != 8 {
		t.Fatalf("%d theories, %d inputs", len(b.Theories), b.Columns)
	}
	return s.Bargain
}

// Section 6.8 of the Monte Carlo oracles, from YAML to results: the mean is
// exactly 13/30 by exchangeability, the other values come from 16 × 2²⁰
// scrambled Sobol points.
func TestToyModel(t *testing.T) {
	b := weights(t)
	for _, c := range []struct {
		sampler string
		draws   int
		finer   float64 // required ratio of s/√n to the error of the mean
	}{{"random", 60_000, 0.9}, {"sobol", 1 << 16, 30}} {
		t.Run(c.sampler, func(t *testing.T) {
			run := func(workers int) *montecarlo.Tally {
				y, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: c.draws, Seed: 1, Workers: workers, Sampler: c.sampler})
				if err != nil {
					t.Fatal(err)
				}
				return y
			}
			y := run(2)
			x := &y.Theories[0].Terms[0]
			if x.N() != c.draws {
				t.Fatalf("%d draws ended in terms", x.N())
			}
			check := func(name string, e montecarlo.Estimate, want float64) {
				t.Helper()
				// The true quantiles and shares are known to 3e-5.
				if !(e.Error > 0 && math.Abs(e.Value-want) < 4*e.Error+3e-5) {
					t.Errorf("%s = %g ± %g, want %g", name, e.Value, e.Error, want)
				}
			}
			check("mean", x.Mean(), 13.0/30)
			if plain := .11060373 / math.Sqrt(float64(c.draws)); x.Mean().Error > plain/c.finer {
				t.Errorf("error of the mean %g, that of plain draws is %g", x.Mean().Error, plain)
			}
			for p, want := range map[float64]float64{0.05: .259055, 0.25: .354326, 0.5: .428817, 0.75: .507831, 0.95: .623159} {
				check(fmt.Sprint("quantile ", p), x.Quantile(p), want)
			}
			check("share above ½", montecarlo.Share(x.N()-x.Below(0.5), x.N()), .27134)
			if sd := x.SD(); math.Abs(sd-.11060373) > 3.5*.11060373/math.Sqrt(2*float64(c.draws)) {
				t.Errorf("sd = %g", sd)
			}
			if !reflect.DeepEqual(y, run(1)) {
				t.Error("one worker gives another tally")
			}
		})
	}
}
