package protocol

import (
	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Nash is the asymmetric Nash solution (Nash 1950; weights: Kalai 1977): the
// terms that maximise the product of surpluses, each raised to the party's
// bargaining power.
var Nash = registry.Of(registry.About{
	Name: "nash",
	Doc:  "Nash solution: the largest product of surpluses, weighted by power.",
	Explain: `Each party that must consent has a surplus: what an agreement is worth to it less its reservation value. The terms maximise the product of the surpluses, each raised to the party's bargaining power (its share of power among those who must consent):

    maximise  sum of power × ln(payoff − reservation value)

Parties without a say add their voice × value, if a voice is given. There is no agreement if no terms give everybody its reservation value; then the shares say whose reservation values are incompatible with whose.

Where a party that must consent seeks risk (risk_aversion below 0), payoffs are not concave: the terms are found by repeated tangents, from several starts where one might not do, and the offer is flagged non_convex. There may then be no terms that all accept although chances of several deals, such as a coin flip between two extremes, would give everybody more than its reservation value: the reason is lottery_only, and a deal needs side payments, randomisation or sequencing.

As one of all theories it is shown with two other rules for the same problem, kalai_smorodinsky and egalitarian: their terms stand next to its own when a settlement is first signed, and change nothing. Elsewhere {cause: none, rule: nash, spread: [RULE, …]} asks for that.

It assumes that parties know each other's preferences, settle on terms that leave nothing on the table, and gain the more the less they have to lose. It compares nobody's units with anybody else's. Do not use it where a party lacks information, moves first, or may profit from delay.`,
	Citation: "J. F. Nash, The Bargaining Problem, Econometrica 18 (1950); weights: E. Kalai, Nonsymmetric Nash Solutions, International Journal of Game Theory 6 (1977)",
	Record:   "G. Schneider, D. Finke and S. Bailer compare it, on 66 legislative decisions of the European Union, with models in which parties have power, and find nearest one that considers saliences (Political Studies 58, 2010, pp. 85–103, abstract; the errors themselves could not be read)",
}, struct{}{}, func(struct{}) (model.Theory, error) {
	return model.Theory{
		Name: "nash", Title: "Nash", Family: "complete_information", Consent: true, MinParties: 2, MinIssues: 1, Totals: true, Efficient: true,
		New: func() model.Protocol { return atEachLevel(new(nashSolution)) },
	}, nil
})

type nashSolution struct {
	solver
	seeker nonconcaveSearch
	weight []float64 // scratch, per party
}

// startsFree implements levelTheory: as long as no row binds, Newton's method takes
// the same steps as if there were none, unless the theory would go another way then:
// with two parties, or where only a row makes a position jump.
func (n *nashSolution) startsFree(p *model.Problem) bool {
	parties := 0
	for i, c := range p.Consent {
		if c {
			parties++
		}
		if p.Risk[i] != 0 {
			return false
		}
	}
	return parties > 2 && n.sameWithRows(p)
}

// prove implements boundedTheory: by weak duality no terms have a larger product
// than the dual has at any weights, and no terms give everybody more than the
// weights of a certificate allow (model 1.14).
func (n *nashSolution) prove(p *model.Problem, out *model.Offer, b *levelBound) bool {
	for _, r := range p.Risk {
		if r < 0 || r > 0 && !out.Status.Agreed() {
			return false // not concave, or in other units than stakes
		}
	}
	if out.Flags&model.Rounded != 0 {
		return false // the weights are those of other whole numbers
	}
	n.weight = append(n.weight[:0], out.Certificate...)
	if out.Status.Agreed() {
		fixed := 0.0
		for j, i := range n.party {
			switch {
			case n.isRow(j):
			case j >= n.parties:
				n.weight[i] = n.voice[j]
			default:
				y, _ := n.conjugate(j, n.mu[j])
				n.weight[i] = n.mu[j]
				fixed += float64(n.alpha[j]*portable.Log(n.surplus(j, y))) - float64(n.mu[j]*y)
			}
		}
		b.set(p, n.weight, out.Price, out.Terms, fixed)
		return true
	}
	return n.proveNone(p, out, n.weight, b)
}

// Solve implements model.Protocol.
func (n *nashSolution) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	if !n.begin(p, out) {
		return
	}
	if n.anyRiskSeeker() {
		n.seeker.search(&n.solver, out)
		return
	}
	n.solveAndWrite(out)
}

// solveAndWrite fills out with the terms that maximise the product of
// surpluses, each raised to the party's alpha.
func (s *solver) solveAndWrite(out *model.Offer) {
	if s.pair() {
		s.pairProduct(out)
		return
	}
	v, gap := s.maximiseProduct()
	switch {
	case v == empty:
		s.writeEmptyZone(out)
		return
	case v == found && s.smallestSurplus() >= nearEdge:
		s.writeAgreement(out, model.Agreement)
		out.Gap = gap
		return
	}
	// Undecided so far: the largest smallest surplus decides.
	status, margin := s.zone()
	out.Margin = margin
	if status != model.Agreement {
		s.writeByStatus(out, status)
		return
	}
	s.setProductWeights()
	if v, gap = s.maximiseProductFrom(); v == found || gap <= flatGap && (v == nearby || v == stalled && !s.anyLoose) {
		s.writeAgreement(out, model.Agreement)
		out.Gap = gap
		return
	}
	s.zone()
	if s.duals > s.parties {
		s.bindAll()
		if gap, ok := s.polishProduct(flatGap, nearKinks[:]); ok {
			s.writeAgreement(out, model.Agreement)
			out.Gap = gap
			return
		}
	}
	s.writeByStatus(out, model.Undecided)
}

// flatGap is the duality gap that suffices where Newton's method ends before an
// exact solution: near a party's ideal its value is almost flat. The offer
// reports the gap.
const flatGap = 1e-9

// pairProduct solves the two-party case.
func (s *solver) pairProduct(out *model.Offer) {
	status, margin := s.zone()
	out.Margin = margin
	if status != model.Agreement {
		s.writeByStatus(out, status)
		return
	}
	s.setTerms(s.searchCurve(nash))
	s.setProductWeights()
	out.Gap = max(0, s.supportFunction(s.mu)-float64(s.mu[0]*s.value[0])-float64(s.mu[1]*s.value[1]))
	s.writeAgreement(out, model.Agreement)
}

// setProductWeights sets the weights so that the first-order condition of the
// product, μ = α·s′/s, holds at the current values. Prices start anew.
func (s *solver) setProductWeights() {
	clear(s.mu[s.parties:s.duals])
	s.weighBySurplus()
}

// smallestSurplus is the smallest surplus of the parties that must consent.
func (s *solver) smallestSurplus() float64 {
	least := s.surplus(0, s.value[0])
	for j := 1; j < s.parties; j++ {
		least = min(least, s.surplus(j, s.value[j]))
	}
	return least
}
