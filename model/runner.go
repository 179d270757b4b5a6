package model

// A Runner simulates draws of a bargain under all of its theories. It serves
// one goroutine; after the first draws it allocates nothing.
type Runner struct {
	table *Table
	games []*Game
	with  [][]*companion // per game: beside those that it follows
}

// NewRunner returns a Runner for b.
func NewRunner(b *Bargain) *Runner {
	p := &Runner{table: NewTable(b)}
	var processes []Process
	if b.Processes != nil {
		processes = b.Processes(b)
	}
	for t := range b.Theories {
		game := newGame(b, p.table, t, processes)
		p.with = append(p.with, p.accompany(b, t, game, processes))
		p.games = append(p.games, game)
	}
	return p
}

// Run simulates one draw: in holds its varying inputs by column, ev its other
// random numbers. It writes the outcome under theory t into out[t], which must
// have been made with b.NewOutcome.
func (p *Runner) Run(in []float64, ev Events, out []Outcome) {
	p.table.setInputs(in, ev)
	for t, g := range p.games {
		of := p.followed(t)
		if of != nil && !of.parted {
			out[t].copyFrom(&out[of.leader])
			for _, c := range g.companions {
				c.parted, c.upTo = true, 0 // they follow that theory, too
			}
			continue
		}
		g.recalled = recalled{}
		if of != nil {
			g.recalled = recalled{from: &p.games[of.leader].log, upTo: of.upTo}
		}
		g.play(in, ev, &out[t])
	}
}

// followed is the companion of theory t that has gone farthest along with another's
// game, which was played before; nil: there is none.
func (p *Runner) followed(t int) (farthest *companion) {
	for _, c := range p.with[t] {
		if !c.parted {
			return c
		}
		if farthest == nil || c.upTo > farthest.upTo {
			farthest = c
		}
	}
	return farthest
}

// Narrate simulates one draw of b under theory t and passes every event to
// listen, in order. out must have been made with b.NewOutcome.
func Narrate(b *Bargain, t int, in []float64, ev Events, out *Outcome, listen func(Event)) {
	one := *b
	one.Theories = b.Theories[t : t+1]
	p := NewRunner(&one)
	p.games[0].Tell = listen
	outs := []Outcome{*out}
	p.Run(in, ev, outs)
	*out = outs[0]
}
