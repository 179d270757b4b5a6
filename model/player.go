package model

// A Player plays draws of a bargain under every one of its theories, all on
// the same draw. It serves one goroutine; after the first draws it allocates
// nothing.
type Player struct {
	table   *Table
	games   []*Game
	meeting *meeting // nil: the bargain is not that plain
}

// NewPlayer returns a Player for b.
func NewPlayer(b *Bargain) *Player {
	p := &Player{table: NewTable(b), meeting: newMeeting(b)}
	var processes []Process
	if b.Processes != nil {
		processes = b.Processes(b, p.table)
	}
	for t := range b.Theories {
		p.games = append(p.games, newGame(b, p.table, t, processes))
	}
	return p
}

// Play plays one draw: in are its varying inputs by column, ev its other
// random numbers. It writes how the draw ended under theory t into out[t],
// which must have been made with NewOutcome.
func (p *Player) Play(in []float64, ev Events, out []Outcome) {
	p.table.realise(in, ev)
	for t, g := range p.games {
		g.play(in, ev, &out[t])
	}
}

// PlayAll plays n draws side by side, if the bargain is plain enough for that
// and they all have terms; otherwise it returns nil, and they are to be played
// one by one. in[c][j] is the varying input in column c of draw j. How the
// draws ended is given by theory, until the next call.
func (p *Player) PlayAll(in [][]float64, n int) []Columns {
	m := p.meeting
	if m == nil || n == 0 {
		return nil
	}
	if m.out[0].Alike == nil {
		alike := p.first(in)
		for t := range m.out {
			m.out[t].Alike = &alike[t]
		}
	}
	return m.play(in, n)
}

// first plays the first of many draws.
func (p *Player) first(in [][]float64) []Outcome {
	row := make([]float64, len(in))
	for c := range in {
		row[c] = in[c][0]
	}
	out := make([]Outcome, len(p.games))
	for t := range out {
		out[t] = p.table.b.NewOutcome()
	}
	p.Play(row, Central{}, out)
	return out
}
