package scenarios_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// influence runs alaska under the weighted mean and counts, per party, the draws
// in which it would refuse what is predicted.
func influence(t *testing.T, set ...string) (b *model.Bargain, y *montecarlo.TheoryTally, refused []int) {
	t.Helper()
	s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"weighted_mean"}); err != nil {
		t.Fatal(err)
	}
	b = s.Bargain
	refused = make([]int, len(b.Parties))
	tally, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: 256, Seed: seed, Workers: 1, Quantiles: &quantiles}, counting(func(c *montecarlo.Chunk) {
		for j := range c.N {
			for i := range refused {
				if c.Outcomes[0][j].Refuses(b, i) {
					refused[i]++
				}
			}
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	return b, &tally.Theories[0], refused
}

// counting is a sink that looks at chunks.
type counting func(c *montecarlo.Chunk)

func (f counting) Add(c *montecarlo.Chunk) error {
	f(c)
	return nil
}

// TestInfluence: the terms of a theory that asks nobody follow power, whatever the
// others would refuse, and its draws have no outcome that could be counted.
func TestInfluence(t *testing.T) {
	t.Parallel()
	b, even, few := influence(t)
	_, strong, many := influence(t, "parties.russia.power=1000")
	k := slices.IndexFunc(b.Issues, func(s model.Issue) bool { return s.ID == "territory" })
	ukraine := slices.IndexFunc(b.Parties, func(p model.Party) bool { return p.ID == "ukraine" })
	if before, after := even.Terms[k].Mean().Value, strong.Terms[k].Mean().Value; !(after > before+0.03) {
		t.Errorf("territory at %.3f, and at %.3f with all the power on one side", before, after)
	}
	if many[ukraine] <= few[ukraine] || even.Refused[ukraine] != few[ukraine] || strong.Refused[ukraine] != many[ukraine] {
		t.Errorf("Ukraine would refuse in %d draws, then in %d; counted %d and %d", few[ukraine], many[ukraine], even.Refused[ukraine], strong.Refused[ukraine])
	}
	for _, y := range []*montecarlo.TheoryTally{even, strong} {
		counts := append(append(append(slices.Clone(y.Classes[:]), y.Signed...), y.Blocks...), y.Reasons...)
		if most := slices.Max(counts); most > 0 {
			t.Errorf("something is counted that did not happen: %v", counts)
		}
		if n := y.Payoff[ukraine].N(); n == 0 || n > 256 || math.IsNaN(y.Payoff[ukraine].Mean().Value) {
			t.Errorf("%d payoffs", n)
		}
	}
}
