package protocol

import (
	"sim/model"
	"sim/model/registry"
)

// Egalitarian is the egalitarian solution (Kalai 1977): the terms that maximise
// the smallest surplus.
var Egalitarian = registry.Of(registry.About{
	Name: "egalitarian",
	Doc:  "Egalitarian solution: everybody gains as much as can be gained equally.",
	Explain: `The terms make the smallest surplus (payoff less reservation value) among the parties that must consent as large as possible:

    maximise  the smallest of payoff − reservation value

Where somebody can still gain without making that smallest surplus smaller, the smallest one among those parties is made as large as possible, and so on. Bargaining power plays no part.

It assumes that parties know each other's preferences and insist on gaining alike. It compares the parties' units with each other: a stake unit of one counts as much as one of another. Do not use it where that comparison means nothing. Its smallest surplus is also the margin of the zone of possible agreement.`,
	Citation: "E. Kalai, Proportional Solutions to Bargaining Situations, Econometrica 45 (1977)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	return model.Theory{
		Name: "egalitarian", Family: "complete_information", OnRequest: true, Consent: true, MinParties: 2, MinIssues: 1, Totals: true, Efficient: true, Concave: true,
		New: func() model.Protocol { return atEachLevel(new(egalitarian)) },
	}, nil
})

type egalitarian struct {
	solver
	weight []float64 // scratch, per party
}

// Solve implements model.Protocol.
func (e *egalitarian) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	s := &e.solver
	if !s.begin(p, out) {
		return
	}
	status, margin := s.zone()
	out.Margin = margin
	if status == model.Agreement && p.Conditions > 0 {
		for j := range s.parties {
			if s.unit[j] = 1; s.isCondition(j) {
				s.unit[j] = conditionUnit
			}
		}
		status, margin = s.zoneByUnit()
	}
	if status == model.Agreement {
		out.Flags |= s.leximin(margin)
	}
	s.writeByStatus(out, status)
}

// score implements levelTheory: the smallest surplus.
func (e *egalitarian) score(out *model.Offer) float64 {
	if !out.Status.Agreed() || e.parties == 0 {
		return e.solver.score(out)
	}
	return e.leastGain(out, func(int) float64 { return 1 })
}

// prove implements boundedTheory.
func (e *egalitarian) prove(p *model.Problem, out *model.Offer, b *levelBound) bool {
	if p.Conditions > 0 {
		return false // they are measured otherwise
	}
	e.weight = append(e.weight[:0], out.Certificate...)
	return e.proveLeast(p, out, e.weight, nil, b)
}
