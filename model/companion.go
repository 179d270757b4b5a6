package model

import "slices"

// A companion is the game of a theory beside that of one which it follows
// (Theory.Follows). As long as both answer alike they go the same way, so that only the
// other's is played; where an answer differs, or that is in doubt, its own is.
type companion struct {
	leader int       // the theory that is followed
	keeps  bool      // whether it asks if terms are kept
	votes  []Process // that act in its game alone
	known  []Secret  // that everybody knows in its game
	parted bool      // whether its draw is its own
}

// accompany has the game of theory t go along with those that it follows, of the ones
// that are played before it.
func (p *Runner) accompany(b *Bargain, t int, processes []Process) (with []*companion) {
	theory := &b.Theories[t]
	for i := range t {
		if !slices.Contains(theory.Follows, b.Theories[i].Name) || theory.Types != b.Theories[i].Types || len(p.with[i]) > 0 {
			continue // or one that is not always played itself
		}
		c := &companion{leader: i, keeps: theory.Keeps}
		if theory.Reveals != nil {
			c.known = theory.Reveals(b)
		}
		for _, process := range processes {
			if _, ok := process.(VoteSource); ok && theory.Votes {
				c.votes = append(c.votes, process)
			}
		}
		p.games[i].companions = append(p.games[i].companions, c)
		with = append(with, c)
	}
	return with
}

// join starts a draw in which nothing has been answered with no.
func (c *companion) join(g *Game) {
	c.parted = false
	for _, v := range c.votes {
		v.Begin(g)
	}
}

// found asks those companions that care whether the terms found of package pkg, in
// the circumstances of t, would be kept.
func (g *Game) found(t *Table, pkg int, offer *Offer) {
	for _, c := range g.companions {
		if c.keeps && !c.parted && offer.Status.Agreed() {
			c.parted = offer.Flags&Tied != 0 || !t.wouldKeep(pkg, offer.Terms)
		}
	}
}

// vote asks the companions whether package i, which all have accepted, passes.
func (g *Game) vote(i int) {
	for _, c := range g.companions {
		for _, v := range c.votes {
			if r, ok := v.(Ratifier); ok && !c.parted {
				c.parted = !r.Ratify(g, i, &g.offer)
			}
		}
	}
}

// Asked says that a demand is made of who has a secret, and whether who demands knows
// it.
func (g *Game) Asked(secret Secret, known bool) {
	for _, c := range g.companions {
		c.parted = c.parted || slices.Contains(c.known, secret) != known
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
