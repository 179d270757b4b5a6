package montecarlo_test

import (
	"context"
	"fmt"
	"testing"

	"sim/model/montecarlo"
)

// The toy model of section 6.8 through the whole engine, including tallies and
// errors: the cost of a draw with each sampler, on one and two workers, and
// whether ten times the draws take ten times as long.
func BenchmarkToy(b *testing.B) {
	bargain := weights(b)
	for _, sampler := range []string{"sobol", "random"} {
		for _, c := range []struct{ draws, workers int }{{1 << 16, 1}, {1 << 20, 1}, {1 << 20, 2}} {
			b.Run(fmt.Sprintf("%s/draws=%d/workers=%d", sampler, c.draws, c.workers), func(b *testing.B) {
				cfg := montecarlo.Config{Draws: c.draws, Seed: 1, Workers: c.workers, Sampler: sampler, Quantiles: new(montecarlo.QuantileCache)}
				for b.Loop() {
					y, err := montecarlo.Run(context.Background(), bargain, cfg)
					if err != nil {
						b.Fatal(err)
					}
					y.Theories[0].Terms[0].Mean()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*c.draws), "ns/draw")
			})
		}
	}
}
