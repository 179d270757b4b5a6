package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// battles lets the line move, more so the stronger A is.
var battles = []string{
	"parties.state_a.disagreement_cost=0.06", "parties.state_b.disagreement_cost=0.06",
	"processes.drift={issue: territory, between: [state_a, state_b], volatility: 0.05, prospects: 0}",
}

// TestBattles: news from the line makes agreements, the more it tells. Without
// any, the share is that of the closed form, 1 − K/R·(1+(T−1)(1−δ)) without an
// agreement, here with K = 0.12, R = 0.4, T = 20 and δ = 0.98.
func TestBattles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Parallel()
	n := min(4**draws, 1024)
	var shares []float64
	for _, drift := range []string{"0", "0.02", "0.1"} {
		s, err := scenario.Load("private-strength.yaml", scenario.Options{FS: scenarios.FS, Set: append(slices.Clone(battles), "strength.drift_a_round="+drift)})
		if err != nil {
			t.Fatal(err)
		}
		tally, err := montecarlo.Run(t.Context(), s.Bargain, montecarlo.Config{Draws: n, Seed: seed, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(s.Bargain.Theories, func(of model.Theory) bool { return of.Name == "information" })
		shares = append(shares, float64(tally.Theories[at].Classes[model.Settlement])/float64(n))
	}
	if want := 0.12 / 0.4 * (1 + 19*0.02); math.Abs(shares[0]-want) > 4*math.Sqrt(want*(1-want)/float64(n)) {
		t.Errorf("without news %.3f of the draws agree, want %.3f", shares[0], want)
	}
	if !(shares[1] > shares[0]+0.02 && shares[2] > shares[1]+0.2) {
		t.Errorf("the more the line tells, the more draws agree: %v", shares)
	}
}

// TestStrengthSaysWhatGoingOnBrings: a known strength is what stated prospects
// are, so that every theory comes to the same terms with either.
func TestStrengthSaysWhatGoingOnBrings(t *testing.T) {
	t.Parallel()
	terms := func(set ...string) []float64 {
		s, err := scenario.Load("private-strength.yaml", scenario.Options{FS: scenarios.FS, Set: append(set, "run.theories=[nash, egalitarian, rubinstein]")})
		if err != nil {
			t.Fatal(err)
		}
		var xs []float64
		for i := range s.Bargain.Theories {
			xs = append(xs, model.SolveCentral(s.Bargain, i, model.CentralValues(s.Bargain)).Offer.Terms[0])
		}
		return xs
	}
	strength := terms("strength={between: [state_a, state_b], value: 0.65, win: {territory: 100}, lose: {territory: 0}}")
	prospects := terms("strength=null", "parties.state_a.prospects={territory: 15}", "parties.state_b.prospects={territory: 15}")
	for i := range strength {
		if math.Abs(strength[i]-prospects[i]) > 1e-9 {
			t.Errorf("theory %d: %g with strength, %g with prospects", i, strength[i], prospects[i])
		}
	}
}
