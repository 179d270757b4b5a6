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
// gets, in stake units, on terms that everybody keeps. It fills net with what the responder gets, from its
// reservation value or more on and evenly up to the most that leaves everybody else
// its reservation value, and payoff with what the proposer has then. It returns how
// many points there are: none if nobody can gain, one if nothing can be moved
// between the two. Of several levels each point is at the one that is best for the
// proposer there.
func (b *BestOffer) Frontier(p *model.Problem, proposer, responder int, net, payoff []float64) int {
	if p.Levels() > 1 {
		return b.envelope(p, proposer, responder, net, payoff)
	}
	o := &b.offer
	if len(p.Keeps) > 0 {
		p = b.each.promises.all(p)
	}
	if !o.openTalks(p, nil, &b.each.trial, nil) {
		return 0
	}
	from, to := o.member(proposer), o.member(responder)
	o.aim(to)
	most := o.value[to]
	o.aim(from)
	net[0], payoff[0] = o.value[to], o.value[from]
	if !(most > net[0]) || len(net) < 2 {
		return 1
	}
	spread(net, most)
	for n := 1; n < len(net); n++ {
		o.goal[to] = net[n]
		o.bestAgainstGoals(from)
		payoff[n] = min(o.value[from], payoff[n-1])
	}
	return len(net)
}

// envelope is Frontier over all levels of p, which need not be concave.
func (b *BestOffer) envelope(p *model.Problem, proposer, responder int, net, payoff []float64) int {
	at, need := &b.point, p.Reservation[responder]
	defer func() { p.Reservation[responder] = need }()
	if b.Solve(p, proposer, at); !at.Status.Agreed() {
		return 0
	}
	net[0], payoff[0] = at.Payoff[responder], at.Payoff[proposer]
	if b.Solve(p, responder, at); !(at.Payoff[responder] > net[0]) || len(net) < 2 {
		return 1
	}
	last := len(net) - 1
	spread(net, at.Payoff[responder])
	payoff[last] = min(at.Payoff[proposer], payoff[0])
	for n := 1; n < last; n++ {
		p.Reservation[responder] = net[n]
		b.Solve(p, proposer, at)
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
	if !o.openTalks(p, s, out, nil) {
		if out.Status.Agreed() {
			o.best = out.Payoff[o.proposer]
		}
		return
	}
	o.aim(o.member(o.proposer))
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

// aim puts the terms that are best for a member into x if everybody else gets
// its reservation value. It starts from scratch, so that the terms do not depend
// on what was tried before.
func (o *ownBest) aim(lead int) {
	copy(o.goal, o.need[:o.parties])
	clear(o.leads)
	clear(o.mu[:o.members])
	o.bestAgainstGoals(lead)
}
