package scenarios_test

import (
	"context"
	"testing"
	"time"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// BenchmarkDraw simulates alaska.yaml draw by draw, tallies included, and
// compares that with the time that the theories take to solve what they are
// asked. The ratio is what worlds, rounds, bookkeeping and tallies cost on top.
func BenchmarkDraw(b *testing.B) {
	for _, mode := range []struct {
		name string
		set  []string
	}{
		{"rounds", nil},
		{"single meeting", []string{"clock=null", "processes=null", "levers.refuse_to_meet=null", "levers.delay=null", "levers.offensive_stance=null"}},
	} {
		b.Run(mode.name, func(b *testing.B) {
			s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS, Set: mode.set})
			if err != nil {
				b.Fatal(err)
			}
			cfg := montecarlo.Config{Draws: 2048, Seed: 1, Workers: 1}
			solving := time.Duration(0)
			timed := timedTheories(s.Bargain, &solving)
			var whole time.Duration
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				if _, err := montecarlo.Run(context.Background(), timed, cfg); err != nil {
					b.Fatal(err)
				}
				whole += time.Since(start)
			}
			draws := float64(b.N * cfg.Draws)
			b.ReportMetric(float64(whole.Nanoseconds())/draws, "ns/draw")
			b.ReportMetric(float64(solving.Nanoseconds())/draws, "solving-ns/draw")
			b.ReportMetric(float64(whole)/float64(solving), "ratio")
		})
	}
}

// timedTheories is b with theories that add up the time they take.
func timedTheories(b *model.Bargain, sum *time.Duration) *model.Bargain {
	one := *b
	one.Theories = nil
	for _, t := range b.Theories {
		inner := t.New
		t.New = func() model.Protocol { return timed{inner(), sum} }
		one.Theories = append(one.Theories, t)
	}
	return &one
}

// timed is a theory that adds up the time it takes.
type timed struct {
	model.Protocol
	sum *time.Duration
}

func (r timed) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	start := time.Now()
	r.Protocol.Solve(p, s, out)
	*r.sum += time.Since(start)
}
