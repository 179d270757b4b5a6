package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// A BestOffer finds the terms that are best for one party among those that give
// every party that must consent at least its reservation value: what a proposer
// offers if it knows what the others take. It serves one goroutine; after the
// first calls it allocates nothing.
type BestOffer struct {
	each  eachLevel
	offer ownBest
	point model.Offer // scratch
}

// NewBestOffer returns a BestOffer.
func NewBestOffer() *BestOffer {
	b := new(BestOffer)
	b.each.levelTheory = &b.offer
	return b
}

// Solve writes the offer of party proposer into out; p is left at the level of
// its terms. There are none if no terms give everybody its reservation value.
func (b *BestOffer) Solve(p *model.Problem, proposer int, out *model.Offer) {
	b.offer.proposer = proposer
	b.each.Solve(p, nil, out)
}

// Frontier finds the most that party proposer can have for what party responder
// gets, in stake units, on terms that everybody keeps. first is what Solve has just
// found for the proposer. Frontier fills net with what the responder gets, from first
// on and evenly up to enough, or up to the most that leaves everybody else its
// reservation value if that is less, and payoff with what the proposer has then. Where
// terms are one of a few, some leave the responder more than was to be left: then that
// is the point, and several may be the same. It returns how many points there are: one
// if nothing can be moved between the two, or first is enough. Of several levels each
// point is at the one that is best for the proposer there.
func (b *BestOffer) Frontier(p *model.Problem, proposer, responder int, first *model.Offer, enough float64, net, payoff []float64) int {
	need := p.Reservation[responder]
	defer func() { p.Reservation[responder] = need }()
	at, last := &b.point, len(net)-1
	net[0], payoff[0] = first.Payoff[responder], first.Payoff[proposer]
	if !(enough > net[0]) || last < 1 {
		return 1
	}
	p.Reservation[responder] = enough
	if b.Solve(p, proposer, at); !at.Status.Agreed() {
		p.Reservation[responder] = need
		b.Solve(p, responder, at)
		if enough = at.Payoff[responder]; !(enough > net[0]) {
			return 1
		}
	}
	spread(net, enough)
	net[last], payoff[last] = max(enough, at.Payoff[responder]), min(at.Payoff[proposer], payoff[0])
	for n := 1; n < last; n++ {
		p.Reservation[responder] = net[n]
		b.Solve(p, proposer, at)
		net[n] = min(max(net[n], at.Payoff[responder]), net[last])
		payoff[n] = max(payoff[last], min(at.Payoff[proposer], payoff[n-1]))
	}
	return len(net)
}

// spread puts points evenly from the first of net to most.
func spread(net []float64, most float64) {
	for n := 1; n < len(net); n++ {
		net[n] = net[0] + float64((most-net[0])*(float64(n)/float64(len(net)-1)))
	}
}

// ownBest is the theory of a BestOffer at one level.
type ownBest struct {
	alternatingBase
	proposer int
	best     float64   // its payoff from the last offer; NaN if there was none
	weight   []float64 // scratch, per party
}

// Solve implements model.Protocol.
func (o *ownBest) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	o.best = math.NaN()
	open := o.meet(p, s, out)
	if open && !o.aimsAtOnce(o.member(o.proposer)) {
		if open = o.findZone(out, nil); open {
			o.aim(o.member(o.proposer))
		}
	}
	if !open {
		if out.Status.Agreed() {
			o.best = out.Payoff[o.proposer]
		}
		return
	}
	weak := o.efficiency()
	o.writeAgreement(out, model.Agreement)
	out.Flags |= weak
	o.best = out.Payoff[o.proposer]
}

// score implements levelTheory.
func (o *ownBest) score(*model.Offer) float64 { return o.best }

// prove implements boundedTheory: by weak duality the proposer can get no more than
// the largest sum of everybody's payoffs, weighted so that its own counts once, less
// what the others need, weighted alike.
func (o *ownBest) prove(p *model.Problem, out *model.Offer, b *levelBound) bool {
	o.weight = append(o.weight[:0], out.Certificate...)
	if !out.Status.Agreed() {
		for _, r := range p.Risk {
			if r != 0 {
				return false // in other units than stakes
			}
		}
		return o.proveNone(p, out, o.weight, b)
	}
	own := o.weight[o.proposer]
	if len(p.Rows) > 0 || !(own > 0) || slices.Min(o.weight) < 0 {
		return false
	}
	need := 0.0
	for i := range o.weight {
		if o.weight[i] /= own; i != o.proposer {
			need += float64(o.weight[i] * (p.Reservation[i] - consentTolerance))
		}
	}
	b.set(p, o.weight, nil, out.Terms, -need)
	return true
}

// member is the place of a party that must consent among the members.
func (o *ownBest) member(party int) int { return slices.Index(o.party[:o.parties], party) }

// aimsAtOnce is aim without a look at the zone first: terms that leave everybody at
// least what it needs, and the lead more, show that there is one. It reports whether
// it found them.
func (o *ownBest) aimsAtOnce(lead int) bool {
	if o.parties < 3 || o.anyLoose || o.duals > o.parties {
		return false
	}
	o.growTalks()
	copy(o.goal, o.need[:o.parties])
	clear(o.mu[:o.members])
	o.compareOthers(lead)
	for j := range o.parties {
		if o.solver.best[j]-o.need[j] < nearEdge {
			return false
		}
	}
	o.weak, o.unproven = 0, false
	if !o.solveConstrainedDual(lead, o.set) || o.value[lead]-o.need[lead] < nearEdge {
		return false
	}
	for _, j := range o.set {
		if o.value[j] < o.need[j]-rounding {
			return false
		}
	}
	return true
}

// rounding is by how much a search for exact values may miss them, in stake units.
const rounding = 1e-12

// aim puts the terms that are best for a member into x if everybody else gets
// its reservation value. It starts from scratch, so that the terms do not depend
// on what was tried before.
func (o *ownBest) aim(lead int) {
	copy(o.goal, o.need[:o.parties])
	clear(o.leads)
	clear(o.mu[:o.members])
	o.bestAgainstGoals(lead)
}
