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
// that with the floor: the quantiles of as many draws' inputs and the bare
// solves of the problems that such draws pose. The ratio is what worlds,
// rounds, bookkeeping and tallies cost on top.
func BenchmarkDraw(b *testing.B) {
	for _, mode := range []struct {
		name string
		set  []string
	}{
		{"rounds", nil},
		{"single meeting", []string{"clock=null", "processes=null", "levers.refuse_to_meet=null", "levers.delay=null"}},
	} {
		b.Run(mode.name, func(b *testing.B) {
			s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS, Set: mode.set})
			if err != nil {
				b.Fatal(err)
			}
			cfg := montecarlo.Config{Draws: 2048, Seed: 1, Workers: 1}
			floor := newFloor(b, s.Bargain, cfg, 16)
			var whole, bare time.Duration
			b.ReportAllocs()
			for b.Loop() {
				start := time.Now()
				if _, err := montecarlo.Run(context.Background(), s.Bargain, cfg); err != nil {
					b.Fatal(err)
				}
				whole += time.Since(start)
				start = time.Now()
				for range cfg.Draws / floor.draws {
					floor.run()
				}
				bare += time.Since(start)
			}
			draws := float64(b.N * cfg.Draws)
			b.ReportMetric(float64(whole.Nanoseconds())/draws, "ns/draw")
			b.ReportMetric(float64(bare.Nanoseconds())/draws, "floor-ns/draw")
			b.ReportMetric(float64(whole)/float64(bare), "ratio")
		})
	}
}

// floor holds the problems that some draws pose, ready to solve.
type floor struct {
	draws    int
	dists    []model.Dist
	problems [][]*model.Problem // per theory
	theories []model.Protocol
	streams  []model.Stream
	offer    model.Offer
	sum      float64
}

// recorder is a theory that keeps a copy of every problem it is asked.
type recorder struct {
	model.Protocol
	kept *[]*model.Problem
}

func (r recorder) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	*r.kept = append(*r.kept, clone(p))
	r.Protocol.Solve(p, s, out)
}

func clone(p *model.Problem) *model.Problem {
	c := model.NewProblem(p.Parties, p.Issues)
	for i := range p.Parties {
		copy(c.Weight[i], p.Weight[i])
		copy(c.Ideal[i], p.Ideal[i])
		copy(c.Side[i], p.Side[i])
		copy(c.Curvature[i], p.Curvature[i])
		copy(c.Attention[i], p.Attention[i])
	}
	for _, v := range [][2][]float64{
		{c.Risk, p.Risk},
		{c.PayoffSlope, p.PayoffSlope},
		{c.PayoffConstant, p.PayoffConstant},
		{c.Reservation, p.Reservation},
		{c.Patience, p.Patience},
		{c.Voice, p.Voice},
		{c.Power, p.Power},
		{c.Capability, p.Capability},
		{c.Lower, p.Lower},
		{c.Upper, p.Upper},
		{c.StatusQuo, p.StatusQuo},
	} {
		copy(v[0], v[1])
	}
	copy(c.Consent, p.Consent)
	copy(c.InPackage, p.InPackage)
	return c
}

func newFloor(b *testing.B, bargain *model.Bargain, cfg montecarlo.Config, draws int) *floor {
	f := &floor{draws: draws, problems: make([][]*model.Problem, len(bargain.Theories))}
	recorded := *bargain
	recorded.Theories = nil
	for i, t := range bargain.Theories {
		f.theories = append(f.theories, t.New())
		f.streams = append(f.streams, model.Stream{Events: model.MedianEvents{}})
		inner := t.New
		t.New = func() model.Protocol { return recorder{inner(), &f.problems[i]} }
		recorded.Theories = append(recorded.Theories, t)
	}
	for _, in := range bargain.Varying() {
		d := in.Dist
		if t, ok := d.(interface{ Tabulated() model.Dist }); ok {
			d = t.Tabulated()
		}
		f.dists = append(f.dists, d)
	}
	of, err := montecarlo.NewDraws(bargain, cfg)
	if err != nil {
		b.Fatal(err)
	}
	player := model.NewRunner(&recorded)
	out := make([]model.Outcome, len(bargain.Theories))
	for i := range out {
		out[i] = bargain.NewOutcome()
	}
	for i := range draws {
		in, ev := of.At(i)
		player.Run(in, ev, out)
	}
	return f
}

// run draws the inputs of every draw and solves what the draws would solve.
func (f *floor) run() {
	for _, d := range f.dists {
		for i := range f.draws {
			f.sum += d.Quantile((float64(i) + 0.5) / float64(f.draws))
		}
	}
	for t, ps := range f.problems {
		for _, p := range ps {
			f.theories[t].Solve(p, &f.streams[t], &f.offer)
		}
	}
}
