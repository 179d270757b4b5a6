package model

// A lookahead is a second game, one round ahead of the first in everything
// except chance, with which parties work out what waiting would bring them.
type lookahead struct {
	game   *Game // shares the history of the first game but has its own circumstances
	solved int   // package of its offer; −1: none in this round yet
}

// Ahead is party i's payoff if package pkg were settled next round under the
// same theory, with everything except chance a round further; ok is false if it
// would not be settled.
func (g *Game) Ahead(i, pkg int) (payoff float64, ok bool) {
	next := g.next.game
	if g.next.solved != pkg {
		next.follow(g)
		next.protocol.Solve(next.Table.Problem(pkg), next.stream, &next.offer)
		g.next.solved = pkg
	}
	if !next.offer.Status.Agreed() {
		return 0, false
	}
	return next.offer.Payoff[i], true
}

// follow copies the state of the game before and advances it by one round.
func (g *Game) follow(before *Game) {
	g.State = before.State
	g.Round++
	g.Table.now.copyFrom(before.Table.now)
	g.Table.now.clearPushes()
	for _, e := range g.expecters {
		e.Expect(g)
	}
	g.date()
	g.Table.Rebuild()
}
