package process

import (
	"math"
	"testing"

	"sim/model"
)

// watch is a process that looks at the game after the talks.
type watch struct {
	model.BaseProcess
	see func(g *model.Game)
}

func (w watch) Follow(g *model.Game) { w.see(g) }

// Pressure costs its holder belief, and meetings, at its target for as long as
// its dates let it press, and by how hard it leans.
func TestAlienation(t *testing.T) {
	party := func(id string) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9), ExpectedCompliance: model.Known(1), CountsOn: -1}
	}
	lever := func(id, kind string, holder, target int, weight float64) model.Lever {
		return model.Lever{
			ID: id, Kind: kind, Holder: holder, Target: target, Weight: model.Known(weight), Intensity: model.Known(0.8),
			Credibility: model.Known(0.6), FollowThrough: model.Known(1), PassThrough: model.Known(1),
		}
	}
	press := lever("press", "pressure", 1, 0, 0.5)
	press.FromRound, press.UntilRound = model.Known(1), model.Known(3)
	meetings := &Meetings{
		Held:    []Slot{{At: -1, Every: 1, Between: []int{0, 1}}},
		Refusal: []Refusal{{Party: 0, Chance: model.Parameter{Number: model.Known(0.2)}}},
	}
	var belief, others, refusal []float64
	b := &model.Bargain{
		Parties:  []model.Party{party("target"), party("holder")},
		Packages: []model.Package{{ID: "deal", Relief: model.Known(1), Share: model.Known(1)}},
		Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:    model.Clock{Rounds: 4},
		Levers: []model.Lever{
			press, lever("promise", "guarantee", 1, 0, 1), lever("elsewhere", "guarantee", 0, 1, 1), lever("press back", "pressure", 0, 1, 0),
		},
		Processes: func(*model.Bargain) []model.Process {
			return []model.Process{
				&Alienation{Belief: model.Known(0.5), Refusal: model.Known(2), Meetings: meetings}, meetings,
				watch{see: func(g *model.Game) {
					now := g.Now()
					belief, others = append(belief, now.Credibility[1]), append(others, now.Credibility[2])
					refusal = append(refusal, meetings.Refusal[0].push)
					g.Decides[0] = false
				}},
			}
		},
	}
	b.Clock.Hold = model.Known(10)
	out := []model.Outcome{b.NewOutcome()}
	model.NewRunner(b).Run(nil, middle{}, out)
	lean := 0.5 * 0.8
	for r := range 4 {
		wantBelief, wantRefusal := 0.6, 0.0
		if r == 1 || r == 2 {
			wantBelief, wantRefusal = model.ShiftLogit(0.6, -0.5*lean), 2*lean
		}
		got := belief[r]
		if math.Abs(got-wantBelief) > 1e-15 || math.Abs(refusal[r]-wantRefusal) > 1e-15 {
			t.Errorf("round %d: believed %g, refusing to meet gains %g; want %g and %g", r, got, refusal[r], wantBelief, wantRefusal)
		}
		if others[r] != 0.6 {
			t.Errorf("round %d: a guarantee that the target of no pressure is given is believed %g", r, others[r])
		}
	}
}

// middle answers every question of chance with one half.
type middle struct{}

func (middle) Uniform(model.StreamKey, int, int) float64 { return 0.5 }

// agreeable is a stub theory that settles whatever is tabled.
type agreeable struct{}

func (agreeable) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
}
