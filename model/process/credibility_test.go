package process

import (
	"testing"

	"sim/model"
)

// TestLapse lets a dated threat pass unused: its holder is believed less on
// everything it has on the same target, by Beta(6, 4) → Beta(6, 4 + 2), and on
// nothing else.
func TestLapse(t *testing.T) {
	lever := func(holder, target int, until, weight float64) model.Lever {
		return model.Lever{Holder: holder, Target: target, Weight: model.Known(weight), Credibility: model.Known(0.6), When: []model.Moment{{Trigger: model.OnRefusal, Party: target}, {Trigger: model.OnViolation, Party: target}}, UntilRound: model.Known(until)}
	}
	b := &model.Bargain{Levers: []model.Lever{
		lever(0, 1, 2, 1),   // the deadline
		lever(0, 1, 0, 0.4), // the same holder on the same target
		lever(0, 2, 0, 1),   // … on somebody else
		lever(2, 1, 0, 1),   // another holder
		lever(2, 1, 2, 0),   // a deadline that nobody leans on
	}}
	want := []float64{6. / 12, 6. / 12, 0.6, 0.6, 0.6}
	for _, used := range []bool{false, true} {
		c := &Credibility{Memory: model.Known(10), Lapse: model.Known(2)}
		g := &model.Game{Bargain: b}
		c.Begin(g)
		c.used[0] = used
		for g.Round = range 5 {
			c.Follow(g)
			for l := range b.Levers {
				expect := 0.6
				if g.Round >= 1 && !used {
					expect = want[l]
				}
				if got := Belief(c.kept[l], c.not[l]); got < expect-1e-12 || got > expect+1e-12 {
					t.Errorf("round %d, lever %d, used %v: believed to %v, want %v", g.Round, l, used, got, expect)
				}
			}
		}
	}
}
