package protocol

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/portable"
	"sim/model/registry"
)

// Crisis is bargaining in the shadow of conflict with private costs (Fearon
// 1995): one take-it-or-leave-it offer.
var Crisis = registry.Of(registry.About{
	Name: "crisis",
	Doc:  "Crisis bargaining: private information with one meeting, a take-it-or-leave-it offer to a party whose cost of conflict only it knows.",
	Explain: `This is information with a single meeting, for a scenario that says nothing about who knows what: what is private is a parameter of the theory here, not a number of the scenario. Where the scenario has a number that is known_to its party alone, information needs no such parameter and goes on after a refusal.

The most capable of the parties that must consent makes one offer; the next most capable takes it or leaves it (equals by chance, unless order lists all parties). What a breakdown costs that party has a part that only it knows, between low and high in its stake units. Its reservation value in the scenario counts the largest such cost; with a cost c it would not take less than

    reservation value + high − c

No cost is negative: high is at most what no deal costs that party in the scenario (conflict, pressure and its own levers), and low at most high. Where no deal costs it nothing, it has no private cost and takes every offer worth its reservation value.

The proposer weighs what it asks for against the chance that it asks too much. Let gain(c) be the proposer's surplus at the terms that are best for it among those that the other takes at a cost of c or more (everybody else gets at least its reservation value). It offers the terms for the c with the largest

    (share of costs above c) × gain(c)

and the other party's cost is drawn: below that c it does not consent. With costs spread evenly (shape a = b = 1) and two parties on one issue the proposer asks for what the expected outcome of a conflict would give it, plus (high − its own cost) / 2 (Fearon 1995). More generally its offer then has the largest product of both surpluses, unless even a party with the lowest cost takes more.

It assumes a single offer, by a party that knows how costs are spread but not what the other's is. So a rational proposer accepts some risk of a breakdown for better terms, unless the lowest cost is so high that it is not worth it. Do not use it where several offers can be made, or where what the other side stands to lose is known.`,
	Citation: "J. D. Fearon, Rationalist Explanations for War, International Organization 49 (1995)",
}, costs{Low: 0, High: 0.1, A: 1, B: 1}, func(c costs) (model.Theory, error) {
	switch {
	case !(c.Low >= 0 && c.High >= c.Low && c.High <= 2):
		return model.Theory{}, fmt.Errorf("low and high must be in order and between 0 and 2, not %s and %s", model.FormatNumber(c.Low), model.FormatNumber(c.High))
	case !(c.A > 0 && c.A <= 100 && c.B > 0 && c.B <= 100):
		return model.Theory{}, fmt.Errorf("a and b must be above 0 and at most 100, not %s and %s", model.FormatNumber(c.A), model.FormatNumber(c.B))
	}
	return model.Theory{
		Name: "crisis", Title: "private information, one meeting", Family: "information", OnRequest: true, Consent: true, MinParties: 2, MinIssues: 1, Efficient: true, Concave: true, Random: true, Ordered: c.Order != nil,
		New: func() model.Protocol { return atEachLevel(&crisis{alternatingBase: inOrder(c.Order), belief: c}) },
	}, nil
})

type costs struct {
	Low   float64             `yaml:"low,omitempty" doc:"least private cost of a breakdown, stake units, 0 to 2"`
	High  float64             `yaml:"high,omitempty" doc:"largest private cost, stake units, low to 2; it is part of the reservation value, and at most what no deal costs the party"`
	A     float64             `yaml:"a,omitempty" doc:"shape of the belief about the cost, Beta(a, b) from low to high; 1 and 1: all alike"`
	B     float64             `yaml:"b,omitempty" doc:"shape of the belief about the cost, Beta(a, b) from low to high"`
	Order registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
}

// cdf is the share of costs below x.
func (c costs) cdf(x float64) float64 {
	switch {
	case x <= c.Low:
		return 0
	case x >= c.High:
		return 1
	}
	return portable.BetaCDF(c.A, c.B, (x-c.Low)/(c.High-c.Low))
}

type crisis struct {
	alternatingBase
	belief    costs   // as the scenario states it
	costs             // belief, with no cost beyond what no deal costs the responder
	threshold float64 // the lowest cost at which the last offer is accepted
	refusal   float64 // share of costs below threshold
	product   float64 // Σ α ln surplus at the last offer; NaN if there was none
}

// Solve implements model.Protocol.
func (c *crisis) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	u := 0.5
	if s != nil {
		u = s.Next() // always, so that later packages get the same random numbers
	}
	c.product = math.NaN()
	if !c.openTalks(p, s, out, nil) {
		if out.Status.Agreed() {
			c.product = out.LogProduct
		}
		return
	}
	c.costs = c.belief
	c.High = min(c.High, p.Cost[c.party[c.turn[1]]])
	c.Low = min(c.Low, c.High)
	// The responder only compares payoffs with what a breakdown costs it, so that
	// its attitude to risk does not matter.
	c.makeNeutral(c.turn[1], 1, -p.Reservation[c.party[c.turn[1]]])
	c.setOffer(c.turn[0], c.turn[1])
	weak := c.efficiency()
	c.writeAgreement(out, model.Agreement)
	out.Flags |= weak | c.ties.flags()
	c.product = out.LogProduct
	if u >= c.refusal {
		return
	}
	out.Status, out.Reason, out.LogProduct = model.None, model.Refused, math.NaN()
	clear(out.Certificate)
	out.Share[c.party[c.turn[1]]] = 1
}

// score implements levelTheory: the product of surpluses at the offer, whether
// the responder takes it or not.
func (c *crisis) score(*model.Offer) float64 { return c.product }

// setOffer puts into x the terms that the proposer offers the responder.
func (c *crisis) setOffer(proposer, responder int) {
	if even := c.A == 1 && c.B == 1; !even || !c.uniformOffer(proposer, responder) {
		c.threshold = c.bestScreen(proposer, responder)
		c.gain(proposer, responder, c.threshold)
	}
	c.refusal = c.cdf(c.threshold)
}

// heldPower is the bargaining power of parties that are held to their
// reservation values.
const heldPower = 1e-6

// uniformOffer computes the offer for uniformly distributed costs. The share of
// costs above c is then proportional to high − c, the responder's surplus, so
// the proposer maximises the product of both surpluses. It reports false if the
// search fails.
func (c *crisis) uniformOffer(proposer, responder int) bool {
	for j := range c.parties {
		c.alpha[j] = heldPower
	}
	c.alpha[proposer], c.alpha[responder] = 0.5, 0.5
	if c.pair() {
		c.setTerms(c.searchCurve(nash))
	} else {
		if v, _ := c.maximiseProduct(); v != found {
			return false
		}
		c.repairShortfall()
	}
	c.threshold = c.High - c.surplus(responder, c.value[responder])
	if c.threshold <= c.Low {
		// Even a responder with the lowest cost would accept less.
		c.threshold = c.Low
		c.gain(proposer, responder, c.Low)
	}
	return true
}

// bestScreen is the threshold cost that is best for the proposer if costs are
// not uniformly distributed.
func (c *crisis) bestScreen(proposer, responder int) float64 {
	for j := range c.parties {
		c.goal[j] = c.need[j]
	}
	c.bestAgainstGoals(responder)
	// At lower costs the responder would ask for more than is available.
	lowest := max(c.Low, c.High-c.surplus(responder, c.value[responder]))
	return maximiseScreen(lowest, c.High, c.cdf, func(cost float64) float64 {
		return c.gain(proposer, responder, cost)
	})
}

// gain is the proposer's surplus at its best terms among those that a responder
// with the given cost accepts; it puts them into x.
func (c *crisis) gain(proposer, responder int, cost float64) float64 {
	for j := range c.parties {
		c.goal[j] = c.need[j]
	}
	c.goal[responder] = c.need[responder] + c.High - cost
	// Start from scratch, so that the terms do not depend on what was tried
	// before.
	clear(c.leads)
	clear(c.mu[:c.members])
	c.bestAgainstGoals(proposer)
	if c.value[responder] < c.goal[responder]-1e-6 {
		return 0
	}
	return c.surplus(proposer, c.value[proposer])
}

// maximiseScreen finds the cost between from and to that maximises (1 −
// below(cost))·gain(cost), by a grid and golden-section search around the best
// grid point. It returns the best of all costs tried, because gain may drop
// sharply next to it.
func maximiseScreen(from, to float64, below, gain func(float64) float64) float64 {
	const points, golden = 33, 0.6180339887498949
	best, most, place := from, math.Inf(-1), 0
	worth := func(cost float64) float64 {
		w := float64((1 - below(cost)) * gain(cost))
		if w > most {
			best, most = cost, w
		}
		return w
	}
	step := (to - from) / (points - 1)
	for n := range points {
		if at := from + float64(float64(n)*step); worth(at) == most && best == at {
			place = n
		}
	}
	lo, hi := from+float64(float64(max(place-1, 0))*step), from+float64(float64(min(place+1, points-1))*step)
	a, b := hi-float64(golden*(hi-lo)), lo+float64(golden*(hi-lo))
	wa, wb := worth(a), worth(b)
	for hi-lo > 1e-9 {
		if wa >= wb {
			hi, b, wb = b, a, wa
			a = hi - float64(golden*(hi-lo))
			wa = worth(a)
		} else {
			lo, a, wa = a, b, wb
			b = lo + float64(golden*(hi-lo))
			wb = worth(b)
		}
	}
	worth((lo + hi) / 2)
	return best
}
