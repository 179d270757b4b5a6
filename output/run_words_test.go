package output_test

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// ran plays a scenario of the library.
func ran(t *testing.T, file string, draws int, theories ...string) *output.Result {
	t.Helper()
	s, err := study.New(study.Source{Path: file, FS: scenarios.FS, Theories: theories})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = draws
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Result{Result: r}
}

// theory is the index of a theory of a run.
func theory(r *output.Result, name string) int {
	return slices.IndexFunc(r.Scenario.Bargain.Theories, func(t model.Theory) bool { return t.Name == name })
}

// TestWhyNot: the most frequent reasons come first, in draws of 100 that add up to
// those without an agreement; every reason has words; a theory that asks nobody has
// none.
func TestWhyNot(t *testing.T) {
	r := ran(t, "private-cost-deadline.yaml", 512, "nash", "weighted_mean", "information")
	if got := output.WhyNot(r, theory(r, "nash")); got != "–" {
		t.Errorf("everybody agrees under nash, and yet: %s", got)
	}
	of := theory(r, "information")
	want := math.Round(100 * float64(r.Tally.Theories[of].Reasons[model.NotKnown]) / 512)
	if got := output.WhyNot(r, of); want < 1 || !strings.HasPrefix(got, "demand refused ") {
		t.Errorf("information fails for %q, %g of 100 draws", got, want)
	}
	if got := output.WhyNot(r, theory(r, "weighted_mean")); got != "–" {
		t.Errorf("a theory that asks nobody: %s", got)
	}
	for reason := range model.ReasonNames {
		clear(r.Tally.Theories[of].Reasons)
		r.Tally.Theories[of].Reasons[reason] = 256
		if got := output.WhyNot(r, of); model.Reason(reason) != model.NoReason && (len(got) < len("waits 50") || !strings.HasSuffix(got, " 50")) {
			t.Errorf("%v in half of the draws: %q", model.Reason(reason), got)
		}
	}
}

// TestMedianTerms: the range of the medians over theories, which for the weighted
// mean alone is its median.
func TestMedianTerms(t *testing.T) {
	r := ran(t, "emission-standards.yaml", 256, "weighted_mean", "median")
	low, high, n := r.MedianTerms(0)
	if n != 2 || low.Value > high.Value {
		t.Errorf("medians from %g to %g of %d theories", low.Value, high.Value, n)
	}
	if got := r.FormatMedianTerms(0); got == "" || (low.Value != high.Value) != strings.Contains(got, " to ") {
		t.Errorf("%g to %g is written %q", low.Value, high.Value, got)
	}
	pie := ran(t, "merger.yaml", 256, "nash")
	price := theoryIssue(pie, "price")
	one, same, n := pie.MedianTerms(price)
	if got := pie.FormatMedianTerms(price); n != 1 || one != same || got != strconv.Itoa(int(math.Round(one.Value))) {
		t.Errorf("the price is %g to %g in the median of %d theories, and written %q", one.Value, same.Value, n, got)
	}
}

// theoryIssue is the index of an issue of a run.
func theoryIssue(r *output.Result, id string) int {
	return slices.IndexFunc(r.Scenario.Bargain.Issues, func(k model.Issue) bool { return k.ID == id })
}

// TestExcess: by how much predictions exceed the total of the catch, and who would
// refuse them.
func TestExcess(t *testing.T) {
	r := ran(t, "fisheries.yaml", 64, "weighted_mean", "nash")
	b := r.Scenario.Bargain
	over, ok := r.Excess(theory(r, "weighted_mean"), &b.Totals[0])
	if !ok || over.Value <= 0 {
		t.Errorf("each state is predicted what it asks for, and the total is exceeded by %g (%v)", over.Value, ok)
	}
	if _, ok := r.Excess(theory(r, "nash"), &b.Totals[0]); ok {
		t.Error("what is agreed keeps the total, and an excess is reported")
	}
	if e, ok := r.RefusedBy(theory(r, "weighted_mean"), &b.Parties[0]); !ok || e.Value < 0 || e.Value > 1 {
		t.Errorf("refused in a share of %g (%v)", e.Value, ok)
	}
}

// TestWalkAway: terms at which a party walks away, with their units; a position that
// is an option goes by its name.
func TestWalkAway(t *testing.T) {
	r := ran(t, "merger.yaml", 64, "nash")
	price := theoryIssue(r, "price")
	issue := &r.Scenario.Bargain.Issues[price]
	at := issue.Scale.Position(160)
	if got := output.WalkAway(r.Scenario.Bargain, []model.WalkAwayPart{{Issue: price, Term: at}}); got != "price 160 "+issue.Unit {
		t.Errorf("a price of 160 is %q", got)
	}
	named := model.Issue{Options: []float64{0, 1}, Labels: []model.Label{{Name: "none", At: 0}, {Name: "all", At: 1}}}
	if got := output.Position(&named, 1); got != "all" {
		t.Errorf("an option is %q", got)
	}
}

// TestRevealed: what is known under the twin and secret under the theory.
func TestRevealed(t *testing.T) {
	r := ran(t, "private-cost-deadline.yaml", 64, "information")
	effects := r.CauseEffects()
	if len(effects) != 1 {
		t.Fatalf("%d effects", len(effects))
	}
	if got := r.Revealed(&effects[0]); len(got) != 1 || !strings.HasSuffix(got[0], ".disagreement_cost") {
		t.Errorf("revealed: %v", got)
	}
}

// TestFromTo: shares as counts of 100, with the digits that their errors allow.
func TestFromTo(t *testing.T) {
	share := func(value, err float64) montecarlo.Estimate {
		return montecarlo.Estimate{N: 1000, Value: value, Error: err}
	}
	if got := output.FromTo(share(0.05, 0.007), share(0.31, 0.015)); got != "5 → 31" {
		t.Errorf("%q", got)
	}
	for want, names := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := output.List(names); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
