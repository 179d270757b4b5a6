package process

import (
	"math"
	"testing"

	"sim/model"
)

// chances answers questions of chance by stream: the numbers given, else one half.
type chances map[model.StreamKey]float64

func (c chances) Uniform(key model.StreamKey, _, k int) float64 {
	if u, ok := c[key]; ok && k == 0 {
		return u
	}
	return 0.5
}

// broken plays two rounds: a package is signed in the first and violated at
// the start of the second, by party 0. It returns the circumstances of then.
func broken(t *testing.T, v *Violations, ev chances, levers ...model.Lever) (g *model.Game, out model.Outcome) {
	t.Helper()
	party := func(id string, other int) model.Party {
		return model.Party{
			ID: id, Power: model.Known(1), Patience: model.Known(0.9), ExpectedCompliance: model.Known(0.8), CountsOn: other,
			PressureCap: model.Known(1), InducementCap: model.Known(1),
		}
	}
	v.Hazard = []Hazard{{Rate: model.Parameter{Number: model.Known(100)}}}
	v.Disruption = []model.Number{model.Known(0), model.Known(-50)}
	v.GuaranteeIssue = -1
	b := &model.Bargain{
		Parties:  []model.Party{party("a", 1), party("b", 0)},
		Packages: []model.Package{{ID: "ceasefire", Outcome: model.Ceasefire, Relief: model.Known(1)}},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:    model.Clock{Rounds: 2},
		Levers:   levers,
		Processes: func(*model.Bargain) []model.Process {
			return []model.Process{v, &Meetings{Held: []Slot{{At: 0, Between: []int{0, 1}}}}, watch{see: func(now *model.Game) { g = now }}}
		},
	}
	outs := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, ev, outs)
	return g, outs[0]
}

// A violation ends the package, and is put down to who did it, or now and then
// to the other side; whoever counted on the violator trusts it less either way.
func TestPutDownTo(t *testing.T) {
	for _, c := range []struct {
		u    float64
		want int
	}{{0.9, 0}, {0.1, 1}} {
		v := &Violations{FalseAttribution: model.Known(0.3), TrustLoss: model.Known(0.7)}
		g, out := broken(t, v, chances{falseKey: c.u})
		if out.Class != model.Collapsed || out.Lasted != 1 || !out.Ended {
			t.Errorf("ends in %v after %d rounds in force", out.Class, out.Lasted)
		}
		if g.Violator != c.want {
			t.Errorf("put down to %d, want %d", g.Violator, c.want)
		}
		if p := g.Now().CompliancePush; p[0] != 0 || p[1] != -0.7 {
			t.Errorf("trust moves by %v, want the other side's alone", p)
		}
	}
}

// Levers follow to whom the violation is put down: what waits for it comes to
// its moment, and an inducement that snaps back is taken back.
func TestLeversAfterViolation(t *testing.T) {
	lever := func(id string, when model.Trigger, target int) model.Lever {
		return model.Lever{
			ID: id, Holder: 1 - target, Target: target, Weight: model.Known(1), Intensity: model.Known(0.5), Credibility: model.Known(0.5),
			FollowThrough: model.Known(1), PassThrough: model.Known(1), When: when, WhenParty: target,
		}
	}
	relief := lever("relief", model.OnAgreement, 0)
	relief.SnapsBack, relief.Effects = true, []model.Effect{{Moves: model.MovesInducement, Party: 0}}
	other := relief
	other.ID, other.Holder, other.Target = "other relief", 0, 1
	plain := relief
	plain.ID, plain.SnapsBack = "plain relief", false
	answer, idle := lever("answer", model.OnViolation, 0), lever("idle answer", model.OnViolation, 1)
	g, _ := broken(t, new(Violations), chances{}, relief, other, plain, answer, idle)
	now := g.Now()
	for l, want := range []struct{ snapped, carried bool }{{true, false}, {false, false}, {false, false}, {false, true}, {false, false}} {
		if now.Snapped[l] != want.snapped || now.Carried[l] != want.carried {
			t.Errorf("%s: taken back %v, carried out %v", g.Bargain.Levers[l].ID, now.Snapped[l], now.Carried[l])
		}
	}
	// It is no longer a matter of belief: half of everything is taken while talks go on.
	if got := g.Flow(0); math.Abs(got+0.5) > 1e-12 {
		t.Errorf("talking on pays %g, want −0.5", got)
	}
}
