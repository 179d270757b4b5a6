package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// TestPrivateCost plays demands under a private cost or strength: with a known
// deadline, without one, and in a single meeting. The shares of draws without an agreement
// and the first demands are those of the finite games worked out elsewhere;
// with everything known all draws agree.
func TestPrivateCost(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	n := min(16**draws, 4096)
	for _, c := range []struct {
		file     string
		set      []string
		fails    float64
		demand   float64 // share of the territory that A demands first
		meetings int     // within which all agreements come
	}{
		{"private-cost-deadline.yaml", nil, 0.04518588468772233, 0.5845415070426512, 20},
		{"private-cost.yaml", nil, 0, 0.5077919535383951, 4},
		{"private-cost-deadline.yaml", []string{"clock.rounds=1"}, 0.375, 0.65, 1},
		{"private-strength.yaml", nil, 0.31, 0.6, 20},
		{"private-strength.yaml", []string{"clock.rounds=1"}, 0.5, 0.6, 1},
		{"private-strength.yaml", []string{"clock.rounds=1", "strength.value={uniform: [0.45, 0.6]}"}, 0, 0.55, 1},
	} {
		s, err := scenario.Load(c.file, scenario.Options{FS: scenarios.FS, Set: c.set})
		if err != nil {
			t.Fatal(err)
		}
		b := s.Bargain
		of := func(name string) int {
			return slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == name })
		}
		tally, err := montecarlo.Run(t.Context(), b, montecarlo.Config{Draws: n, Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		at := of("information")
		y := &tally.Theories[at]
		fails := 1 - float64(y.Classes[model.Settlement])/float64(n)
		if off := 4 * math.Sqrt(c.fails*(1-c.fails)/float64(n)); math.Abs(fails-c.fails) > off {
			t.Errorf("%s %v: no settlement in %.4f of the draws, want %.4f ± %.4f", c.file, c.set, fails, c.fails, off)
		}
		for _, known := range []string{"nash", "demands"} {
			if tally.Theories[of(known)].Classes[model.Settlement] != n {
				t.Errorf("%s %v: draws fail under %s", c.file, c.set, known)
			}
		}
		first, latest := math.NaN(), 0
		for u := 0.025; u < 1; u += 0.05 {
			in := model.CentralValues(b)
			for _, v := range b.Varying() {
				in[v.Column] = v.Dist.Quantile(u)
			}
			out := b.NewOutcome()
			model.Narrate(b, at, in, model.MedianEvents{}, &out, func(e model.Event) {
				if e.Kind == model.Tabled && e.Round == 0 {
					first = e.Terms[0]
				}
				if e.Kind == model.PackageSigned {
					latest = max(latest, e.Round+1)
				}
			})
		}
		if math.Abs(first-c.demand) > 2e-3 {
			t.Errorf("%s %v: A demands %.5f first, want %.5f", c.file, c.set, first, c.demand)
		}
		if latest > c.meetings {
			t.Errorf("%s %v: agreed only at meeting %d", c.file, c.set, latest)
		}
	}
}
