package protocol

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/registry"
)

// Zeuthen is the concession process of Zeuthen (1930) and Harsanyi (1956): of
// two demands, the party with the lower risk limit concedes.
var Zeuthen = registry.Of(registry.About{
	Name: "zeuthen",
	Doc:  "Zeuthen–Harsanyi concessions: whoever is less willing to risk a breakdown gives way, step by step.",
	Explain: `Two parties that must consent each start from the terms that are best for themselves and still give the other its reservation value. The efficient terms between the two demands are divided into steps, equal in how far one party's share of the most it could gain is ahead of the other's. In every round each party's risk limit is the largest chance of a breakdown at which it would rather hold its own demand than take the other's:

    risk limit = (own demand − the other's demand) / (own demand − reservation value),  all in its own payoff

The party with the smaller limit concedes (both, if equal), as little as it takes for its demand to have a larger product of surpluses than the other's. The demands meet at the step with the largest product; where they end one step apart with equal limits, they meet halfway.

With more than two parties every pair must be in that balance given what the others get (Harsanyi 1963); the terms are then those with the largest product of surpluses, all parties counting the same.

It assumes that parties know each other's preferences and concede by comparing what they stand to lose. Bargaining power plays no part: the theory is the Nash solution with equal power, reached through concessions. Do not use it where the stronger party concedes less for being stronger.`,
	Citation: "F. Zeuthen, Problems of Monopoly and Economic Warfare (1930); J. C. Harsanyi, Approaches to the Bargaining Problem Before and After the Theory of Games, Econometrica 24 (1956); more than two parties: J. C. Harsanyi, A Simplified Bargaining Model for the n-Person Cooperative Game, International Economic Review 4 (1963)",
}, concessions{Steps: 30}, func(c concessions) (model.Theory, error) {
	if c.Steps < 1 || c.Steps > 1000 {
		return model.Theory{}, fmt.Errorf("steps must be between 1 and 1000, not %d", c.Steps)
	}
	return model.Theory{
		Name: "zeuthen", Title: "Zeuthen", Family: "complete_information", OnRequest: true, Consent: true, SolvesWaiting: true, MinParties: 2, MinIssues: 1, Efficient: true, Concave: true,
		New: func() model.Protocol { return atEachLevel(&zeuthen{steps: c.Steps}) },
	}, nil
})

type concessions struct {
	Steps int `yaml:"steps,omitempty" doc:"into how many steps the terms between two parties' demands are divided, 1 to 1000"`
}

type zeuthen struct {
	alternatingBase
	steps      int
	from, to   float64    // the first party's lead at the second one's demand and at its own
	last, lead curvePoint // the points of those demands
	rounds     int        // rounds that the last concessions took
}

// Solve implements model.Protocol.
func (z *zeuthen) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	if !z.openTalks(p, s, out, equal) {
		return
	}
	if !z.pair() {
		z.writeProductTerms(out)
		return
	}
	at := z.concede()
	z.setTerms(z.deal(at))
	z.writeAgreement(out, model.Agreement)
}

// equal gives all parties the same power.
func equal(alpha []float64) {
	for j := range alpha {
		alpha[j] = 1 / float64(len(alpha))
	}
}

// A demand is a step along the frontier, its point, and both parties' surpluses
// there.
type demand struct {
	step    int
	at      curvePoint
	surplus [2]float64
}

func (d demand) product() float64 { return float64(max(0, d.surplus[0]) * max(0, d.surplus[1])) }

// concede lets the two parties concede until they agree, and returns the step
// at which they do; it is a half-integer if they meet halfway.
func (z *zeuthen) concede() float64 {
	z.goal[0], z.goal[1] = z.need[0], z.need[1]
	z.last, z.lead = z.searchCurve(bestForSecond), z.searchCurve(bestForFirst)
	first, second := z.surpluses(z.lead), z.surpluses(z.last)
	z.unit[0], z.unit[1] = first[0], second[1]
	z.from, z.to = second[0]/z.unit[0]-1, 1-first[1]/z.unit[1]
	z.rounds = 0
	own, other := demand{z.steps, z.lead, first}, demand{0, z.last, second}
	return z.concedeFrom(own, other)
}

// concedeFrom continues from the first and the second party's demands.
func (z *zeuthen) concedeFrom(first, second demand) float64 {
	for first.step > second.step {
		z.rounds++
		r0 := riskLimit(first.surplus[0], second.surplus[0])
		r1 := riskLimit(second.surplus[1], first.surplus[1])
		switch {
		case math.Abs(r0-r1) <= 1e-12 && first.step == second.step+1:
			return float64(second.step) + 0.5
		case math.Abs(r0-r1) <= 1e-12:
			a, b := z.nextDemand(first, second, -1), z.nextDemand(second, first, 1)
			if a.step < b.step { // they have passed each other: neither concedes further
				return float64(a.step+b.step) / 2
			}
			first, second = a, b
		case r0 < r1:
			first = z.nextDemand(first, second, -1)
		default:
			second = z.nextDemand(second, first, 1)
		}
	}
	return float64(first.step)
}

// nextDemand is the demand nearest to a party's own whose product exceeds that
// of the other's demand, or else the other's demand itself.
func (z *zeuthen) nextDemand(own, other demand, way int) demand {
	for step := own.step + way; step != other.step; step += way {
		if d := z.demand(step, own, other); d.product() > other.product() {
			return d
		}
	}
	return other
}

// demand is the demand at a step between two others.
func (z *zeuthen) demand(step int, own, other demand) demand {
	low, high := own, other
	if low.step > high.step {
		low, high = high, low
	}
	goal := z.leadAt(float64(step))
	below, above := z.leadOf(low.surplus)-goal, z.leadOf(high.surplus)-goal
	if len(z.curve.jumps) > 0 || !(below < 0 && above > 0) {
		at := z.deal(float64(step))
		return demand{step, at, z.surpluses(at)}
	}
	// Both ends are known: no need to search the whole frontier.
	z.goal[0] = goal
	at := low.at
	at.lambda = z.zeroOnCurve(ahead, at, false, low.at.lambda, below, high.at.lambda, above)
	return demand{step, at, z.surpluses(at)}
}

// leadOf is the first party's lead in surplus/unit.
func (z *zeuthen) leadOf(surplus [2]float64) float64 {
	return surplus[0]/z.unit[0] - surplus[1]/z.unit[1]
}

// leadAt is the first party's lead at a step.
func (z *zeuthen) leadAt(step float64) float64 {
	return z.from + float64(step/float64(z.steps)*(z.to-z.from))
}

func (z *zeuthen) surpluses(at curvePoint) [2]float64 {
	v0, v1 := z.curveValues(at)
	return [2]float64{z.surplus(0, v0), z.surplus(1, v1)}
}

// deal is the point on the frontier at a step.
func (z *zeuthen) deal(step float64) curvePoint {
	switch step {
	case 0:
		return z.last
	case float64(z.steps):
		return z.lead
	}
	z.goal[0] = z.leadAt(step)
	return z.searchCurve(ahead)
}

// riskLimit is the largest probability of breakdown at which a party prefers to
// insist on its own demand rather than accept the other's, in [0, 1], from its
// surpluses at the two (Zeuthen 1930); 1 if its own demand leaves it nothing to
// lose.
func riskLimit(own, other float64) float64 {
	if own <= 0 {
		return 1
	}
	return (own - other) / own
}
