package model

// A lookahead is a second game, one round ahead of the first with everything
// that is not chance, on which parties work out what waiting would bring them.
type lookahead struct {
	game   *Game // what happened so far it shares with the first game; its circumstances are its own
	solved int   // package that its offer is about; −1: none in this round
}

// Ahead is party i's payoff if package pkg were settled next round under the
// same theory, with everything that is not chance a round further; ok is false
// if it would not be.
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

// follow takes over where the game before stands and goes a round further.
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
