package model

// A logbook is what a game has worked out in a draw, in order. A game that goes the
// same way takes it from there instead of working it out again.
type logbook struct {
	entries []logEntry // of which the first n are of this draw
	n       int
}

// A logEntry is one thing worked out: terms, terms of the next round, or whether there
// is a way out.
type logEntry struct {
	offer  Offer
	level  int     // at which its problem was left
	read   int     // how many random numbers of the round the theory had read then
	chance float64 // that next round's meeting is held
	wayOut bool
}

// add is a new entry.
func (l *logbook) add() *logEntry {
	if l.n == len(l.entries) {
		l.entries = append(l.entries, logEntry{})
	}
	l.n++
	return &l.entries[l.n-1]
}

// recalled is what a game takes from the logbook of another.
type recalled struct {
	from  *logbook
	upTo  int // entries that hold for it, too
	taken int
}

// recall is the next entry of the draw, if another game has made it; nil if the game
// must work it out.
func (g *Game) recall() *logEntry {
	r := &g.recalled
	if r.taken >= r.upTo {
		return nil
	}
	r.taken++
	e := &r.from.entries[r.taken-1]
	if len(g.companions) > 0 {
		to := g.log.add()
		to.offer.CopyFrom(&e.offer)
		to.level, to.read, to.chance, to.wayOut = e.level, e.read, e.chance, e.wayOut
	}
	g.stream.next = e.read
	return e
}

// enter writes down what the game has just worked out, if another may need it.
func (g *Game) enter(offer *Offer, p *Problem, chance float64, wayOut bool) {
	if len(g.companions) == 0 {
		return
	}
	e := g.log.add()
	e.level, e.read, e.chance, e.wayOut = p.stands, g.stream.next, chance, wayOut
	if offer != nil {
		e.offer.CopyFrom(offer)
	}
}
