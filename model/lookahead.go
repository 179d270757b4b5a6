package model

// A lookahead is a second game, one round ahead of the first in everything
// except chance, with which parties work out what waiting would bring them.
type lookahead struct {
	game     *Game   // shares the history of the first game but has its own circumstances
	solved   int     // package of its offer; −1: none in this round yet
	chance   float64 // share of draws in which the meeting for it is held
	followed bool    // whether the game stands where the first one does, a round ahead
}

// Ahead is party i's payoff if package pkg were settled next round under the
// same theory, with everything except chance a round further, and the share of
// draws in which next round's meeting is held with everyone needed; ok is false
// if it would not be settled, or a deadline ends it first. The last round is no end to the parties: it is
// only where the run stops watching.
func (g *Game) Ahead(i, pkg int) (payoff, chance float64, ok bool) {
	next := g.next.game
	if g.ended(pkg, g.Round+1) {
		return 0, 0, false
	}
	if g.next.solved != pkg {
		g.next.solved = pkg
		if e := g.recall(); e != nil {
			next.offer.CopyFrom(&e.offer)
			g.next.chance = e.chance
		} else {
			g.lookAhead(pkg)
		}
	}
	if !next.offer.Status.Agreed() {
		return 0, 0, false
	}
	return next.offer.Payoff[i], g.next.chance, true
}

// lookAhead works out what becomes of package pkg next round.
func (g *Game) lookAhead(pkg int) {
	next := g.next.game
	if !g.next.followed {
		next.follow(g)
		g.next.followed = true
	}
	p := next.Table.Problem(pkg)
	g.next.chance = g.stays(p)
	for _, c := range g.conveners {
		g.next.chance = float64(g.next.chance * c.Convenes(next, pkg))
	}
	next.offer.Status = None
	if g.next.chance > 0 {
		next.protocol.Solve(p, next.stream, &next.offer)
	}
	g.enter(&next.offer, p, g.next.chance, false)
	g.found(next.Table, pkg, &next.offer)
}

// follow copies the state of the game before and advances it by one round.
func (g *Game) follow(before *Game) {
	g.State = before.State
	g.Round++
	g.Table.now.copyFrom(before.Table.now)
	g.Table.now.clearAdditions()
	for _, e := range g.expecters {
		e.Expect(g)
	}
	g.date()
	g.shift()
	g.Table.Rebuild()
}
