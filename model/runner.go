package model

// A Runner simulates draws of a bargain under all of its theories. It serves
// one goroutine; after the first draws it allocates nothing.
type Runner struct {
	table *Table
	games []*Game
	with  []*companion // per game: beside that of its twin; nil: it is always played
	twin  []int        // per game with a companion
}

// NewRunner returns a Runner for b.
func NewRunner(b *Bargain) *Runner {
	p := &Runner{table: NewTable(b)}
	var processes []Process
	if b.Processes != nil {
		processes = b.Processes(b)
	}
	for t := range b.Theories {
		with, twin := p.accompany(b, t, processes)
		p.games, p.with, p.twin = append(p.games, newGame(b, p.table, t, processes)), append(p.with, with), append(p.twin, twin)
	}
	return p
}

// Run simulates one draw: in holds its varying inputs by column, ev its other
// random numbers. It writes the outcome under theory t into out[t], which must
// have been made with b.NewOutcome.
func (p *Runner) Run(in []float64, ev Events, out []Outcome) {
	p.table.setInputs(in, ev)
	for t, g := range p.games {
		if c := p.with[t]; c != nil && !c.parted {
			out[t].copyFrom(&out[p.twin[t]])
			continue
		}
		g.play(in, ev, &out[t])
	}
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
