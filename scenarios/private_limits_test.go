package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// within reports a share that lies more than four errors from what it should be.
func within(t *testing.T, what string, got, want float64, n int) {
	t.Helper()
	if off := 4 * math.Sqrt(want*(1-want)/float64(n)); math.Abs(got-want) > off {
		t.Errorf("%s: %.4f, want %.4f ± %.4f", what, got, want, off)
	}
}

// TestWagePrivate: limits from 2 to 6 and from 1 to 5.5 overlap in a triangle of
// 3.5²/2 of 18, and sealed bids need them to leave a quarter of 5.5 − 2 (Chatterjee
// and Samuelson 1983). Attrition loses some of what overlaps, more with insistence.
func TestWagePrivate(t *testing.T) {
	t.Parallel()
	n := max(2048, 4**draws)
	of := causesOf(t, "wage-private.yaml", nil, []string{"nash", "information+sealed", "attrition"}, montecarlo.Config{Draws: n, Seed: 5, Workers: 2})
	bids := of["information+sealed"]
	within(t, "known limits", bids.Deal.A.Value, 3.5*3.5/2/18, n)
	within(t, "sealed bids", bids.Deal.B.Value, 2.625*2.625/2/18, n)
	if bids.Deal.OnlyB != 0 {
		t.Errorf("%d draws agree only because limits are private", bids.Deal.OnlyB)
	}
	little, some, much := of["attrition+0.05"].Deal, of["attrition"].Deal, of["attrition+0.6"].Deal
	if little.OnlyA >= some.OnlyA || some.OnlyA >= much.OnlyA || much.OnlyB != 0 {
		t.Errorf("insistence of 0.05, 0.2 and 0.6 loses %d, %d and %d agreements", little.OnlyA, some.OnlyA, much.OnlyA)
	}
	within(t, "nobody insists", some.A.Value, 3.5*3.5/2/18, n)
}

// TestLawsuit: of cases over a range R, with costs K of both over the damages, a
// share 1 − K/R goes to trial, and the demand is the top of the range less K, plus
// the defendant's cost (Bebchuk 1984). Dearer trials are fewer, and so are they where there
// is less to be known; where the costs exceed the range there are none.
func TestLawsuit(t *testing.T) {
	t.Parallel()
	n := max(1024, 2**draws)
	for _, c := range []struct {
		low, high, plaintiff, defendant float64
	}{
		{0.3, 0.8, 0.1, 0.12}, {0.3, 0.8, 0.2, 0.2}, {0.4, 0.7, 0.1, 0.12}, {0.5, 0.6, 0.1, 0.12},
	} {
		costs := c.plaintiff + c.defendant
		of := causesOf(t, "lawsuit.yaml", []string{
			fmt.Sprintf("strength.value={uniform: [%g, %g]}", c.low, c.high),
			fmt.Sprintf("parties.plaintiff.disagreement_cost=%g", c.plaintiff), fmt.Sprintf("parties.defendant.disagreement_cost=%g", c.defendant),
		}, []string{"information"}, montecarlo.Config{Draws: n, Seed: 5, Workers: 2})["information"]
		trials := max(0, 1-costs/(c.high-c.low))
		within(t, fmt.Sprintf("%+v: trials", c), 1-of.Deal.B.Value, trials, n)
		if of.Deal.A.Value != 1 {
			t.Errorf("%+v: with the case known %g settle", c, of.Deal.A.Value)
		}
		// The demand is what the weakest case that settles would cost the defendant, and the twin leaves
		// each what a trial would.
		demand := 100 * (max(c.low, c.high-costs) + c.defendant)
		known := 100 * ((max(c.low, c.high-costs)+c.high)/2 + c.defendant)
		if d := of.Terms[0]; math.Abs(d.Value-(demand-known)) > 4*d.Error+0.1 {
			t.Errorf("%+v: the demand is %.2f away from what a known case settles at, want %.2f", c, d.Value, demand-known)
		}
	}
}

// TestCoalitionAgreement: the ballot that nobody foresees is the cause for which
// most fail, and the stricter the members, the more; foreseen it stops fewer and moves
// the terms their way. Insistence does the rest.
func TestCoalitionAgreement(t *testing.T) {
	t.Parallel()
	cfg := montecarlo.Config{Draws: 512, Seed: 5, Workers: 2}
	names := []string{"information", "two_level", "two_level_anticipated", "attrition"}
	of := causesOf(t, "coalition-agreement.yaml", nil, names, cfg)
	strict := causesOf(t, "coalition-agreement.yaml", []string{"factions.smaller.members.majority.accepts.climate={at_least: 24}"}, []string{"two_level"}, cfg)
	for _, name := range []string{"two_level", "attrition+0.6"} {
		if d := of[name].Deal.Difference; !(d.Value < -0.05 && d.Value < -4*d.Error) {
			t.Errorf("%s: %+v", name, d)
		}
	}
	if strict["two_level"].Deal.OnlyA <= of["two_level"].Deal.OnlyA {
		t.Errorf("a stricter ballot stops %d draws, the other %d", strict["two_level"].Deal.OnlyA, of["two_level"].Deal.OnlyA)
	}
	if of["two_level_anticipated"].Deal.OnlyA > of["two_level"].Deal.OnlyA {
		t.Error("a foreseen ballot stops more")
	}
	climate := slices.IndexFunc(read(t, "coalition-agreement.yaml").Issues, func(s model.Issue) bool { return s.ID == "climate" })
	if d := of["two_level_anticipated"].Terms[climate]; !(d.Value > 4*d.Error) {
		t.Errorf("a foreseen ballot moves climate by %+v", d)
	}
	if private := of["information"].Deal.OnlyA; private > 10 {
		t.Errorf("ignorance about the cost alone stops %d draws", private)
	}
}
