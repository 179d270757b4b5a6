package montecarlo_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// kept is a Sink that stores the outcomes of all draws, by theory.
type kept [][]model.Outcome

func (k *kept) Add(c *montecarlo.Chunk) error {
	if *k == nil {
		*k = make(kept, len(c.Outcomes))
	}
	for t, outcomes := range c.Outcomes {
		for _, o := range outcomes {
			o.Terms, o.Utility, o.Payoff = slices.Clone(o.Terms), slices.Clone(o.Utility), slices.Clone(o.Payoff)
			o.Reservation, o.Blocks = slices.Clone(o.Reservation), slices.Clone(o.Blocks)
			(*k)[t] = append((*k)[t], o)
		}
	}
	return nil
}

// With every process switched on, a draw does not depend on what its worker
// simulated before.
func TestDrawsStandAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	s, err := scenario.Load("../scenario/testdata/alaska.yaml", scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Bargain.Observed = nil // it would leave no draw
	cfg := montecarlo.Config{Draws: 64, Seed: 7, Workers: 1}
	var one kept
	if _, err := montecarlo.Run(t.Context(), s.Bargain, cfg, &one); err != nil {
		t.Fatal(err)
	}
	draws, err := montecarlo.NewDraws(s.Bargain, cfg)
	if err != nil {
		t.Fatal(err)
	}
	signed := 0
	for i := range 64 {
		in, ev := draws.At(i)
		alone := make([]model.Outcome, len(s.Bargain.Theories))
		for theory := range alone {
			alone[theory] = s.Bargain.NewOutcome()
		}
		model.NewRunner(s.Bargain).Run(in, ev, alone)
		for theory, got := range alone {
			want := one[theory][i]
			if got.Signed() {
				signed++
			}
			same := got.Class == want.Class && got.Round == want.Round && got.Package == want.Package && got.NotConsenting == want.NotConsenting
			for p := range got.Utility {
				same = same && got.Utility[p] == want.Utility[p] && alike(got.Payoff[p], want.Payoff[p])
			}
			for k, x := range got.Terms {
				same = same && alike(x, want.Terms[k])
			}
			if !same {
				t.Fatalf("draw %d under %s: alone %+v, among others %+v", i, s.Bargain.Theories[theory].Name, got, want)
			}
		}
	}
	if signed == 0 {
		t.Error("nothing was ever signed: the test would see little")
	}
}

// alike reports whether two numbers are equal, or both do not exist.
func alike(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }

// The terms of an outcome are those of the package in force when it was signed,
// within that package's limits.
func TestTermsAreThoseSigned(t *testing.T) {
	s, err := scenario.Load("../../scenarios/alaska.yaml", scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose([]string{"nash"}); err != nil {
		t.Fatal(err)
	}
	b := s.Bargain
	draws, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 512, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	lead, seen := s.Lead(), 0
	humanitarian := slices.IndexFunc(b.Packages, func(p model.Package) bool { return p.Outcome == model.Partial && p.Certain })
	for i := range 400 {
		in, ev := draws.At(i)
		out := b.NewOutcome()
		var terms []float64
		pkg := -1
		model.Narrate(b, lead, in, ev, &out, func(e model.Event) {
			if e.Kind == model.PackageSigned && e.Package != humanitarian {
				terms, pkg = append([]float64(nil), e.Terms...), e.Package
			}
		})
		if out.Package != pkg || !out.Class.Deal() {
			continue // the last deal signed has ended
		}
		seen++
		for _, k := range b.Packages[pkg].Issues {
			if out.Terms[k] != terms[k] {
				t.Fatalf("draw %d: %s was signed at %g on %s, and is given at %g", i, b.Packages[pkg].ID, terms[k], b.Issues[k].ID, out.Terms[k])
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d draws with a deal", seen)
	}
}
