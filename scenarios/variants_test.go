package scenarios_test

import (
	"testing"

	"sim/model"
)

// TestTruceCrowdsOut shows in a shipped scenario that a small truce can take the
// place of a larger one: it eases the pressure to stop the rest.
func TestTruceCrowdsOut(t *testing.T) {
	t.Parallel()
	// The truce has time, and nothing waits for it.
	alone := []string{"packages.ceasefire.after=null", "packages.ceasefire.meetings=8 to 14", "packages.settlement.requires=null", "packages.settlement.meetings=10 to 18"}
	without := play(t, "alaska-strikes-moratorium.yaml", append([]string{"packages.strikes=null"}, alone...), *draws)
	with := play(t, "alaska-strikes-moratorium.yaml", alone, *draws)
	down(reached(model.Ceasefire)).check(t, without, with)
}

// shown is what each variant shows, compared with what it extends.
var shown = map[string][]claim{
	"alaska-aid-cutoff.yaml":         {down(reservation("ukraine"))},
	"alaska-breakthrough.yaml":       {up(terms("territory")), down(laterReservation("ukraine"))},
	"alaska-conditional.yaml":        {down(reservation("russia")), up(offered("us_sanctions"))},
	"alaska-delay.yaml":              {down(share(model.Settlement)), up(talking("russia"))},
	"alaska-european-backfill.yaml":  {up(reservation("ukraine")), up(trust("ukraine")), down(unmoved("russia"))},
	"alaska-guarantee.yaml":          {up(trust("ukraine")), up(offered("guarantee")), up(nearEdge(share(model.Settlement)))},
	"alaska-secondary-tariffs.yaml":  {down(laterReservation("russia"))},
	"alaska-strikes-moratorium.yaml": {up(reached(model.Partial)), down(share(model.Settlement))},
	"alaska-bilateral-first.yaml":    {up(reached(model.Partial)), down(reached(model.Ceasefire))},
	"alaska-tariff-truce.yaml":       {up(reservation("russia")), down(laterReservation("russia"))},
	"istanbul-humanitarian.yaml":     {down(laterFear("ukraine"))},
}

// nearEdge is a share that is near 0 or 1: half a draw in a hundred counts.
func nearEdge(m measure) measure {
	m.least = leastShare / 2
	return m
}

// TestVariants sees that every variant differs from what it extends as it says.
func TestVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	for _, file := range files(t) {
		if !extends(t, file) {
			continue
		}
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			if len(shown[file]) == 0 {
				t.Fatal("nobody says what it shows")
			}
			const times = 4
			base, variant := play(t, "alaska.yaml", nil, times**draws), play(t, file, nil, times**draws)
			for _, c := range shown[file] {
				c.check(t, base, variant)
			}
			for c := range model.Class(model.Classes) {
				t.Logf("%s: %.3f → %.3f", c, base.share(c), variant.share(c))
			}
		})
	}
}
