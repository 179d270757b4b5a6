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

// BenchmarkDraw plays alaska.yaml draw by draw, tallies included, and compares
// that with the floor: the quantiles of the same draws' inputs and the bare
// solves of the same problems. The ratio is what worlds, bookkeeping and
// tallies cost on top.
func BenchmarkDraw(b *testing.B) {
	s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		b.Fatal(err)
	}
	bargain := s.Bargain
	cfg := montecarlo.Config{Draws: 16_384, Seed: 1, Workers: 1}
	floor := newFloor(b, bargain, cfg, 256)
	var whole, bare time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		if _, err := montecarlo.Run(context.Background(), bargain, cfg); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		start = time.Now()
		for range cfg.Draws / len(floor.problems) {
			floor.run()
		}
		bare += time.Since(start)
	}
	draws := float64(b.N * cfg.Draws)
	b.ReportMetric(float64(whole.Nanoseconds())/draws, "ns/draw")
	b.ReportMetric(float64(bare.Nanoseconds())/draws, "floor-ns/draw")
	b.ReportMetric(float64(whole)/float64(bare), "ratio")
}

// floor holds the problems of some draws, ready to solve.
type floor struct {
	dists    []model.Dist
	uniforms []float64
	problems [][]*model.Problem // per draw and package
	theories []model.Protocol
	streams  []model.Stream
	offer    model.Offer
	sum      float64
}

func newFloor(b *testing.B, bargain *model.Bargain, cfg montecarlo.Config, draws int) *floor {
	f := &floor{}
	for _, in := range bargain.Varying() {
		d := in.Dist
		if t, ok := d.(interface{ Tabulated() model.Dist }); ok {
			d = t.Tabulated()
		}
		f.dists = append(f.dists, d)
	}
	for i := range bargain.Theories {
		f.theories = append(f.theories, bargain.Theories[i].New())
		f.streams = append(f.streams, model.Stream{Events: model.Central{}})
	}
	table := model.NewTable(bargain)
	of, err := montecarlo.NewDraws(bargain, cfg)
	if err != nil {
		b.Fatal(err)
	}
	for i := range draws {
		in, ev := of.At(i)
		f.uniforms = append(f.uniforms, (float64(i)+0.5)/float64(draws))
		table.Realise(in, ev)
		var ps []*model.Problem
		for g := range bargain.Packages {
			p := model.NewProblem(len(bargain.Parties), len(bargain.Issues))
			table.Pose(g, p)
			ps = append(ps, p)
		}
		f.problems = append(f.problems, ps)
	}
	return f
}

// run draws the inputs of every draw and solves what the meeting would solve.
func (f *floor) run() {
	for _, d := range f.dists {
		for _, u := range f.uniforms {
			f.sum += d.Quantile(u)
		}
	}
	for _, ps := range f.problems {
		for t, protocol := range f.theories {
			for _, p := range ps {
				protocol.Solve(p, &f.streams[t], &f.offer)
				if f.offer.Status.Agreed() {
					break
				}
			}
		}
	}
}
