package theory

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/cause"
	"sim/model/protocol"
)

// The values of bids; sealed is also what follows the plus in a theory's name.
const (
	unsealed = "none"
	sealed   = "sealed"
)

// lacksBids says what a bargain lacks for the linear equilibrium of sealed bids.
func lacksBids(b *model.Bargain) string {
	limits, what := limitsOf(b)
	if what != "" {
		return what
	}
	lo, hi := b.Issues[bidOn].Scale.Bounds()
	for _, of := range limits {
		if of.span.Low < lo || of.span.High > hi {
			return fmt.Sprintf("limits within the range of %s, %s to %s", b.Issues[bidOn].ID, model.FormatNumber(lo), model.FormatNumber(hi))
		}
	}
	if _, err := cause.NewSealedBids(limits[0].span, limits[1].span); err != nil {
		return fmt.Sprintf("limits that overlap widely, and bids are out of range: %s, %s; take attrition, or widen them", limits[0].text(b), limits[1].text(b))
	}
	return ""
}

// A limit is what one side of a sale pays or takes at the utmost.
type limit struct {
	party  int
	column int // of a draw's inputs
	span   cause.Limits
}

func (l limit) text(b *model.Bargain) string {
	return fmt.Sprintf("%s %s to %s", b.Parties[l.party].ID, model.FormatNumber(l.span.Low), model.FormatNumber(l.span.High))
}

// bidOn is the issue on which two parties bid: the only one.
const bidOn = 0

// limitsOf are the limits of the party that wants the issue low and of the one that
// wants it high; or what is lacking.
func limitsOf(b *model.Bargain) (of [2]limit, lacks string) {
	pair, ok := b.Pair()
	switch {
	case !ok:
		return of, lacksSecret(b)
	case len(b.Issues) != 1 || len(b.Issues[0].Options) > 0 || b.Issues[0].Whole > 0:
		return of, "a single issue that can be divided: fix the others, or leave them out"
	case !b.Issues[0].DealOnly:
		return of, fmt.Sprintf("an issue that does not exist without a deal: %s: {no_deal: none}", b.Issues[0].ID)
	case b.Issues[0].Curvature != model.Known(1):
		return of, fmt.Sprintf("every step on %s to count alike: curvature: 1", b.Issues[0].ID)
	}
	for i := range b.Parties {
		if i != pair[0] && i != pair[1] && b.Parties[i].Seat == model.Signatory {
			return of, fmt.Sprintf("two parties that must consent, and %s must, too", b.Parties[i].ID)
		}
	}
	varying, found := b.Varying(), [2]bool{}
	for _, party := range pair {
		secret := b.SecretOf(party)
		column, varies := secret.Number(b).Column()
		if secret.Of != model.SecretWalkAway || !varies || varying[column].Family != "uniform" {
			return of, fmt.Sprintf("private limits on both sides: parties.%s.walks_away: {%s: {value: {uniform: [2, 6]}, known_to: [%[1]s]}}", b.Parties[party].ID, b.Issues[0].ID)
		}
		side := 0
		if secret.Tougher(b) {
			side = 1
		}
		d := varying[column].Dist
		of[side], found[side] = limit{party, column, cause.Limits{Low: d.Quantile(0), High: d.Quantile(1)}}, true
	}
	if !found[0] || !found[1] {
		return of, fmt.Sprintf("one party that wants %s low, and one that wants it high", b.Issues[0].ID)
	}
	return of, ""
}

// bidding is the process of meetings in which both of the pair bid at once.
type bidding struct {
	model.BaseProcess
	known  bool     // whether both know both limits, and settle halfway
	limits [2]limit // of the one that wants it low, and of the other
	bids   cause.SealedBids
	best   *protocol.BestOffer
	terms  []float64
}

func newBidding(b *model.Bargain, known bool) *bidding {
	d := &bidding{known: known, best: protocol.NewBestOffer(), terms: make([]float64, len(b.Issues))}
	d.limits, _ = limitsOf(b)
	d.bids, _ = cause.NewSealedBids(d.limits[0].span, d.limits[1].span)
	return d
}

// Proposes implements model.Proposer: bids are for settlements.
func (d *bidding) Proposes(g *model.Game, pkg int) bool {
	return g.Bargain.Packages[pkg].Outcome == model.Settlement
}

// Propose implements model.Proposer.
func (d *bidding) Propose(g *model.Game, pkg int, p *model.Problem, out *model.Offer) {
	low, high := d.limits[0].party, d.limits[1].party
	d.best.Solve(p, low, out)
	if !out.Status.Agreed() {
		return
	}
	pays, takes := g.In()[d.limits[0].column], g.In()[d.limits[1].column]
	amount, deal := (pays+takes)/2, true
	if !d.known {
		amount, deal = d.bids.Trade(pays, takes)
		d.tell(g, pkg, low, d.bids.Buyer(pays))
		d.tell(g, pkg, high, d.bids.Seller(takes))
	}
	if !deal {
		out.Status, out.Reason, out.LogProduct = model.None, model.BidsMissed, math.NaN()
		clear(out.Certificate)
		clear(out.Share)
		out.Share[low], out.Share[high] = 0.5, 0.5
		return
	}
	copy(d.terms, out.Terms)
	d.terms[bidOn] = g.Bargain.Issues[bidOn].Scale.Position(amount)
	own := p.Reservation[high]
	p.Reservation[high] = p.Value(high, d.terms)
	d.best.Solve(p, low, out)
	p.Reservation[high] = own
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// tell tells of a bid, as a position.
func (d *bidding) tell(g *model.Game, pkg, party int, amount float64) {
	g.Report(model.Event{Kind: model.Bid, Party: party, Package: pkg, Lever: -1, Value: g.Bargain.Issues[bidOn].Scale.Position(amount)})
}
