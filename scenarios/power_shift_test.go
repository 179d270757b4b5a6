package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// TestPowerShift: a line that is drawn for good is left where the shift is no
// larger than what both save (Powell 2006: the inefficiency condition), which the
// rule of division does not change; the weakest guarantee takes the rest of the
// shift away.
func TestPowerShift(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	const n, saved = 1024, 20.0
	for _, c := range []struct {
		set   []string
		fails float64
	}{
		{nil, 0.5},
		{[]string{"packages.settlement.limits.guarantee=[0, 0.4]"}, 1.0 / 6},
		{[]string{"packages.settlement.power_shift.a_round=0.8"}, 0}, // in 24 rounds, twice those of the clock, it comes to 19.2 at most
		{[]string{"packages.settlement.power_shift.slowed_by={monitoring: 0.5}", "packages.settlement.monitoring=1"}, 0},
	} {
		s, err := scenario.Load("power-shift.yaml", scenario.Options{FS: scenarios.FS, Set: c.set})
		if err != nil {
			t.Fatal(err)
		}
		tally, err := montecarlo.Run(t.Context(), s.Bargain, montecarlo.Config{Draws: n, Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.Bargain.Theories {
			fails, want := 1-float64(tally.Theories[i].Classes[model.Settlement])/n, 0.0
			if s.Bargain.Theories[i].Predicts {
				continue
			}
			if s.Bargain.Theories[i].Name == "commitment" {
				want = c.fails
			}
			if off := 4 * math.Sqrt(want*(1-want)/n); math.Abs(fails-want) > off {
				t.Errorf("%v: %s fails in %.4f of the draws, want %.4f ± %.4f", c.set, s.Bargain.Theories[i].Name, fails, want, off)
			}
		}
	}
	s, err := scenario.Load("power-shift.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	b, out := s.Bargain, s.Bargain.NewOutcome()
	at := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "commitment" })
	for shift := 1.0; shift < 40; shift += 3 {
		model.Narrate(b, at, []float64{shift}, model.MedianEvents{}, &out, func(model.Event) {})
		switch signed := out.Class == model.Settlement; {
		case signed != (shift < saved):
			t.Errorf("a shift of %g percent ends in %v", shift, out.Class)
		case signed && math.Abs(100*out.Terms[1]-min(50, 60-shift)) > 1e-2:
			t.Errorf("a shift of %g percent leaves the line at %g", shift, 100*out.Terms[1])
		case !signed && (out.Reason != model.NotKept || out.Breaker != 1 || out.BreaksIn != int(math.Ceil(shift/4)) || math.Abs(out.Weakest-(1-saved/shift)) > 1e-3):
			t.Errorf("a shift of %g percent fails for %v, by %d in round %d; the weakest guarantee is %g", shift, out.Reason, out.Breaker, out.BreaksIn, out.Weakest)
		}
	}
}

// TestKeepingAlaska: with nothing that tempts to break an agreement every draw is
// that of nash to the last bit; the more power shifts and the less a breach is met,
// the fewer draws agree.
func TestKeepingAlaska(t *testing.T) {
	t.Parallel()
	n := min(2**draws, 384)
	deals := func(set ...string) (kept, nash int, alike bool) {
		s, err := scenario.Load("alaska.yaml", scenario.Options{FS: scenarios.FS, Set: set})
		if err == nil {
			err = s.Choose([]string{"nash", "commitment"})
		}
		if err != nil {
			t.Fatal(err)
		}
		draws, err := montecarlo.NewDraws(s.Bargain, montecarlo.Config{Draws: n, Seed: seed, Sampler: montecarlo.Random.Name, Quantiles: &quantiles})
		if err != nil {
			t.Fatal(err)
		}
		r, outs := model.NewRunner(s.Bargain), []model.Outcome{s.Bargain.NewOutcome(), s.Bargain.NewOutcome(), s.Bargain.NewOutcome()}
		alike = true
		for i := range n {
			in, ev := draws.At(i)
			r.Run(in, ev, outs)
			for j, of := range []*int{&nash, &kept} {
				if outs[1+j].Class.Headline() {
					*of++
				}
			}
			alike = alike && fmt.Sprint(outs[1].Terms, outs[1].Payoff, outs[1].Class, outs[1].Round, outs[1].Blocks) == fmt.Sprint(outs[2].Terms, outs[2].Payoff, outs[2].Class, outs[2].Round, outs[2].Blocks)
		}
		return kept, nash, alike
	}
	idle := []string{
		"strength=null",
		"packages.settlement.power_shift.up_to=0", "packages.ceasefire.power_shift.up_to=0",
		"processes.violations.accidents=0", "processes.violations.noticed=1", "processes.violations.answers.guarantee.by=1",
	}
	if kept, nash, alike := deals(idle...); !alike || kept == 0 {
		t.Errorf("with nothing to tempt anybody %d draws agree, and %d under nash; alike: %v", kept, nash, alike)
	}
	none, nash, _ := deals(idle[1:]...)
	as, same, _ := deals()
	if same != nash {
		t.Errorf("nash takes notice of what only commitment foresees: %d draws agree, not %d", same, nash)
	}
	much, same, _ := deals(
		"packages.settlement.power_shift.up_to=0.16", "packages.settlement.power_shift.a_round=0.05", "packages.settlement.power_shift.slowed_by.guarantee=0",
		"packages.settlement.power_shift.slowed_by.monitoring=0", "processes.violations.noticed=0.02", "processes.violations.answers.guarantee.by=0",
	)
	if same != nash || much > as || as > none || much == none {
		t.Errorf("%d draws agree where nothing tempts, %d as it is, %d where much does (under nash %d)", none, as, much, same)
	}
}
