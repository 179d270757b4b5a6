package model

// A Game is one draw under one theory, simulated round by round: what is in
// force, who is in the room, who delays. Processes read and change it.
type Game struct {
	Bargain *Bargain
	Table   *Table
	Theory  int  // index in Bargain.Theories
	steady  bool // whether the circumstances never change: one package at a single meeting, no levers or processes

	// Tell, if not nil, receives the events of the draw, for traces.
	Tell func(Event)

	State
	roles
	talks
	next     lookahead
	ripeness ripeness

	companions []*companion
	log        logbook
	recalled   recalled
}

// Now returns the circumstances of the round; changes take effect when the
// talks start.
func (g *Game) Now() *Circumstances { return g.Table.now }

// Rounds is how many rounds a draw lasts at most.
func (g *Game) Rounds() int { return max(1, g.Bargain.Clock.Rounds) }

// Single reports whether the game is a single meeting with everyone in the room.
func (g *Game) Single() bool { return g.Bargain.Clock.Rounds == 0 }

// newGame returns a Game of b for theory t. It shares the table with the other
// theories of a worker, and the processes, which start afresh with every draw.
func newGame(b *Bargain, table *Table, t int, processes []Process) *Game {
	processes = actingUnder(b, &b.Theories[t], processes)
	g := &Game{
		Bargain: b, Table: table, Theory: t,
		State: newState(b), roles: rolesOf(processes, len(b.Issues)), talks: newTalks(b, t), ripeness: newRipeness(b, t),
	}
	g.steady = g.Single() && len(processes)+len(b.Levers) == 0 && len(b.Packages) < 2
	g.next.game = &Game{Bargain: b, Table: table.ahead, Theory: t, roles: g.roles, talks: g.talks}
	return g
}

// begin starts a draw; the table already holds its inputs.
func (g *Game) begin(in []float64, ev Events) {
	g.State.begin(in, ev)
	g.stream.Events = ev
	g.Table.follow(&g.Bargain.Theories[g.Theory])
	if !g.Table.fresh && !g.steady {
		g.Table.now.Reset()
	}
	if !g.Single() {
		g.date()
	}
	for _, p := range g.processes {
		p.Begin(g)
	}
	g.log.n = 0
	for _, c := range g.companions {
		c.join(g)
	}
}

// play simulates the draw and writes its outcome into out.
func (g *Game) play(in []float64, ev Events, out *Outcome) {
	g.begin(in, ev)
	g.spread.begin(out)
	g.ripeness.begin()
	for ; g.Round < g.Rounds(); g.Round++ {
		g.open()
		for _, p := range g.processes {
			if p.Move(g); g.Escalated {
				break
			}
		}
		if g.Escalated {
			if g.Round == 0 {
				g.foresee()
			}
			g.reach(Escalation)
			g.present = Escalation
			g.cutShort()
			break
		}
		if !g.Single() {
			g.leave()
		}
		if !g.Single() || !g.Table.fresh {
			g.Table.Rebuild()
			g.Table.fresh = g.Single()
		}
		g.ripen()
		if g.Meets && !g.Closed {
			g.talk()
		}
		for _, p := range g.processes {
			p.Follow(g)
		}
		g.note(out.Path)
		if g.settled() || g.predicted >= 0 {
			break
		}
		if g.observe(); g.unmet >= 0 {
			break
		}
	}
	g.Round = min(g.Round, g.Rounds()-1)
	g.finish(out)
}

// foresee builds the initial worlds when escalation ends the draw in round 0.
func (g *Game) foresee() {
	now, saved := g.Table.now, g.Table.ahead.now
	saved.copyFrom(now)
	now.Reset()
	g.Table.Rebuild()
	now.copyFrom(saved)
}

// open starts a round: unless a process changes it, everyone meets and can
// decide every package.
func (g *Game) open() {
	g.State.open(len(g.processes) > 0)
	g.stream.Rewind(g.Round)
	if !g.Single() {
		g.Table.now.clearAdditions() // processes add them again in each round
		g.date()
		g.shift()
		g.pass()
	}
}

// date updates the share of each lever that its dates allow in this round.
func (g *Game) date() {
	for _, i := range g.dated {
		l := &g.Bargain.Levers[i]
		g.Table.now.Reach[i] = l.reach(g.Round, g.in)
		if over := l.PhasedOver.In(g.in); g.Table.now.Carried[i] && over > 0 && g.Table.now.Reach[i] > 0 {
			// A lever that was carried out grows from that round, not from its
			// first date, and ends with its last.
			g.Table.now.Reach[i] = min(1, float64(g.Round-g.carriedAt[i]+1)/over)
		}
	}
}
