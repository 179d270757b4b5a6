package theory

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/cause"
	"sim/model/protocol"
)

// demanding is the process of meetings in which one party of the pair makes
// demands of the other.
type demanding struct {
	model.BaseProcess
	pair  [2]int
	sides [2]screen // of either party of the pair when it is the one that answers
	turn  model.Race
	rates []float64
	best  *protocol.BestOffer

	net, payoff []float64
}

// A screen is what one party does not know of the other, and the game that it
// plays with it.
type screen struct {
	game     cause.Screening
	private  bool
	known    bool // whether who demands knows it all the same
	secret   model.Secret
	column   int       // of the private number in a draw's inputs
	values   []float64 // of the private number at the boundaries between types, from the least tough on
	position float64   // of the draw's own type
	nodes    [nodes]cause.Type
	means    []float64 // scratch, per boundary
}

const (
	// frontierPoints is at how many points the most that the proposer can have is
	// worked out.
	frontierPoints = 3
	// nodes is at how many types payoffs are worked out; they are linear in between.
	nodes = 5
	// moved is by how much payoffs move, in stake units, before the game is solved
	// anew.
	moved = 1e-3
)

func newDemanding(b *model.Bargain, types int, reveals func(*model.Bargain) []model.Secret) *demanding {
	d := &demanding{
		best: protocol.NewBestOffer(), rates: make([]float64, len(b.Parties)),
		net: make([]float64, frontierPoints), payoff: make([]float64, frontierPoints),
	}
	d.pair, _ = b.Pair()
	names := make([]string, len(b.Parties))
	for i := range names {
		names[i] = b.Parties[i].ID
	}
	d.turn = model.NewRace("demands", names)
	varying := b.Varying()
	for j, party := range d.pair {
		s := &d.sides[j]
		secret := b.SecretOf(party)
		column, varies := secret.Number(b).Column()
		if secret.Of == model.NoSecret || !varies {
			continue
		}
		tougher := secret.Tougher(b)
		s.private, s.secret, s.column = true, secret, column
		s.known = reveals != nil && slices.Contains(reveals(b), secret)
		s.values, s.means = make([]float64, types+1), make([]float64, types+1)
		for n := range s.values {
			u := float64(n) / float64(types)
			if !tougher {
				u = 1 - u
			}
			s.values[n] = varying[column].Dist.Quantile(min(max(u, 1e-6), 1-1e-6))
		}
	}
	return d
}

// Begin draws the types, which are inputs of the draw.
func (d *demanding) Begin(g *model.Game) {
	for j := range d.sides {
		if s := &d.sides[j]; s.private {
			s.game.Tolerance = moved
			s.game.Begin(len(s.values)-1, nil)
			s.position = cause.PositionOf(s.values, g.In()[s.column])
		}
	}
}

// Move lets who does not know a strength learn from how the moving issue moved.
func (d *demanding) Move(g *model.Game) {
	for j := range d.sides {
		s := &d.sides[j]
		if !s.private || s.secret.Of != model.SecretStrength || s.known {
			continue
		}
		if news, ok := g.News(); ok {
			for n, p := range s.values {
				s.means[n] = float64(news.Mean * (2*p - 1))
			}
			s.game.News(news.Seen, s.means, news.SD)
		}
	}
}

// Proposes implements model.Proposer: demands are made on settlements.
func (d *demanding) Proposes(g *model.Game, pkg int) bool {
	return g.Bargain.Packages[pkg].Outcome == model.Settlement
}

// Propose implements model.Proposer.
func (d *demanding) Propose(g *model.Game, pkg int, p *model.Problem, out *model.Offer) {
	from, to := d.roles(g)
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	if s.private {
		g.Asked(s.secret, s.known)
	}
	own := [2]float64{p.Reservation[proposer], p.Reservation[responder]}
	s.game.Patience, s.game.ProposerPatience = g.Table.Patience(responder), g.Table.Patience(proposer)
	rounds, known := cause.Open, s.known || !s.private
	if g.Single() || g.Bargain.Clock.Ends {
		rounds = g.Rounds() - g.Round
	}
	if known && rounds == cause.Open {
		d.goingOn(g, pkg, p, from, to, out)
	} else {
		d.screen(g, pkg, p, from, to, rounds, out)
	}
	p.Reservation[proposer], p.Reservation[responder] = own[0], own[1]
	for i := range out.Surplus {
		out.Surplus[i] = out.Payoff[i] - p.Reservation[i]
	}
}

// roles says which of the pair demands and which answers: who does not know
// demands; otherwise a clock decides.
func (d *demanding) roles(g *model.Game) (from, to int) {
	if d.sides[0].private != d.sides[1].private {
		if d.sides[0].private {
			return 1, 0
		}
		return 0, 1
	}
	for i := range d.rates {
		d.rates[i] = 0
	}
	for _, party := range d.pair {
		d.rates[party] = g.Table.Capability(party)
	}
	if first, _ := g.FirstOf(d.turn, 0, d.rates); first == d.pair[1] {
		return 1, 0
	}
	return 0, 1
}

// ownType is what the responder, and the proposer against it, have: it is of the type
// that it is.
func (d *demanding) ownType(g *model.Game, pkg, level, from, to int) (own cause.Type, mine, theirs model.Standing) {
	proposer, responder := d.pair[from], d.pair[to]
	mine, theirs = g.Table.Standing(pkg, level, responder, responder), g.Table.Standing(pkg, level, proposer, responder)
	return cause.Type{GoingOn: mine.Talking, Refused: mine.Refused, ProposerGoingOn: theirs.Talking, ProposerRefused: theirs.Refused}, mine, theirs
}

// payoffs works out what types of the responder, and the proposer against them,
// have: at the nodes of a private range, or of the one type that is known. What a
// type adds to the responder's payoff from any agreement is taken off what it
// has without one.
func (d *demanding) payoffs(g *model.Game, pkg, level, from, to int) cause.Type {
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	own, mine, theirs := d.ownType(g, pkg, level, from, to)
	for n := range s.nodes {
		s.nodes[n] = own
		if !s.private {
			continue
		}
		was := g.Table.Suppose(s.secret, s.values[n*(len(s.values)-1)/(nodes-1)])
		at, against := g.Table.Standing(pkg, level, responder, responder), g.Table.Standing(pkg, level, proposer, responder)
		g.Table.Restore(s.secret, was)
		adds := at.Agreement - mine.Agreement
		s.nodes[n] = cause.Type{
			GoingOn: at.Talking - adds, Refused: at.Refused - adds,
			ProposerGoingOn: against.Talking, ProposerRefused: against.Refused, Shift: against.Agreement - theirs.Agreement,
		}
	}
	return own
}

// screen demands where the responder's type is not known, or what it takes depends on
// the rounds that are left. Where the package has levels, what types differ in is worked
// out at that of the terms that give the responder as little as any type might accept;
// what the proposer can have for what it leaves is the best of all levels.
func (d *demanding) screen(g *model.Game, pkg int, p *model.Problem, from, to, rounds int, out *model.Offer) {
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	known := s.known || !s.private
	d.payoffs(g, pkg, 0, from, to)
	p.Reservation[proposer], p.Reservation[responder] = math.Inf(1), math.Inf(1)
	for n := range s.nodes {
		t := &s.nodes[n]
		p.Reservation[proposer] = min(p.Reservation[proposer], t.ProposerGoingOn-t.Shift, t.ProposerRefused-t.Shift)
		p.Reservation[responder] = min(p.Reservation[responder], t.GoingOn, t.Refused)
	}
	if d.best.Solve(p, proposer, out); !out.Status.Agreed() {
		return
	}
	own := d.payoffs(g, pkg, p.Nearest(out.Terms), from, to)
	n := d.best.Frontier(p, proposer, responder, out, s.mostAsked(), d.net, d.payoff)
	s.game.Frontier.Set(d.net[:n], d.payoff[:n])
	var demand cause.Demand
	if known {
		demand = s.game.Known(rounds, own)
	} else {
		s.fillTypes()
		demand = s.game.Demand(rounds)
	}
	accepts := known || demand.Accepts(s.position, d.least(rounds, s, own))
	if p.Reservation[responder] = demand.Offer; accepts && !demand.Nobody || g.Thorough() || !(demand.Offer <= s.game.Frontier.Most()) {
		d.best.Solve(p, proposer, out)
	} // else there are such terms, which nobody reads
	d.tell(g, pkg, from, to, demand, accepts, out)
}

// goingOn demands of a known type in talks without an end. It leaves that type what
// going on brings, so that one point of the frontier will do.
func (d *demanding) goingOn(g *model.Game, pkg int, p *model.Problem, from, to int, out *model.Offer) {
	proposer, s := d.pair[from], &d.sides[to]
	own, _, _ := d.ownType(g, pkg, 0, from, to)
	p.Reservation[proposer], p.Reservation[d.pair[to]] = min(own.ProposerGoingOn, own.ProposerRefused), own.GoingOn
	if d.best.Solve(p, proposer, out); !out.Status.Agreed() {
		return
	}
	d.net[0], d.payoff[0] = own.GoingOn, out.Payoff[proposer]
	s.game.Frontier.Set(d.net[:1], d.payoff[:1])
	d.tell(g, pkg, from, to, s.game.Known(cause.Open, own), true, out)
}

// tell says what is demanded, the terms in out, and whether it is accepted.
func (d *demanding) tell(g *model.Game, pkg, from, to int, demand cause.Demand, accepts bool, out *model.Offer) {
	proposer, responder := d.pair[from], d.pair[to]
	s := &d.sides[to]
	if !demand.Nobody {
		g.Report(model.Event{Kind: model.Demanded, Party: proposer, Package: pkg, Lever: -1, Value: demand.Chance})
	}
	if !out.Status.Agreed() || accepts && !demand.Nobody {
		return
	}
	out.Status, out.Reason, out.LogProduct = model.None, model.NotKnown, math.NaN()
	clear(out.Certificate)
	clear(out.Share)
	if demand.Nobody {
		out.Reason, out.Share[proposer] = model.Waited, 1
		return
	}
	out.Share[responder] = 1
	s.game.Refuse(demand)
}

// mostAsked is what no type asks more than, net: neither to do without going on nor,
// in any round, without what refusing at a deadline brings.
func (s *screen) mostAsked() float64 {
	most := math.Inf(-1)
	for _, t := range s.nodes {
		most = max(most, t.GoingOn, t.Refused)
	}
	return most + enough
}

// fillTypes fills in what every type has: as at the nodes, and linear in between.
func (s *screen) fillTypes() {
	last := len(s.values) - 1
	for n, v := range s.values {
		j := min(n*(nodes-1)/last, nodes-2)
		x0, x1 := s.values[j*last/(nodes-1)], s.values[(j+1)*last/(nodes-1)]
		share := 0.0
		if x1 != x0 {
			share = (v - x0) / (x1 - x0)
		}
		a, b := &s.nodes[j], &s.nodes[j+1]
		s.game.Types[n] = cause.Type{
			GoingOn: mix(a.GoingOn, b.GoingOn, share), Refused: mix(a.Refused, b.Refused, share),
			ProposerGoingOn: mix(a.ProposerGoingOn, b.ProposerGoingOn, share), ProposerRefused: mix(a.ProposerRefused, b.ProposerRefused, share),
			Shift: mix(a.Shift, b.Shift, share),
		}
	}
}

// mix is the number at a share of the way from a to b.
func mix(a, b, share float64) float64 { return a + float64(share*(b-a)) }

// least is what the responder has if it never agrees.
func (d *demanding) least(rounds int, s *screen, own cause.Type) float64 {
	least := own.GoingOn
	if rounds != cause.Open {
		left := 1.0
		for range rounds {
			left = float64(left * s.game.Patience)
		}
		least = float64((1-left)*own.GoingOn) + float64(left*own.Refused)
	}
	return least - enough
}

// enough forgives rounding in what a party is left.
const enough = 1e-9
