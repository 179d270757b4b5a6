package model_test

import (
	"fmt"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/protocol"
	"sim/model/scenario"
)

// forgetful is a process that makes the table forget whatever it has worked out.
type forgetful struct{ model.BaseProcess }

func (forgetful) Move(g *model.Game)   { model.Forget(g.Table) }
func (forgetful) Expect(g *model.Game) { model.Forget(g.Table) }

// amnesiac is a theory that solves every problem as if it were its first.
type amnesiac struct{ born func() model.Protocol }

func (a amnesiac) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	a.born().Solve(p, s, out)
}

// What tables and theories remember saves time and changes nothing: draws are
// the same to the last bit when everything is recomputed every time, and
// whatever was simulated before.
func TestMemoryChangesNothing(t *testing.T) {
	for _, file := range []string{"../scenarios/alaska.yaml", "scenario/testdata/alaska.yaml", "../scenarios/wage-round.yaml"} {
		s, err := scenario.Load(file, scenario.Options{})
		if err != nil {
			t.Fatal(err)
		}
		s.Bargain.Observed = nil // it would leave no draw
		names := []string{"all"}
		for _, name := range protocol.All.Names() {
			if s.LeftOut(name) == nil {
				names = append(names, name)
			}
		}
		if err := s.Choose(names); err != nil {
			t.Fatal(err)
		}
		b := s.Bargain
		anew := *b
		anew.Processes = func(of *model.Bargain) []model.Process {
			return append(b.Processes(of), forgetful{})
		}
		anew.Theories = nil
		for _, theory := range b.Theories {
			born := theory.New
			theory.New = func() model.Protocol { return amnesiac{born} }
			anew.Theories = append(anew.Theories, theory)
		}
		draws, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 64, Seed: 5})
		if err != nil {
			t.Fatal(err)
		}
		play := func(p *model.Runner, i int) []string {
			in, ev := draws.At(i)
			out, ends := make([]model.Outcome, len(b.Theories)), []string(nil)
			for k := range out {
				out[k] = b.NewOutcome()
			}
			p.Run(in, ev, out)
			for k := range out {
				path := out[k].Path
				out[k].Path = nil
				ends = append(ends, fmt.Sprintf("%v %v", out[k], path))
			}
			return ends
		}
		used := model.NewRunner(b)
		for i := range 48 {
			got, want := play(used, i), play(model.NewRunner(&anew), i)
			for k := range got {
				if got[k] != want[k] {
					t.Fatalf("%s, draw %d under %s:\nremembering %s\nforgetting  %s", file, i, b.Theories[k].Name, got[k], want[k])
				}
			}
		}
	}
}
