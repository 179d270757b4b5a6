package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
)

// still is what makes round 0 a matter of payoffs alone: nobody stays away,
// leaves or escalates, pressure breeds no doubt, and no red line binds.
var still = []string{
	"clock.rounds=1", "processes.meetings.refusal.russia=0", "processes.escalation.hazard=0", "processes.alienation=null",
	"parties.us.leaves=0", "parties.us.on_leaving=null",
	"issues.guarantee.red_lines.us.binding=0",
	"issues.eu_sanctions.red_lines.europe.binding=0",
}

// opened is alaska at the start of round 0, with overrides.
func opened(t *testing.T, set ...string) *played {
	t.Helper()
	return play(t, "alaska.yaml", slices.Concat(still, set), *draws)
}

// always is a claim about every draw: 1 rises, −1 falls, 0 stays bit by bit.
type always struct {
	of   measure
	sign int
	// weakly allows draws without a change.
	weakly bool
}

func (a always) check(t *testing.T, low, high *played) {
	t.Helper()
	n, wrong := 0, 0
	for _, gain := range gains(a.of, low, high) {
		if gain != gain {
			continue
		}
		n++
		signed := float64(a.sign) * gain
		switch {
		case a.sign == 0 && gain != 0, a.sign != 0 && signed < 0 && !(a.weakly && signed > -1e-9), a.sign != 0 && signed == 0 && !a.weakly:
			wrong++
		}
	}
	if n < len(low.draws)/2 || wrong > 0 {
		t.Errorf("%s: wrong in %d of %d draws, want sign %d in all", a.of.name, wrong, n, a.sign)
	}
}

// TestEveryDraw turns levers and numbers and sees in every draw which way what
// the parties weigh goes in round 0, and whose does not change (signs that hold
// without error bars).
func TestEveryDraw(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	rises, falls, stays := func(m measure) always { return always{of: m, sign: 1} }, func(m measure) always { return always{of: m, sign: -1} }, func(m measure) always { return always{of: m} }
	neverRises := func(m measure) always { return always{m, -1, true} }
	weight := func(lever string) string { return "levers." + lever + ".weight" }
	ukraine, russia, us, europe := reservation("ukraine"), reservation("russia"), reservation("us"), reservation("europe")
	// A range of a size that may have either sign reaches across zero in a draw in
	// a thousand.
	by := func(lever, size string) []string { return []string{"levers." + lever + ".effects.0.by=" + size} }
	for _, c := range []struct {
		path, low, high string
		says            []always
		with            []string // on both sides
	}{
		{weight("aid_cutoff"), "0", "1", []always{falls(ukraine), stays(russia), stays(us), stays(europe)}, nil},
		{weight("intelligence_cutoff"), "0", "1", []always{falls(ukraine), stays(russia), stays(us), stays(europe)}, nil},
		{weight("threat"), "0", "1", []always{falls(russia), stays(ukraine), stays(europe)}, nil},
		{weight("aid_increase"), "0", "1", []always{falls(russia), stays(ukraine), stays(europe)}, nil},
		{weight("offensive_stance"), "0", "1", []always{falls(russia), stays(ukraine), stays(europe)}, nil},
		{weight("press_exchange"), "0", "1", []always{falls(ukraine), stays(russia), neverRises(agreed("ukraine"))}, nil},
		{weight("long_range"), "0", "1", []always{falls(russia), stays(us)}, by("long_range", "0.02")},
		{weight("air_strikes"), "0", "1", []always{falls(ukraine), stays(us)}, by("air_strikes", "0.03")},
		{weight("front_pressure"), "0", "1", []always{falls(ukraine), stays(us)}, by("front_pressure", "0.02")},
		{weight("europe_backfill"), "0", "1", []always{rises(ukraine), rises(agreed("ukraine"))}, nil},
		{weight("sanctions_relief"), "0", "1", []always{stays(russia), stays(ukraine), stays(us), stays(europe)}, nil},
		{weight("us_guarantee"), "0", "1", []always{stays(russia), stays(ukraine), stays(europe)}, nil},
		{"strength.value", "0.4 to 0.45", "0.75 to 0.8", []always{rises(russia), falls(ukraine), stays(us), rises(agreed("russia"))}, nil},
		{"parties.us.disagreement_cost", "0", "0.1", []always{falls(us), stays(ukraine), stays(russia)}, nil},
		{"processes.delay.called", "0.1", "0.4", []always{falls(ukraine), falls(russia)}, nil},
	} {
		t.Run(c.path, func(t *testing.T) {
			low, high := opened(t, slices.Concat(c.with, set(c.low, c.path))...), opened(t, slices.Concat(c.with, set(c.high, c.path))...)
			for _, a := range c.says {
				a.check(t, low, high)
			}
		})
	}
}

// TestBackfillOffsets: European arms take away part of what the end of US aid
// does.
func TestBackfillOffsets(t *testing.T) {
	t.Parallel()
	cut := func(backfill string) []float64 {
		path := "levers.europe_backfill.weight=" + backfill
		return gains(reservation("ukraine"), opened(t, path, "levers.aid_cutoff.weight=0"), opened(t, path, "levers.aid_cutoff.weight=1"))
	}
	without, with := cut("0"), cut("1")
	for i := range with {
		if !(without[i] < with[i] && with[i] < 0) {
			t.Fatalf("draw %d: the cutoff moves Ukraine's reservation value by %g without European arms and by %g with them", i, without[i], with[i])
		}
	}
}

// TestLeverage: pressure on a party that acts whatever happens gives no
// leverage. It moves what not agreeing is worth, and no term and no surplus,
// whatever other levers act.
func TestLeverage(t *testing.T) {
	t.Parallel()
	always := "levers.evasion_enforcement.when=always"
	low, high := opened(t, always, "levers.evasion_enforcement.weight=0"), opened(t, always, "levers.evasion_enforcement.weight=1")
	seen := 0
	for i := range low.draws {
		a, b := &low.draws[i], &high.draws[i]
		if len(a.nash) != len(b.nash) {
			t.Fatalf("draw %d: agreement %v and %v", i, a.nash, b.nash)
		}
		r := seat(low.bargain, "russia")
		if a.nash == nil || !(b.reservation[r] < a.reservation[r]-1e-4) {
			continue
		}
		seen++
		for k := range a.nash {
			if math.Abs(a.nash[k]-b.nash[k]) > 1e-6 {
				t.Errorf("draw %d: %s goes from %g to %g", i, low.bargain.Issues[k].ID, a.nash[k], b.nash[k])
			}
		}
		for p := range a.agreed {
			if before, after := a.agreed[p]-a.reservation[p], b.agreed[p]-b.reservation[p]; math.Abs(after-before) > 1e-9 {
				t.Errorf("draw %d: the surplus of %s goes from %g to %g", i, low.bargain.Parties[p].ID, before, after)
			}
		}
	}
	if seen < len(low.draws)/2 {
		t.Errorf("only %d draws have an agreement and a press that is felt", seen)
	}
}

// TestWithoutLever: a lever at weight 0 is a lever that is not there, bit by
// bit, unless it offers an issue: then the issue stays where it is held.
func TestWithoutLever(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	b := read(t, "alaska.yaml")
	detached := []string{"parties.us.on_leaving=null", "levers.europe_backfill.offsets=null", "correlations=null"}
	for i := range b.Levers {
		l := &b.Levers[i]
		t.Run(l.ID, func(t *testing.T) {
			t.Parallel()
			idle := play(t, "alaska.yaml", slices.Concat(detached, []string{"levers." + l.ID + ".weight=0"}), *draws/4)
			for _, e := range l.Effects {
				if e.Does == model.Offers && len(b.Issues[e.Issue].Carriers) == 1 {
					stays(t, idle, b.Issues[e.Issue].ID)
				}
				if e.Does == model.Offers {
					return
				}
			}
			gone := slices.Concat(detached, []string{"levers." + l.ID + "=null"})
			same(t, idle, play(t, "alaska.yaml", gone, *draws/4))
		})
	}
}

// stays sees that nothing but what was held at the start is settled on an issue.
func stays(t *testing.T, p *played, issue string) {
	t.Helper()
	k := slices.IndexFunc(p.bargain.Issues, func(k model.Issue) bool { return k.ID == issue })
	held, settled := p.bargain.Issues[k].StatusQuo, 0
	for i := range p.draws {
		d := &p.draws[i]
		x := d.terms[k]
		if x != x {
			continue
		}
		settled++
		if quo := p.bargain.Issues[k].Scale.Position(held.In(d.in)); math.Abs(x-quo) > 1e-9 {
			t.Fatalf("draw %d settles %s at %g, held %g, though nothing is offered", i, issue, x, quo)
		}
	}
	if settled == 0 {
		t.Errorf("no draw settles %s", issue)
	}
}

// same sees that two runs have the same draws, to the last bit.
func same(t *testing.T, a, b *played) {
	t.Helper()
	for i := range a.draws {
		x, y := &a.draws[i], &b.draws[i]
		if x.class != y.class || !bits(x.terms, y.terms) || !bits(x.utility, y.utility) || !bits(x.payoff, y.payoff) || !bits(x.later, y.later) {
			t.Fatalf("draw %d differs: %s, %v, %v and %s, %v, %v", i, x.class, x.terms, x.later, y.class, y.terms, y.later)
		}
	}
}

func bits(x, y []float64) bool {
	return slices.EqualFunc(x, y, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b })
}

// TestSay: what a sponsor wants on issues on which it has no say moves no term,
// share or reservation value. Saliences are shares of all that a party cares
// about, so that two of them trade places.
func TestSay(t *testing.T) {
	t.Parallel()
	us := func(mobilization, language string) []string {
		return []string{"issues.mobilization.positions.us.salience=" + mobilization, "issues.language.positions.us.salience=" + language}
	}
	for name, set := range map[string][2][]string{
		"ideals": {nil, {
			"issues.territory.positions.us.ideal=0.1", "issues.territory.positions.europe.at_most=0.8", "issues.nato.positions.us.ideal=0.9",
		}},
		"saliences": {us("1", "3"), us("3", "1")},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := play(t, "alaska.yaml", set[0], *draws/4), play(t, "alaska.yaml", set[1], *draws/4)
			for i := range before.draws {
				x, y := &before.draws[i], &after.draws[i]
				if x.class != y.class || !near(x.terms, y.terms) || !near(x.later, y.later) || !near(x.payoff, y.payoff) {
					t.Fatalf("draw %d: %s, %v, %v and %s, %v, %v", i, x.class, x.terms, x.later, y.class, y.terms, y.later)
				}
			}
		})
	}
}

func near(x, y []float64) bool {
	return slices.EqualFunc(x, y, func(a, b float64) bool { return math.Abs(a-b) <= 1e-9 || a != a && b != b })
}
