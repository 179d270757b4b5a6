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
		p.with = append(p.with, p.accompany(b, t, processes))
		p.games = append(p.games, newGame(b, p.table, t, processes))
	}
	return p
}

// Run simulates one draw: in holds its varying inputs by column, ev its other
// random numbers. It writes the outcome under theory t into out[t], which must
// have been made with b.NewOutcome.
func (p *Runner) Run(in []float64, ev Events, out []Outcome) {
	p.table.setInputs(in, ev)
	for t, g := range p.games {
		if leader := p.follows(t); leader >= 0 {
			out[t].copyFrom(&out[leader])
			continue
		}
		g.play(in, ev, &out[t])
	}
}

// follows is the theory whose draw, played before, is that of theory t, too; −1: none.
func (p *Runner) follows(t int) (leader int) {
	for _, c := range p.with[t] {
		if !c.parted {
			return c.leader
		}
	}
	return -1
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
