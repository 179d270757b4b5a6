package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
)

// rated is what alaska counts per round, and what it is per round of half the
// length.
var rated = []struct {
	path     string
	low, top float64 // a range; equal: one number
	half     func(x float64) float64
}{
	{"parties.russia.patience", 0.98, 0.996, math.Sqrt},
	{"parties.ukraine.patience", 0.98, 0.995, math.Sqrt},
	{"parties.us.patience", 0.92, 0.975, math.Sqrt},
	{"parties.europe.patience", 0.97, 0.992, math.Sqrt},
	{"parties.russia.expected_compliance.over", 26, 26, double},
	{"parties.ukraine.expected_compliance.over", 26, 26, double},
	{"strength.drift_a_round", 0.005, 0.02, halve},
	{"processes.drift.drift", 0.005, 0.03, halve},
	{"processes.drift.volatility", 0.02, 0.05, func(x float64) float64 { return x / math.Sqrt2 }},
	{"processes.drift.reversion", 0.005, 0.02, halve},
	{"processes.drift.sensitivity", 0.01, 0.04, halve},
	{"processes.drift.breakthrough.chance", 0.01, 0.04, halfChance},
	{"processes.stock.manpower.loss", 0.02, 0.05, halve},
	{"processes.stock.manpower.inflow", 0.01, 0.03, halve},
	{"processes.stock.russian_manpower.loss", 0.02, 0.04, halve},
	{"processes.stock.russian_manpower.inflow", 0.015, 0.035, halve},
	{"processes.stock.oil_revenue.loss", 0.01, 0.03, halve},
	{"processes.stock.oil_revenue.inflow", 0.005, 0.02, halve},
	{"processes.violations.hazard.russia", 0.015, 0.06, halve},
	{"processes.violations.hazard.ukraine", 0.004, 0.02, halve},
	{"processes.violations.settles", 0.01, 0.05, halfChance},
	{"processes.violations.record.weight", 20, 80, double},
	{"processes.violations.record.kept", 2, 6, double},
	{"processes.escalation.hazard", 0.0005, 0.003, halve},
	{"processes.delay.called", 0.12, 0.45, halfChance},
	{"processes.breakdown.hazard", 0.005, 0.02, halve},
	{"processes.breakdown.reopen", 0.2, 0.5, halfChance},
	{"processes.ratification.ukraine.parliament.again_after", 6, 6, double},
	{"packages.settlement.meetings", 8, 8, double},
	{"clock.rounds", 26, 26, double},
}

func halve(x float64) float64      { return x / 2 }
func double(x float64) float64     { return 2 * x }
func halfChance(x float64) float64 { return 1 - math.Sqrt(1-x) }

// rates are the overrides for rounds as they are, or half as long.
func rates(half bool) []string {
	var set []string
	for _, r := range rated {
		low, top := r.low, r.top
		if half {
			low, top = r.half(low), r.half(top)
		}
		value := fmt.Sprintf("%.15g", low)
		if low != top {
			value = fmt.Sprintf("%.15g to %.15g", low, top)
		}
		set = append(set, r.path+"="+value)
	}
	return set
}

// fourMeet has the four meet every so many rounds from a round on.
func fourMeet(every, from int) string {
	return fmt.Sprintf("processes.meetings.held=[{every: %d, from: %d, between: [russia, ukraine, us, europe]}]", every, from)
}

// TestRoundLength: rounds of half the length with half the rates, and twice as many,
// change no share beyond its error, whether there are as many meetings as rounds or as
// many as before. Momentum is left out, of which half a round keeps a different share.
// When something happens at last is the same only if nobody waits: who may wait looks
// one round ahead, and a round of waiting costs twice what half a round costs only as
// far as the chance to be called the one who refuses is small in a round. Here it is up
// to a half, so that in shorter rounds somebody waits at the first meeting a little more
// often.
func TestRoundLength(t *testing.T) {
	t.Parallel()
	// What happens once per meeting and is no rate, such as an act that answers a refusal,
	// is left out where there are twice as many meetings.
	ofRounds := []string{
		"processes.meetings.refusal=null", "levers.refuse_to_meet=null", "levers.delay=null",
		"processes.drift.momentum=0", "processes.alienation=null", "processes.credibility=null",
		"levers.europe_backfill.offsets=null", "correlations=null", "parties.us.on_leaving=null",
	}
	b := read(t, "alaska.yaml")
	for i := range b.Levers {
		if b.Levers[i].ReactsTo(model.OnRefusal) {
			ofRounds = append(ofRounds, "levers."+b.Levers[i].ID+"=null")
		}
	}
	in := func(of func(model.Class) measure, classes ...model.Class) (ms []measure) {
		for _, c := range classes {
			ms = append(ms, of(c))
		}
		return slices.Clip(ms)
	}
	all := []model.Class{model.Settlement, model.Ceasefire, model.Partial, model.Stalemate, model.Escalation, model.Collapsed}
	ends, reaches := in(share, all...), in(reached, all...)
	nobodyWaits := []string{fourMeet(1, 0), "processes.delay=null"}
	for _, c := range []struct {
		name        string
		whole, half []string
		same        []measure
	}{
		{"more meetings", append([]string{fourMeet(1, 0)}, ofRounds...), append([]string{fourMeet(1, 0)}, ofRounds...), ends},
		{"more meetings, nobody waits", append(nobodyWaits, ofRounds...), append(nobodyWaits, ofRounds...), append(ends, reaches...)},
		{ // what happens once per meeting stays as it is, and so do its rates
			"the same meetings",
			[]string{fourMeet(1, 0), "levers.delay=null", "processes.delay=null", "processes.drift.momentum=0"},
			[]string{
				fourMeet(2, 1), "levers.delay=null", "processes.delay=null", "processes.drift.momentum=0",
				"packages.settlement.meetings=8", "processes.breakdown.hazard=0.005 to 0.02",
			},
			// Between two meetings nothing is signed, so that a draw begins without, and what is broken stays so for a while.
			append(ends, in(reached, model.Settlement, model.Ceasefire, model.Partial, model.Escalation)...),
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			whole := play(t, "alaska.yaml", append(rates(false), c.whole...), *draws)
			half := play(t, "alaska.yaml", append(rates(true), c.half...), *draws)
			for _, m := range c.same {
				gain, err := moved(m, whole, half)
				t.Logf("%s: %.3f, %+.4f ± %.4f", m.name, whole.mean(m), gain, err)
				if math.Abs(gain) > 3*err && gain != 0 {
					t.Errorf("with rounds of half the length the %s moves by %+.4f ± %.4f", m.name, gain, err)
				}
			}
		})
	}
}

// TestRoundLengthReservation: what refusing is worth does not depend on how long
// a round is, levers that wait for a refusal included.
func TestRoundLengthReservation(t *testing.T) {
	t.Parallel()
	calm := slices.DeleteFunc(slices.Clone(still), func(s string) bool { return strings.HasPrefix(s, "clock.rounds") })
	short := func(half bool) []string {
		return append(slices.Concat(calm, rates(half)), "clock.rounds=1")
	}
	whole, half := play(t, "alaska.yaml", short(false), *draws), play(t, "alaska.yaml", short(true), *draws)
	for _, party := range []string{"russia", "ukraine", "us", "europe"} {
		gain, err := moved(reservation(party), whole, half)
		t.Logf("%s: %+.5f ± %.5f", party, gain, err)
		if math.Abs(gain) > leastPayoff {
			t.Errorf("with rounds of half the length the reservation value of %s moves by %+.5f", party, gain)
		}
	}
}
