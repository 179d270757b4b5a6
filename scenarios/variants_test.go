package scenarios_test

import (
	"math"
	"testing"

	"sim/model"
)

// TestTruceCrowdsOut shows in a shipped scenario that a truce can lower the
// share of settlements: it eases the pressure to settle the rest.
func TestTruceCrowdsOut(t *testing.T) {
	without := play(t, "alaska-strikes-moratorium.yaml", []string{"packages.strikes=null", "processes.violations.hazard.strikes=null"}, *draws)
	with := play(t, "alaska-strikes-moratorium.yaml", nil, *draws)
	if gain, err := moved(settlement, without, with); !(gain < -3*err) {
		t.Errorf("with a truce on the menu the share of settlements moves by %+.4f ± %.4f", gain, err)
	}
}

// TestVariantsShift sees that every variant ends otherwise than what it extends.
func TestVariantsShift(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	base := play(t, "alaska.yaml", nil, *draws)
	for _, file := range files(t) {
		if !extends(t, file) {
			continue
		}
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			variant := play(t, file, nil, *draws)
			shifted := false
			for c := range model.Class(model.Classes) {
				gain, err := moved(share(c), base, variant)
				t.Logf("%s: %.3f → %.3f (± %.4f)", c, base.share(c), variant.share(c), err)
				shifted = shifted || math.Abs(gain) > max(least, 3*err)
			}
			if !shifted {
				t.Error("no class of outcome moves")
			}
		})
	}
}
