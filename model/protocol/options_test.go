package protocol

import (
	"math/rand/v2"
	"testing"

	"sim/model"
	"sim/model/registry"
)

// dice are events that differ from number to number.
type dice struct{ seed uint64 }

func (d dice) Uniform(stream model.StreamKey, round, k int) float64 {
	pcg := *rand.NewPCG(d.seed^uint64(stream), uint64(round*1000+k))
	return (float64(pcg.Uint64()>>12) + 0.5) / (1 << 52)
}

// built is a theory with its parameters changed; nil and the error if it takes offence.
func built[P any](e registry.Entry[model.Theory], change func(p *P)) (model.Theory, error) {
	return e.Build(func(v any) error {
		change(v.(*P))
		return nil
	})
}

// Every option of the elections and of the spatial model runs, keeps terms
// where somebody's position is, and is known by its name only.
func TestSpatialOptions(t *testing.T) {
	for parameter, of := range map[string]struct {
		names []string
		set   func(p *spatialParameters, name string)
	}{
		"election":    {electionKind, func(p *spatialParameters, name string) { p.Advanced.Election = name }},
		"victory":     {victoryLaws, func(p *spatialParameters, name string) { p.Advanced.Victory = name }},
		"voting":      {votingRules, func(p *spatialParameters, name string) { p.Advanced.Voting = name }},
		"risk":        {[]string{"min", "mid", "max"}, func(p *spatialParameters, name string) { p.Advanced.Risk = name }},
		"perceived":   {[]string{"none", "one_third", "half", "two_thirds", "full"}, func(p *spatialParameters, name string) { p.Advanced.Perceived = name }},
		"commitment":  {[]string{"none", "semi", "full"}, func(p *spatialParameters, name string) { p.Advanced.Commitment = name }},
		"bargain":     {[]string{"s1p1", "s2p2"}, func(p *spatialParameters, name string) { p.Advanced.Bargain = name }},
		"transitions": {[]string{"deterministic", "stochastic"}, func(p *spatialParameters, name string) { p.Advanced.Transitions = name }},
		"outcome":     {outcomes, func(p *spatialParameters, name string) { p.Advanced.Outcome = name }},
	} {
		for _, name := range of.names {
			theory, err := built(Spatial, func(p *spatialParameters) { of.set(p, name) })
			if err != nil {
				t.Fatal(err)
			}
			if want := name == "stochastic" || name == "draw"; theory.Random != want {
				t.Errorf("%s %s: random %v", parameter, name, theory.Random)
			}
			p, protocol := benchmarkProblem(6, 3, 2), theory.New()
			lo, hi := []float64{1, 1, 1}, make([]float64, 3)
			for i := range p.Parties {
				for k, x := range p.Ideal[i] {
					lo[k], hi[k] = min(lo[k], x), max(hi[k], x)
				}
			}
			stream := &model.Stream{Events: dice{3}}
			var first, again model.Offer
			protocol.Solve(p, stream, &first)
			stream.Rewind(0)
			protocol.Solve(p, stream, &again)
			for k, x := range first.Terms {
				if !(x >= lo[k]-1e-4 && x <= hi[k]+1e-4) || x != again.Terms[k] {
					t.Errorf("%s %s: issue %d at %g and %g, positions from %g to %g", parameter, name, k, x, again.Terms[k], lo[k], hi[k])
				}
			}
			if n := allocations(3, func() { protocol.Solve(p, stream, &again) }); !theory.Random && n != 0 {
				t.Errorf("%s %s: %g allocations", parameter, name, n)
			}
		}
		if _, err := built(Spatial, func(p *spatialParameters) { of.set(p, "else") }); err == nil {
			t.Errorf("%s: takes any name", parameter)
		}
	}
}

// A draw by the shares takes each option as often as its share says.
func TestCondorcetDraw(t *testing.T) {
	p := two(1, 0, 0)
	p.PartyNames = []string{"strong", "weak"}
	p.Capability[0] = 3
	theory, err := built(Condorcet, func(p *condorcetParameters) { p.Outcome = "draw" })
	if err != nil {
		t.Fatal(err)
	}
	protocol, n, first := theory.New(), 4000, 0
	for i := range n {
		var out model.Offer
		protocol.Solve(p, &model.Stream{Events: dice{uint64(i)}}, &out)
		if out.Terms[0] == 1 {
			first++
		}
	}
	if share := float64(first) / float64(n); share < 0.72 || share > 0.78 {
		t.Errorf("the position with three quarters of the votes stands in %g of the draws", share)
	}
}

// Parameters that make no sense are refused.
func TestInfluenceParameters(t *testing.T) {
	for name, bad := range map[string]func() (model.Theory, error){
		"no rounds": func() (model.Theory, error) { return built(Challenge, func(p *challengeParameters) { p.Rounds = 0 }) },
		"variant": func() (model.Theory, error) {
			return built(Challenge, func(p *challengeParameters) { p.Variant = "x" })
		},
		"Q above 1": func() (model.Theory, error) { return built(Challenge, func(p *challengeParameters) { p.Stays = 1.5 }) },
		"T below 0": func() (model.Theory, error) { return built(Challenge, func(p *challengeParameters) { p.Favours = -1 }) },
		"no turns":  func() (model.Theory, error) { return built(Spatial, func(p *spatialParameters) { p.Turns = 0 }) },
		"preset": func() (model.Theory, error) {
			return built(Spatial, func(p *spatialParameters) { p.Preset = "coleman" })
		},
		"condorcet": func() (model.Theory, error) {
			return built(Condorcet, func(p *condorcetParameters) { p.Outcome = "x" })
		},
		"no exchanges":   func() (model.Theory, error) { return built(Exchange, func(p *exchangeParameters) { p.Exchanges = 0 }) },
		"rounds of none": func() (model.Theory, error) { return built(Exchange, func(p *exchangeParameters) { p.Rounds = 0 }) },
	} {
		if _, err := bad(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// A scenario may have as many parties as 250; every theory that needs no
// consent takes them.
func TestCrowd(t *testing.T) {
	for _, e := range []registry.Entry[model.Theory]{WeightedMean, Median, Challenge, Condorcet, Exchange} {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		var out model.Offer
		theory.New().Solve(benchmarkProblem(250, 2, 2), nil, &out)
		for k, x := range out.Terms {
			if !(x > 0 && x < 1) {
				t.Errorf("%s: issue %d at %g", e.Name, k, x)
			}
		}
	}
}
