package protocol

import (
	"fmt"

	"sim/model"
	"sim/model/registry"
)

// AlternatingOffers is bargaining by alternating offers up to a last round,
// with a risk of breakdown (Stahl 1972; Binmore, Rubinstein and Wolinsky 1986).
var AlternatingOffers = registry.Of(registry.About{
	Name: "alternating_offers",
	Doc:  "Alternating offers with a last round: parties propose in turn, each rejection risks a breakdown.",
	Explain: `The parties that must consent propose in turn, by falling capability (equals by chance, unless order lists all parties), for a number of rounds. Each proposes what is best for itself among the terms that everybody else accepts; one rejection is enough to go on to the next round. A rejection costs time, by the party's patience, and leads to a breakdown with a given chance; then, and after the last round, everybody has its reservation value. So a party accepts

    reservation value + patience × (1 − chance of a breakdown) × (its payoff next round − reservation value)

Worked out from the last round back, this gives the first offer, which all accept: nobody gains by delay. Who proposes last could take everything then, so that with few rounds and little risk of a breakdown the order of turns decides; with many rounds the outcome is that of rubinstein.

With outside_options, reservation values are what the parties get by walking out, and waiting brings them nothing (a payoff of 0, or the reservation value if that is lower): a party accepts the larger of its reservation value and what waiting is worth.

It assumes that everybody knows everybody's preferences and looks ahead to the end. Do not use it where it is not clear who proposes when, or where information is private.`,
	Citation: "I. Ståhl, Bargaining Theory (1972); K. Binmore, A. Rubinstein and A. Wolinsky, The Nash Bargaining Solution in Economic Modelling, RAND Journal of Economics 17 (1986); several parties: M. J. Osborne and A. Rubinstein, Bargaining and Markets (1990), section 3.13",
}, rounds{Rounds: 12, Breakdown: 0.2}, func(r rounds) (model.Theory, error) {
	if r.Rounds < 1 || r.Rounds > 100000 {
		return model.Theory{}, fmt.Errorf("rounds must be between 1 and 100000, not %d", r.Rounds)
	}
	if !(r.Breakdown >= 0 && r.Breakdown <= 1) {
		return model.Theory{}, fmt.Errorf("breakdown must be between 0 and 1, not %s", model.FormatNumber(r.Breakdown))
	}
	return model.Theory{
		Name: "alternating_offers", Family: "complete_information", OnRequest: true, Consent: true, SolvesWaiting: true, MinParties: 2, MinIssues: 1, Efficient: true, Concave: true, Ordered: r.Order != nil,
		New: func() model.Protocol { return atEachLevel(&alternating{alternatingBase: inOrder(r.Order), rounds: r}) },
	}, nil
})

type rounds struct {
	Rounds    int                 `yaml:"rounds,omitempty" doc:"offers until talks end for good, 1 to 100000"`
	Breakdown float64             `yaml:"breakdown,omitempty" doc:"chance that talks end when an offer is rejected, [0, 1]"`
	Outside   bool                `yaml:"outside_options,omitempty" doc:"whether parties receive their reservation values only by walking out, not while they wait"`
	Order     registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
}

type alternating struct {
	alternatingBase
	rounds
	wait, idle, exit, reserve, gets []float64 // per member
}

// Solve implements model.Protocol.
func (a *alternating) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	if !a.openTalks(p, s, out, nil) {
		return
	}
	n := a.parties
	for _, v := range []*[]float64{&a.wait, &a.idle, &a.exit, &a.reserve, &a.gets} {
		grow(v, n)
	}
	for j := range n {
		a.wait[j] = float64(min(max(a.problem.Patience[a.party[j]], 0), 1) * (1 - a.Breakdown))
		a.exit[j] = a.reservation(j)
		a.idle[j] = a.exit[j]
		if a.Outside {
			a.idle[j] = min(0, a.exit[j])
		}
	}
	backward(a.Rounds, a.turn, a.wait, a.idle, a.exit, a.reserve, a.gets, a)
	weak := a.efficiency()
	a.writeAgreement(out, model.Agreement)
	out.Flags |= weak | a.ties.flags()
}

// propose implements proposals; it leaves the terms in x.
func (a *alternating) propose(lead int, reserve, value []float64) {
	for j, r := range reserve {
		a.goal[j] = a.valueOf(j, r)
	}
	a.bestAgainstGoals(lead)
	for j := range value {
		value[j] = a.payoff(j, a.value[j])
	}
}
