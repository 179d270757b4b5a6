package model

import "slices"

// A companion is the game of a theory beside that of one which it follows
// (Theory.Follows). As long as both go the same way only the other's is played. From
// where they part, or that is in doubt, on its own is; what it has worked out by then is
// taken from the other's logbook.
type companion struct {
	leader    int        // the theory that is followed
	keeps     bool       // whether it asks if terms are kept
	votes     []Process  // that act in its game alone
	foresees  bool       // whether it bargains in the shadow of votes
	proposers []Proposer // that act in its game alone
	demands   bool       // whether demands are made in both games
	known     []Secret   // that everybody knows in its game
	parted    bool       // whether its draw is its own
	upTo      int        // entries of the logbook that hold for it, if so
}

// accompany has the game of theory t go along with those that it follows, of the ones
// that are played before it.
func (p *Runner) accompany(b *Bargain, t int, game *Game, processes []Process) (with []*companion) {
	theory := &b.Theories[t]
	for i := range t {
		leader := &b.Theories[i]
		if !slices.Contains(theory.Follows, leader.Name) || leader.Types != 0 && leader.Types != theory.Types {
			continue
		}
		c := &companion{leader: i, keeps: theory.Keeps, foresees: theory.Foresees, demands: leader.Types != 0}
		if c.demands && theory.Reveals != nil {
			c.known = theory.Reveals(b)
		}
		if !c.demands {
			c.proposers = game.proposers
		}
		for _, process := range processes {
			if _, ok := process.(VoteSource); ok && theory.Votes && !theory.Foresees {
				c.votes = append(c.votes, process)
			}
		}
		p.games[i].companions = append(p.games[i].companions, c)
		with = append(with, c)
	}
	return with
}

// join starts a draw in which nothing has parted the two.
func (c *companion) join(g *Game) {
	c.parted = false
	for _, v := range c.votes {
		v.Begin(g)
	}
}

// part ends the way that the two have in common, after the first upTo entries of the
// logbook.
func (c *companion) part(upTo int) {
	if !c.parted {
		c.parted, c.upTo = true, upTo
	}
}

// tabled parts the companions in whose games package i is not tabled as in this one.
func (g *Game) tabled(i int) {
	for _, c := range g.companions {
		if c.foresees && slices.Contains(g.Table.votes[i], true) || slices.ContainsFunc(c.proposers, func(p Proposer) bool { return p.Proposes(g, i) }) {
			c.part(g.log.n)
		}
	}
}

// found asks those companions that care whether the terms just found of package pkg, in
// the circumstances of t, would be kept.
func (g *Game) found(t *Table, pkg int, offer *Offer) {
	for _, c := range g.companions {
		if c.keeps && !c.parted && offer.Status.Agreed() && (offer.Flags&Tied != 0 || !t.wouldKeep(pkg, offer.Terms)) {
			c.part(g.log.n - 1)
		}
	}
}

// vote asks the companions whether package i, which all have accepted, passes.
func (g *Game) vote(i int) {
	for _, c := range g.companions {
		for _, v := range c.votes {
			if r, ok := v.(Ratifier); ok && !c.parted && !r.Ratify(g, i, &g.offer) {
				c.part(g.log.n)
			}
		}
	}
}

// Asked says that a demand is made of who has a secret, and whether who demands knows
// it.
func (g *Game) Asked(secret Secret, known bool) {
	for _, c := range g.companions {
		if slices.Contains(c.known, secret) != known {
			c.part(g.log.n)
		}
	}
}

// copyFrom makes o the same outcome as another of the same bargain.
func (o *Outcome) copyFrom(of *Outcome) {
	own := *o
	*o = *of
	o.Terms, o.Utility, o.Payoff, o.Reservation, o.Talking = own.Terms, own.Utility, own.Payoff, own.Reservation, own.Talking
	o.Compliance, o.GivenAway, o.Price, o.Excess, o.Blocks, o.Path = own.Compliance, own.GivenAway, own.Price, own.Excess, own.Blocks, own.Path
	o.Spread = own.Spread
	for _, s := range [...]struct{ to, from []float64 }{
		{o.Terms, of.Terms},
		{o.Utility, of.Utility},
		{o.Payoff, of.Payoff},
		{o.Reservation, of.Reservation},
		{o.Talking, of.Talking},
		{o.Compliance, of.Compliance},
		{o.GivenAway, of.GivenAway},
		{o.Price, of.Price},
		{o.Excess, of.Excess},
	} {
		copy(s.to, s.from)
	}
	copy(o.Blocks, of.Blocks)
	if o.Path == nil {
		return
	}
	copy(o.Path.Line, of.Path.Line)
	copy(o.Path.Class, of.Path.Class)
	copy(o.Path.Reservations, of.Path.Reservations)
}
