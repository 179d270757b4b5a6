package theory_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// holding is a pie over which two states hold out; going on costs them different
// amounts.
func holding(t *testing.T, patience float64, theories string) *model.Bargain {
	t.Helper()
	return load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 20}
run: {theories: [%s]}
parties: {a: {disagreement_cost: 0.1, patience: %[2]g}, b: {disagreement_cost: 0.2, patience: %[2]g}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`, theories, patience))
}

// tally runs draws of a bargain.
func tally(t *testing.T, b *model.Bargain, draws int) *montecarlo.Tally {
	t.Helper()
	all, err := montecarlo.Run(t.Context(), b, montecarlo.Config{Draws: draws, Seed: 3, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// named is the index of a theory.
func named(t *testing.T, b *model.Bargain, name string) int {
	t.Helper()
	k := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == name })
	if k < 0 {
		t.Fatalf("%s is not played", name)
	}
	return k
}

// TestAttrition: on a pie of which S is to gain, the Nash solution gives each S/2
// beyond what going on brings, so that a party gives in with q = (1−δ)(1−ι)/(2δι)
// per meeting, whatever going on costs. How many draws are settled within twenty
// meetings, when on average, and where they end follow. More insistence and more
// patience make it last longer, and the twin signs at once what nash signs.
func TestAttrition(t *testing.T) {
	const n, rounds, surplus, middle = 2048, 20, 0.3, 0.55
	last := map[string]float64{}
	for _, patience := range []float64{0.8, 0.95} {
		b := holding(t, patience, "attrition, attrition+0.5, nash")
		all, shares := tally(t, b, n), []float64(nil)
		for _, c := range []struct {
			name       string
			insistence float64
		}{{"attrition+0.05", 0.05}, {"attrition", 0.2}, {"attrition+0.5", 0.5}, {"attrition+0.6", 0.6}} {
			q := min(1, (1-patience)*(1-c.insistence)/(2*patience*c.insistence))
			want := 1 - math.Pow((1-q)*(1-q), rounds)
			k := named(t, b, c.name)
			y := &all.Theories[k]
			got := float64(y.Classes[model.Settlement]) / n
			if off := 4*math.Sqrt(want*(1-want)/n) + 1e-9; math.Abs(got-want) > off {
				t.Errorf("patience %g, %s: %.4f settled, want %.4f ± %.4f", patience, c.name, got, want, off)
			}
			// Either gives in as often, and terms are ι·S/2 to either side of the Nash solution.
			mean, off := y.Terms[0].Mean(), 4*c.insistence*surplus/2/math.Sqrt(got*n)
			if math.Abs(mean.Value-middle) > off {
				t.Errorf("patience %g, %s: settled at %.4f on average, want %.4f ± %.4f", patience, c.name, mean.Value, middle, off)
			}
			if want := c.insistence * surplus / 2; math.Abs(y.Terms[0].SD()-want) > 0.02*want {
				t.Errorf("patience %g, %s: terms spread by %.4f, want %.4f", patience, c.name, y.Terms[0].SD(), want)
			}
			shares = append(shares, got)
			if more, ok := last[c.name]; ok && !(got < more) && more < 1 {
				t.Errorf("%s: patience of %g settles %.4f, of less %.4f", c.name, patience, got, more)
			}
			last[c.name] = got
		}
		if !slices.IsSortedFunc(shares, func(x, y float64) int {
			return cmp.Compare(y, x)
		}) {
			t.Errorf("patience %g: more insistence settles more: %v", patience, shares)
		}
		twin, nash := &all.Theories[named(t, b, "nobody_insists")], &all.Theories[named(t, b, "nash")]
		if twin.Classes[model.Settlement] != n || twin.Terms[0].Mean() != nash.Terms[0].Mean() || twin.Terms[0].SD() != 0 {
			t.Errorf("patience %g: %v settled at %v, nash %v", patience, twin.Classes, twin.Terms[0].Mean(), nash.Terms[0].Mean())
		}
	}
}

// TestImpatience: a party gives in as often as leaves the other indifferent, so
// that it is the other's impatience that makes it give in.
func TestImpatience(t *testing.T) {
	b := holding(t, 0.8, "attrition")
	b.Parties[1].Patience = model.Known(0.98)
	all := tally(t, b, 4096)
	k := named(t, b, "attrition")
	if mean := all.Theories[k].Terms[0].Mean(); !(mean.Value > 0.55+4*mean.Error) {
		t.Errorf("settled at %+v", mean)
	}
}

// TestOnRequest: attrition is not among all theories, and brings its other values
// where it is named; a value of its own does not.
func TestOnRequest(t *testing.T) {
	names := func(theories string) string {
		var list []string
		for _, of := range holding(t, 0.9, theories).Theories {
			if of.Cause != "" || of.Beside {
				list = append(list, of.Name)
			}
		}
		return strings.Join(list, " ")
	}
	for theories, want := range map[string]string{
		"all":                                "",
		"all, attrition+0.3":                 "nobody_insists attrition+0.3",
		"attrition":                          "nobody_insists attrition attrition+0.05 attrition+0.6",
		"attrition: {insistence: 0.05}":      "nobody_insists attrition+0.05",
		"attrition+0.05, attrition":          "nobody_insists attrition+0.05 attrition attrition+0.6",
		"nash, attrition: {insistence: 1}":   "nobody_insists attrition+1",
		"attrition+0, attrition+0.2, median": "nobody_insists attrition+0 attrition attrition+0.05 attrition+0.6",
	} {
		if got := names(theories); got != want {
			t.Errorf("[%s]: %s, want %s", theories, got, want)
		}
	}
}

// TestAttritionAllocates: a round of it allocates nothing.
func TestAttritionAllocates(t *testing.T) {
	b := holding(t, 0.95, "attrition+0.6")
	draws, err := montecarlo.NewDraws(b, montecarlo.Config{Draws: 64, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	out := b.NewOutcomes(len(b.Theories))
	in, ev := draws.At(3)
	runner := model.NewRunner(b)
	runner.Run(in, ev, out)
	if n := testing.AllocsPerRun(20, func() { runner.Run(in, ev, out) }); n > 0 {
		t.Errorf("%g allocations per draw", n)
	}
}
