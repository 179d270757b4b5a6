package protocol

import (
	"fmt"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Rubinstein is bargaining by alternating offers without a last round
// (Rubinstein 1982): bargaining power comes from patience.
var Rubinstein = registry.Of(registry.About{
	Name: "rubinstein",
	Doc:  "Rubinstein bargaining: offers alternate without end, and whoever can wait longer gets more.",
	Explain: `The parties that must consent make offers in turn, for as long as it takes. A party accepts what it would get by waiting for its own turn; delay costs it a part of its gain, by its patience. Nobody delays in the end: the first offer is accepted. Two parties' offers are such that each leaves the other exactly what waiting would bring it:

    each party's payoff from the other's offer = its reservation value + patience^interval × (its payoff from its own offer − its reservation value)

Both offers are efficient. As offers follow each other faster (interval 0, the default), the two become one: the terms with the largest product of surpluses, each raised to a power in inverse proportion to the party's discount rate:

    power ∝ −1 / ln(patience)

With an interval above 0 the more capable of two parties (of equals one by chance, unless order lists all parties) makes the first offer, and gains by that. For more than two parties the rule for power is carried over as it stands, whatever the interval.

With outside_options, reservation values are what the two parties get by walking out, and waiting brings them nothing (a payoff of 0, or the reservation value if that is lower). An outside option then counts only if it is worth more than what bargaining brings: its owner gets exactly that. With an interval above 0, and with more than two parties, outside options are played out by alternating_offers instead.

It assumes that everybody knows everybody's patience and reservation value. A party's power over other things plays no part. Do not use it where patience is not known, or where time runs out: see alternating_offers.`,
	Citation: "A. Rubinstein, Perfect Equilibrium in a Bargaining Model, Econometrica 50 (1982); limit: K. Binmore, A. Rubinstein and A. Wolinsky, The Nash Bargaining Solution in Economic Modelling, RAND Journal of Economics 17 (1986); outside options: K. Binmore, A. Shaked and J. Sutton, The Outside Option Principle, Quarterly Journal of Economics 104 (1989)",
}, offers{}, func(o offers) (model.Theory, error) {
	if !(o.Interval >= 0 && o.Interval <= 1000) {
		return model.Theory{}, fmt.Errorf("interval must be between 0 and 1000 rounds, not %s", model.FormatNumber(o.Interval))
	}
	if o.Interval > 0 && o.Outside {
		return model.Theory{}, fmt.Errorf("outside_options needs interval 0; alternating_offers plays them with time between offers")
	}
	return model.Theory{
		Name: "rubinstein", Title: "Rubinstein", Family: "complete_information", OnRequest: true, Consent: true, SolvesWaiting: true, MinParties: 2, MinIssues: 1, Totals: o.Interval == 0 && !o.Outside, Efficient: true, Concave: true, Ordered: o.Order != nil,
		New: func() model.Protocol { return atEachLevel(&rubinstein{alternatingBase: inOrder(o.Order), offers: o}) },
	}, nil
})

type offers struct {
	Interval float64             `yaml:"interval,omitempty" doc:"rounds from one offer to the next, 0 to 1000; 0: they follow at once"`
	Outside  bool                `yaml:"outside_options,omitempty" doc:"whether two parties receive their reservation values only by walking out, not while they wait"`
	Order    registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
}

type rubinstein struct {
	alternatingBase
	offers
}

// Solve implements model.Protocol.
func (r *rubinstein) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	if !r.openTalks(p, s, out, r.powersFromPatience) {
		return
	}
	if r.pair() && r.Interval > 0 {
		first, second := r.stationary(
			portable.Pow(r.discount(0), r.Interval), portable.Pow(r.discount(1), r.Interval),
		)
		if r.turn[0] == 1 {
			first = second
		}
		r.setTerms(first)
		r.writeAgreement(out, model.Agreement)
		out.Flags |= r.ties.flags()
		return
	}
	if r.pair() && r.Outside {
		r.outsideOptions()
		r.writeAgreement(out, model.Agreement)
		return
	}
	r.writeProductTerms(out)
}

// powersFromPatience sets alpha to the bargaining powers that follow from
// patience.
func (r *rubinstein) powersFromPatience(alpha []float64) {
	for j := range alpha {
		alpha[j] = r.discount(j)
	}
	powerFromPatience(alpha)
}

// discount is member j's discount factor per round.
func (s *alternatingBase) discount(j int) float64 { return discount(s.problem.Patience[s.party[j]]) }

// stationary finds the stationary offers of two parties with discount factors
// d0 and d1 from one offer to the next: each gives the other exactly what it
// would get by waiting for its own turn.
func (r *rubinstein) stationary(d0, d1 float64) (first, second curvePoint) {
	most := r.frontierSurplus(0)
	// The excess of what the first party's offer gives the second over what the
	// second would get by waiting increases with the offer (Rubinstein 1982).
	// The first party's own payoff would locate the root less well: close to
	// its ideal it hardly changes with what the other gains.
	excess := func(y float64) float64 {
		v, _ := r.curveValues(r.pointLeaving(y))
		return y - float64(d1*r.frontierSurplus(float64(d0*max(0, r.surplus(0, v)))))
	}
	in := bracket{hi: most, flo: excess(0), fhi: excess(most), width: 2 * most}
	y := float64(most * (1 - firstShare(d0, d1)))
	for range 100 {
		f := excess(y)
		in.narrow(y, f)
		if f == 0 || in.hi-in.lo <= 1e-15*most {
			break
		}
		next, ok := in.next()
		if !ok {
			break
		}
		y = next
	}
	first = r.pointLeaving(y)
	v, _ := r.curveValues(first)
	return first, r.pointGiving(float64(d0 * max(0, r.surplus(0, v))))
}

// frontierSurplus is the second party's largest surplus if the first one has x.
func (r *rubinstein) frontierSurplus(x float64) float64 {
	_, v := r.curveValues(r.pointGiving(x))
	return r.surplus(1, v)
}

// pointGiving is the point on the frontier at which the first party has surplus
// x, or more if giving it less would not help the second.
func (r *rubinstein) pointGiving(x float64) curvePoint {
	r.goal[0] = r.valueOf(0, r.reservation(0)+x)
	return r.searchCurve(bestForSecond)
}

// pointLeaving is the point on the frontier at which the second party has
// surplus y, or more if giving it less would not help the first.
func (r *rubinstein) pointLeaving(y float64) curvePoint {
	r.goal[1] = r.valueOf(1, r.reservation(1)+y)
	return r.searchCurve(bestForFirst)
}

// outsideOptions finds the two parties' terms if reservation values are outside
// options: the terms of parties that get nothing while they wait, moved only as
// far as needed to give each at least its payoff from walking out.
func (r *rubinstein) outsideOptions() {
	for j := range 2 {
		r.floor[j] += max(0, r.reservation(j))
	}
	at := r.searchCurve(nash)
	for j := range 2 {
		r.floor[j] -= max(0, r.reservation(j))
	}
	v0, v1 := r.curveValues(at)
	r.goal[0], r.goal[1] = r.need[0], r.need[1]
	switch {
	case v0 < r.need[0]:
		at = r.searchCurve(bestForSecond)
	case v1 < r.need[1]:
		at = r.searchCurve(bestForFirst)
	}
	r.setTerms(at)
}
