package model_test

import (
	"math"
	"testing"

	"sim/model"
)

// breaker is a process whose hazards let the guarantee of the worked example
// deter: party b breaks nothing by itself.
type breaker struct {
	model.BaseProcess
	hazards model.Hazards
}

func (b breaker) Hazards() *model.Hazards { return &b.hazards }

// The example that model/README.md works out by hand in section 1.15.
func TestWorkedExample(t *testing.T) {
	for credibility, want := range map[float64]struct{ trust, payoff float64 }{
		0.9: {0.635597, 0.211569},
		0.5: {0.519969, 0.132392},
	} {
		known := model.Known
		issue := func(id string, quo, ideal, salience float64) model.Issue {
			return model.Issue{
				ID: id, StatusQuo: known(quo), Curvature: known(1), LossAversion: known(1),
				Stances: []model.Stance{{Ideal: known(ideal), Salience: known(salience)}, {Ideal: known(quo)}},
			}
		}
		line, guarantee := issue("line", 0.6, 0, 75), issue("guarantee", 0, 1, 25)
		line.LossAversion, line.Irreversible = known(2), known(0.9)
		guarantee.Steps = 2
		guarantee.Carriers = []model.Carrier{{Party: 1, Share: known(1), Credibility: known(credibility)}}
		b := &model.Bargain{
			Parties: []model.Party{
				{
					ID: "a", Power: known(1), Patience: known(0.98), DisagreementCost: model.Size{Amount: model.Known(0.1)}, CountsOn: []int{1},
					Prospects:  []model.Prospect{{Issue: 0, Shift: known(0.04)}},
					Compliance: model.Compliance{Given: true, Chance: known(0.5), Over: known(20)},
				},
				{ID: "b", Power: known(1), Patience: known(0.98)},
			},
			Issues: []model.Issue{line, guarantee},
			Packages: []model.Package{{
				ID: "settlement", Outcome: model.Settlement, Issues: []int{0, 1}, Share: known(1), Relieves: known(1), Holds: known(1),
				Limits: []model.Limit{{Issue: 0, Lower: known(0.7), Upper: known(0.7)}, {Issue: 1, Lower: known(0.8), Upper: known(0.8)}},
			}},
			Processes: func(*model.Bargain) []model.Process {
				return []model.Process{breaker{hazards: model.Hazards{
					Rate: make([]model.Parameter, 2), Deters: []model.Deterrent{{Issue: 1, Of: []int{1}, By: known(1.5)}},
					Settles: []model.Number{known(0)}, Settled: []model.Number{known(1)},
				}}}
			},
		}
		table := model.NewTable(b)
		table.SetInputs(nil, model.MedianEvents{})
		p := table.Problem(0)
		if got := table.Prior(0); math.Abs(got-0.034657) > 5e-7 {
			t.Errorf("believed hazard at the start %g, want 0.034657", got)
		}
		if got := p.Reservation[0]; math.Abs(got-0.14) > 1e-12 {
			t.Errorf("reservation value %g, want 0.14", got)
		}
		if got := p.Gain[0][0]; math.Abs(got-want.trust) > 5e-7 {
			t.Errorf("believed at %g: trust %g, want %g", credibility, got, want.trust)
		}
		if got := p.Value(0, []float64{0.7, 0.8}); math.Abs(got-want.payoff) > 1e-6 {
			t.Errorf("believed at %g: payoff %g, want %g", credibility, got, want.payoff)
		}
	}
}
