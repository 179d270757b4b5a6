package model

// A companion is the game of a theory that asks more than its twin (Theory.Asks)
// beside the game of the twin. As long as the answers are yes both go the same way,
// so that only the twin's is played; from a no on, or where that is in doubt, its own
// is.
type companion struct {
	keeps  bool      // whether it asks if terms are kept
	votes  []Process // that act in its game alone
	parted bool      // whether its draw is its own
}

// accompany has the game of theory t go along with that of its twin, if that is
// played before it. It returns the companion and the theory of the twin; nil if there
// is none.
func (p *Runner) accompany(b *Bargain, t int, processes []Process) (c *companion, twin int) {
	twin = b.TwinOf(t)
	if !b.Theories[t].Asks || twin < 0 || twin >= t {
		return nil, -1
	}
	c = &companion{keeps: b.Theories[t].Keeps}
	for _, process := range processes {
		if _, ok := process.(VoteSource); ok && b.Theories[t].Votes {
			c.votes = append(c.votes, process)
		}
	}
	leader := p.games[twin]
	leader.companions = append(leader.companions, c)
	return c, twin
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
