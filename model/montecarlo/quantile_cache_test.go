package montecarlo_test

import (
	"context"
	"reflect"
	"testing"

	"sim/model/montecarlo"
)

// Runs that share a cache have the same results as alone, and tabulate each
// distribution once.
func TestQuantileCache(t *testing.T) {
	b := weights(t)
	cfg := montecarlo.Config{Draws: 512, Seed: 4, Workers: 2}
	alone, err := montecarlo.Run(context.Background(), b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	cfg.Quantiles = new(montecarlo.QuantileCache)
	for range 2 {
		shared, err := montecarlo.Run(context.Background(), b, cfg)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(alone, shared) {
			t.Fatal("shared tables give other draws")
		}
	}
}

func BenchmarkSharedTables(b *testing.B) {
	bargain := weights(b)
	for name, tables := range map[string]*montecarlo.QuantileCache{"alone": nil, "shared": new(montecarlo.QuantileCache)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := montecarlo.NewDraws(bargain, montecarlo.Config{Draws: 8, Workers: 1, Quantiles: tables}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
