package scenario

import "sim/model"

// preferences is the block of how parties value gains and losses: defaults of
// all issues.
type preferences struct {
	Curvature    number `yaml:"curvature,omitempty" doc:"1: every step counts alike; 2: the last step is cheap" in:"[1, 4]" default:"2"`
	LossAversion number `yaml:"loss_aversion,omitempty" doc:"what a loss from what is held counts against an equal gain" in:"[1, 4]" default:"1"`
}

// words is the block of the scenario's own words.
type words struct {
	DisagreementCost text `yaml:"disagreement_cost,omitempty" letters:"40" doc:"what parties bear while there is no agreement, such as cost of fighting"`
	Standstill       text `yaml:"standstill,omitempty" letters:"40" doc:"what relieves them of it for a time, such as ceasefire"`
	MovingIssue      text `yaml:"moving_issue,omitempty" letters:"40" doc:"what moves while there is no agreement, such as front"`
}

func (w *words) model() model.Words {
	return model.Words{DisagreementCost: w.DisagreementCost.value, Standstill: w.Standstill.value, MovingIssue: w.MovingIssue.value}
}
