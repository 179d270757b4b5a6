package output

import (
	"sim/model"
	"sim/model/study"
)

// Played is the result of the theories whose draws have an outcome, without those
// that ask nobody; ok is false if there are none. It shares memory with r.
func (r *Result) Played() (played *Result, ok bool) {
	var of []int
	for i := range r.Tally.Theories {
		if !r.Scenario.Bargain.Theories[i].Predicts {
			of = append(of, i)
		}
	}
	switch len(of) {
	case 0:
		return nil, false
	case len(r.Tally.Theories):
		return r, true
	}
	run := *r.Result
	run.Scenario, run.Tally = r.Scenario.Only(of), r.Tally.Only(of)
	if r.Sample != nil {
		sample := *r.Sample
		sample.Outcomes = nil
		for _, i := range of {
			if i < len(r.Sample.Outcomes) {
				sample.Outcomes = append(sample.Outcomes, r.Sample.Outcomes[i])
			}
		}
		run.Sample = &sample
	}
	some := *r
	some.Result = &run
	return &some, true
}

// Predicting lists the theories that ask nobody, by index.
func (r *Result) Predicting() (theories []int) {
	for i := range r.Tally.Theories {
		if r.Scenario.Bargain.Theories[i].Predicts {
			theories = append(theories, i)
		}
	}
	return theories
}

// Excess is by how much the terms that theory t, which asks nobody, predicts exceed
// a total in the mean, in the total's own unit.
func (r *Result) Excess(t int, total *model.Total) (e study.Estimate, ok bool) {
	row, ok := study.FindRow(r.Rows, r.Scenario.Bargain.Theories[t].Name, "total_excess_mean", total.ID)
	return row.Estimate(), ok
}

// RefusedBy is the share of draws in which a party that would have to consent
// would refuse what theory t, which asks nobody, predicts.
func (r *Result) RefusedBy(t int, party *model.Party) (e study.Estimate, ok bool) {
	row, ok := study.FindRow(r.Rows, r.Scenario.Bargain.Theories[t].Name, "refused_by", party.ID)
	return row.Estimate(), ok
}
