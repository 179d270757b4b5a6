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
// its dates let it press, and by how surely it acts: a lever that acts while
// talks go on by its weight, 0.5; one that waits for a refusal by that times the
// chance that not agreeing is called one, 0.5·0.4, until it is carried out.
func TestAlienation(t *testing.T) {
	party := func(id string) model.Party {
		return model.Party{ID: id, Power: model.Known(1), Patience: model.Known(0.9)}
	}
	lever := func(id string, holder, target int, weight float64, when model.Trigger, e model.Effect) model.Lever {
		e.Issue, e.RedLine, e.Against = -1, -1, holder
		if e.Party = target; when != model.OnAgreement && e.By == (model.Size{}) {
			e.By = model.Size{Amount: model.Known(0.1)}
		}
		return model.Lever{
			ID: id, Holder: holder, Target: target, Weight: model.Known(weight), When: []model.Moment{{Trigger: when, Party: target}},
			Credibility: model.Known(0.6), FollowThrough: model.Known(1), PassThrough: model.Known(1), Effects: []model.Effect{e},
		}
	}
	presses, costs := model.Effect{Does: model.Presses}, model.Effect{Does: model.Costs}
	relieves, assures := model.Effect{Does: model.Costs, By: model.Size{Amount: model.Known(-0.1)}}, model.Effect{Does: model.Assures, By: model.Size{Amount: model.Known(0.1)}}
	for _, c := range []struct {
		name    string
		press   model.Lever
		carried bool // in round 0
		lean    float64
	}{
		{"presses", lever("press", 1, 0, 0.5, model.WhileTalking, presses), false, 0.5},
		{"costs", lever("press", 1, 0, 0.5, model.OnNoAgreement, costs), false, 0.5},
		{"always", lever("press", 1, 0, 0.5, model.Always, costs), false, 0.5},
		{"relieves", lever("press", 1, 0, 0.5, model.Always, relieves), false, 0},
		{"waits for a refusal", lever("press", 1, 0, 0.5, model.OnRefusal, presses), false, 0.2},
		{"carried out", lever("press", 1, 0, 0.5, model.OnRefusal, presses), true, 0.5},
		{"waits for a violation", lever("press", 1, 0, 0.5, model.OnViolation, presses), false, 0},
		{"its holder has left", lever("press", 1, 0, 0.5, model.Always, presses), false, 0},
		{"under an agreement", lever("press", 1, 0, 0.5, model.OnAgreement, presses), false, 0},
	} {
		c.press.FromRound, c.press.UntilRound = model.Known(1), model.Known(3)
		if c.name == "under an agreement" {
			c.press.Effects[0].By = model.Size{Amount: model.Known(0.1)}
		}
		meetings := &Meetings{
			Held:    []Slot{{At: -1, Every: 1, Between: []int{0, 1}}},
			Refusal: []Refusal{{Party: 0, Chance: model.Parameter{Number: model.Known(0.2)}}},
		}
		var belief, others, refusal []float64
		b := &model.Bargain{
			Parties:  []model.Party{party("target"), party("holder")},
			Issues:   unweighed(2),
			Theories: []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
			Clock:    model.Clock{Rounds: 4},
			Levers: []model.Lever{
				c.press, lever("promise", 1, 0, 1, model.OnAgreement, assures), lever("elsewhere", 0, 1, 1, model.OnAgreement, assures),
				lever("press back", 0, 1, 0, model.Always, presses),
			},
			Processes: func(*model.Bargain) []model.Process {
				beliefs := &Credibility{Memory: model.Known(6)} // no lever comes to its moment
				return []model.Process{
					&Delay{Called: model.Parameter{Number: model.Known(0.4)}}, beliefs,
					&Alienation{Belief: model.Known(0.5), Refusal: model.Known(2), Credibility: beliefs, Meetings: meetings}, meetings,
					watch{see: func(g *model.Game) {
						now := g.Now()
						belief, others = append(belief, now.Credibility[1]), append(others, now.Credibility[2])
						refusal = append(refusal, meetings.Refusal[0].push)
						now.Carried[0], now.Gone[1] = c.carried, c.name == "its holder has left"
					}},
				}
			},
		}
		model.NewRunner(b).Run(nil, model.MedianEvents{}, []model.Outcome{b.NewOutcome()})
		for r := range 4 {
			wantBelief, wantRefusal := 0.6, 0.0
			if r == 1 || r == 2 {
				wantBelief, wantRefusal = model.ShiftLogit(0.6, -0.5*c.lean), 2*c.lean
			}
			if got := belief[r]; math.Abs(got-wantBelief) > 1e-15 || math.Abs(refusal[r]-wantRefusal) > 1e-15 {
				t.Errorf("%s: round %d: believed %g, refusing to meet gains %g; want %g and %g", c.name, r, got, refusal[r], wantBelief, wantRefusal)
			}
			if others[r] != 0.6 {
				t.Errorf("%s: round %d: an assurance to a party that nobody presses is believed %g", c.name, r, others[r])
			}
		}
	}
}

// unweighed is an issue that nobody cares about.
func unweighed(parties int) []model.Issue {
	return []model.Issue{{ID: "nothing", Curvature: model.Known(1), LossAversion: model.Known(1), Stances: make([]model.Stance, parties)}}
}

// agreeable is a stub theory that settles whatever is tabled.
type agreeable struct{}

func (agreeable) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	out.Reset(p.Parties, p.Issues)
}
