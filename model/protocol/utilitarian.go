package protocol

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

// Utilitarian is the weighted utilitarian solution (Harsanyi 1955): the terms
// that maximise the sum of values, weighted by bargaining power.
var Utilitarian = registry.Of(registry.About{
	Name: "utilitarian",
	Doc:  "Utilitarian solution: the largest sum of values, weighted by power.",
	Explain: `The terms maximise the sum of the values that the parties that must consent put on them, weighted by their bargaining power (parties without a say add their voice):

    maximise  sum of power × value

Issue by issue this is the weighted mean of the ideals where the last step is cheap (curvature 2), and the weighted median where preferences are straight (curvature 1). The sum asks nobody for consent: terms that fall below the reservation value of a party that must consent are kept for comparison, and the draw counts as one without agreement. Options and whole numbers are chosen by the sum alone, too.

It assumes that what counts is the sum, whoever gets it. It compares the parties' units with each other, and it takes from one party whatever another gains more from. Do not use it as a theory of what parties accept; it is a yardstick.`,
	Citation: "J. C. Harsanyi, Cardinal Welfare, Individualistic Ethics, and Interpersonal Comparisons of Utility, Journal of Political Economy 63 (1955)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	return model.Theory{
		Name: "utilitarian", Family: "complete_information", OnRequest: true, Consent: true, MinParties: 2, MinIssues: 1, Totals: true, Efficient: true,
		New: func() model.Protocol { return atEachLevel(new(utilitarian)) },
	}, nil
})

type utilitarian struct{ solver }

// Solve implements model.Protocol.
func (u *utilitarian) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	s := &u.solver
	s.asksNobody = true
	if !s.begin(p, out) {
		return
	}
	for j := range s.members {
		s.mu[j] = s.alpha[j] + s.voice[j]
	}
	if s.duals > s.parties {
		s.given = true
		v, gap := s.maximiseProductFrom()
		s.given = false
		if v != found && !(v == nearby && gap <= flatGap) {
			out.Status, out.Reason = model.Undecided, model.NotDecided
			return
		}
	} else {
		s.evaluate(s.mu, false)
	}
	s.writeTerms(out)
	s.writeCertificate(out)
	if !s.unique() {
		out.Flags |= model.NonUnique
	}
	requireConsent(p, out)
	if !out.Status.Agreed() {
		clear(out.Certificate)
	}
}

// score implements levelTheory: the weighted sum of the values, whether the
// parties consent or not.
func (u *utilitarian) score(out *model.Offer) float64 {
	if !out.Status.Agreed() && out.Reason != model.Refused {
		return math.NaN()
	}
	sum := 0.0
	for j, i := range u.party {
		if u.isRow(j) {
			continue
		}
		sum += float64((u.alpha[j] + u.voice[j]) * out.Payoff[i])
	}
	return sum
}
