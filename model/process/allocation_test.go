package process

import (
	"testing"

	"sim/model"
)

// Once a runner is warm, a draw with all processes allocates nothing.
func TestDrawsAllocateNothing(t *testing.T) {
	known, half := model.Known, model.Parameter{Number: model.Known(0.5)}
	v := &Violations{Law: lawOf(0.3, 0.3), FalseAttribution: known(0.5)}
	v.Law.Monitoring, v.Law.Settles[0], v.Law.Settled[0], v.Law.Temptation = known(1), known(0.3), known(0.5), known(1)
	b := truceOf(v, 12, nil, model.Lever{
		ID: "answer", Holder: 2, Target: 0, When: []model.Moment{{Trigger: model.OnViolation, Party: 0}, {Trigger: model.OnRefusal, Party: 1}},
		Weight: known(0.5), Credibility: known(0.5), FollowThrough: known(0.5), PassThrough: known(1), UntilRound: known(4),
		Effects: []model.Effect{{Does: model.Presses, Issue: -1, RedLine: -1, Against: -1, By: model.Size{Amount: model.Known(0.1)}}},
	})
	b.Packages[0].Monitoring = known(0.5)
	b.Factions = []model.Faction{faction(0, model.FactionGroup{Accepts: []model.Threshold{atMost(1, true)}, Gain: known(-1), HasGain: true})}
	stock := &Stock{Level: known(0.5), Loss: half, Inflow: model.Parameter{Number: known(0.1)}, Want: model.Size{Amount: model.Known(0.1)}}
	line := &Drift{Gains: 0, Loses: 1, Drift: known(0.1), Volatility: known(0.1), Prospects: known(1), Breakthrough: half, Size: known(0.1), Sensitivity: known(0.1), Forces: []Force{{Stock: stock, Gains: true, Elasticity: known(1)}}}
	v.Line = line
	meetings := &Meetings{Held: []Slot{{At: -1, Every: 1, Between: []int{0, 1, 2}, Rewards: []Reward{{Party: 0, Size: model.Size{Amount: model.Known(0.01)}}}}}, Refusal: []Refusal{{Party: 1, Chance: half}}}
	credibility := &Credibility{Memory: known(6), Lapse: known(1)}
	b.Processes = func(*model.Bargain) []model.Process {
		return []model.Process{
			Stocks{stock},
			line, v,
			&Escalation{Hazard: model.Parameter{Number: known(0.01)}, Desperation: known(1)}, &Delay{Called: half}, credibility,
			&Alienation{Belief: known(0.5), Refusal: known(0.5), Credibility: credibility, Meetings: meetings}, &Breakdown{Hazard: half, Reopen: half}, meetings,
			&Ratification{Votes: []Vote{{Packages: []int{0}, AgainAfter: known(2)}}},
		}
	}
	runner, out := model.NewRunner(b), []model.Outcome{b.NewOutcome()}
	draw := 0
	play := func() { draw++; runner.Run(nil, hashed{uint64(draw)}, out) }
	for range 50 {
		play()
	}
	if n := testing.AllocsPerRun(200, play); n > 0 {
		t.Errorf("%g allocations per draw", n)
	}
}

// hashed is a plain source of event numbers: a hash of their coordinates.
type hashed struct{ draw uint64 }

func (h hashed) Uniform(key model.StreamKey, round, k int) float64 {
	x := uint64(key) ^ h.draw*0x9E3779B97F4A7C15 ^ uint64(round)*0xBF58476D1CE4E5B9 ^ uint64(k)*0x94D049BB133111EB
	for range 2 {
		x ^= x >> 30
		x *= 0xBF58476D1CE4E5B9
		x ^= x >> 27
		x *= 0x94D049BB133111EB
		x ^= x >> 31
	}
	return (float64(x>>12) + 0.5) * 0x1p-52
}
