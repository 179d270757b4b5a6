package montecarlo_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"testing"

	"sim/model"
	"sim/model/dist"
	"sim/model/montecarlo"
	"sim/model/protocol"
)

// weights draws Triangular(0, 0.3, 1) positions and LogNormal(0, 0.4) weights
// of four parties on one issue; the outcome is the weighted mean.
func weights(t testing.TB) *model.Bargain {
	position, err := dist.Triangular.Build(func(to any) error {
		for i, x := range []float64{0, 0.3, 1} {
			reflect.ValueOf(to).Elem().Field(i).SetFloat(x)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	end := math.Exp(0.4 * 1.6448536269514722)
	weight, _, err := dist.Range(1/end, end, 0, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	theory, err := protocol.WeightedMean.Default()
	if err != nil {
		t.Fatal(err)
	}
	scale, err := model.Linear(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	b := &model.Bargain{
		Theories: []model.Theory{theory},
		Issues:   []model.Issue{{ID: "x", Scale: scale, Curvature: model.Known(2)}},
		Packages: []model.Package{{ID: "settlement", Outcome: model.Settlement, Issues: []int{0}, Relief: model.Known(1), Share: model.Known(1), Stake: model.Known(1)}},
	}
	uncertain := func(path string, d model.Dist) model.Number {
		b.Inputs = append(b.Inputs, model.Input{Path: path, Dist: d, Column: b.Columns})
		b.Columns++
		return model.Uncertain(b.Columns - 1)
	}
	for i := range 4 {
		b.Parties = append(b.Parties, model.Party{
			ID: fmt.Sprint(i), Seat: model.Observer, Power: uncertain(fmt.Sprintf("parties.%d.power", i), weight),
			Patience: model.Known(0.98), ExpectedCompliance: model.Known(1), CountsOn: -1,
		})
		b.Issues[0].Stances = append(b.Issues[0].Stances, model.Stance{
			Ideal: uncertain(fmt.Sprintf("issues.x.positions.%d.ideal", i), position), Salience: model.Known(100),
		})
	}
	return b
}

// Section 6.8 of the Monte Carlo oracles: the mean is exactly 13/30 by
// exchangeability, the rest comes from 16 × 2²⁰ scrambled Sobol points.
func TestToyModel(t *testing.T) {
	b := weights(t)
	run := func(workers int) *montecarlo.Tally {
		y, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: 60_000, Seed: 1, Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		return y
	}
	y := run(2)
	x := &y.Theories[0].Terms[0]
	if x.N() != 60_000 {
		t.Fatalf("%d draws ended in terms", x.N())
	}
	check := func(name string, e montecarlo.Estimate, want float64) {
		t.Helper()
		if !(e.Error > 0 && math.Abs(e.Value-want) < 3.5*e.Error) {
			t.Errorf("%s = %g ± %g, want %g", name, e.Value, e.Error, want)
		}
	}
	check("mean", x.Mean(), 13.0/30)
	for p, want := range map[float64]float64{0.05: .259055, 0.25: .354326, 0.5: .428817, 0.75: .507831, 0.95: .623159} {
		check(fmt.Sprint("quantile ", p), x.Quantile(p), want)
	}
	check("share above ½", montecarlo.Share(x.N()-x.Below(0.5), x.N()), .27134)
	if sd := x.SD(); math.Abs(sd-.11060373) > 3.5*.11060373/math.Sqrt(2*60_000) {
		t.Errorf("sd = %g", sd)
	}
	if !reflect.DeepEqual(y, run(1)) {
		t.Error("one worker gives another tally")
	}
}
