package montecarlo_test

import (
	"context"
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// A ColumnSink stores every draw in its place, with any number of workers.
func TestColumnSink(t *testing.T) {
	b := weights(t)
	cfg := montecarlo.Config{Draws: 2048, Seed: 5, Sampler: "sobol", Workers: 3}
	position := func(o *model.Outcome) float64 { return o.Terms[0] }
	kept, err := montecarlo.NewColumnSink(cfg, true, position, func(o *model.Outcome) float64 { return float64(o.Class) })
	if err != nil {
		t.Fatal(err)
	}
	y, err := montecarlo.Run(context.Background(), b, cfg, kept)
	if err != nil {
		t.Fatal(err)
	}
	if kept.N != 2048 || kept.Replicates != 8 || len(kept.Values) != 1 || len(kept.Values[0]) != 2 || len(kept.Inputs) != b.Columns {
		t.Fatalf("%d draws, %d replicates, %d inputs", kept.N, kept.Replicates, len(kept.Inputs))
	}
	sum := 0.0
	for _, x := range kept.Values[0][0] {
		sum += x
	}
	if want := y.Theories[0].Terms[0].Mean().Value; math.Abs(sum/2048-want) > 1e-12 {
		t.Errorf("mean %g, tally %g", sum/2048, want)
	}
	draws, err := montecarlo.NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	player, out := model.NewRunner(b), []model.Outcome{b.NewOutcome()}
	for _, i := range []int{0, 511, 512, 2047} {
		in, ev := draws.At(i)
		player.Run(in, ev, out)
		if got := kept.Values[0][0][i]; got != out[0].Terms[0] {
			t.Errorf("draw %d: %g, want %g", i, got, out[0].Terms[0])
		}
		for c := range in {
			if kept.Inputs[c][i] != in[c] {
				t.Errorf("draw %d, input %d: %g, want %g", i, c, kept.Inputs[c][i], in[c])
			}
		}
	}
	if _, err := montecarlo.NewColumnSink(montecarlo.Config{Sampler: "sobel"}, false); err == nil {
		t.Error("an unknown sampler goes unnoticed")
	}
}
