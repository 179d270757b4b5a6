package model

// A Player plays draws of a bargain under every one of its theories, all on
// the same draw. It serves one goroutine; after the first draws it allocates
// nothing.
type Player struct {
	b        *Bargain
	table    *Table
	theories []Protocol
	streams  []Stream
	problems []*Problem // one a package
	posed    []bool     // which are posed for the current draw
	blocks   []StreamKey
	headline bool // whether any package is a headline one
	offer    Offer
}

// NewPlayer returns a Player for b.
func NewPlayer(b *Bargain) *Player {
	p := &Player{b: b, table: NewTable(b), posed: make([]bool, len(b.Packages))}
	for i := range b.Theories {
		p.theories = append(p.theories, b.Theories[i].New())
		p.streams = append(p.streams, Stream{Key: Key("protocol/" + b.Theories[i].Name)})
	}
	for g := range b.Packages {
		p.headline = p.headline || b.Packages[g].Headline()
		p.problems = append(p.problems, NewProblem(len(b.Parties), len(b.Issues)))
		p.blocks = append(p.blocks, Key("not_consenting/"+b.Packages[g].ID))
	}
	return p
}

// Play plays one draw: in are its varying inputs by column, ev its other
// random numbers. It writes how the draw ended under theory t into out[t],
// which must have been made with NewOutcome.
func (p *Player) Play(in []float64, ev Events, out []Outcome) {
	p.table.Realise(in, ev)
	clear(p.posed)
	for t := range p.theories {
		p.streams[t].Events = ev
		p.streams[t].Rewind(0)
		p.meet(t, in, ev, &out[t])
	}
}

// meet holds one meeting with everyone in the room: packages are tabled in the
// scenario's order, and the first signed ends it, unless it ends no fighting.
func (p *Player) meet(t int, in []float64, ev Events, out *Outcome) {
	out.Class, out.Round, out.Package, out.Reason, out.NotConsenting = Stalemate, 0, -1, NoReason, -1
	for k := range out.Terms {
		out.Terms[k] = nan
	}
	signed := false
	for g := range p.b.Packages {
		problem := p.pose(g)
		p.theories[t].Solve(problem, &p.streams[t], &p.offer)
		if !p.offer.Status.Agreed() {
			p.refuse(g, problem, ev, out)
			continue
		}
		pkg := &p.b.Packages[g]
		out.Package = g
		copy(out.Utility, p.offer.Payoff)
		copy(out.Reservation, problem.Reservation)
		for k, included := range problem.InPackage {
			if included {
				out.Terms[k] = p.offer.Terms[k]
			}
		}
		if !pkg.Minor(pkg.Relief.In(in)) {
			signed = true
			out.Class = pkg.Outcome
			break
		}
	}
	if signed && p.b.Packages[out.Package].Headline() == p.headline {
		out.Reason, out.NotConsenting = NoReason, -1
	}
	if out.Package < 0 && len(p.problems) > 0 {
		copy(out.Reservation, p.pose(0).Reservation)
		copy(out.Utility, out.Reservation)
	}
}

// pose returns the problem of package g, posing it once a draw.
func (p *Player) pose(g int) *Problem {
	if !p.posed[g] {
		p.table.Pose(g, p.problems[g])
		p.posed[g] = true
	}
	return p.problems[g]
}

// refuse records why the first headline package (the first of all, if there
// is no headline one) was not signed and which party did not consent to it: one drawn by how much each stands in the way.
func (p *Player) refuse(g int, problem *Problem, ev Events, out *Outcome) {
	if out.Reason != NoReason || p.headline && !p.b.Packages[g].Headline() {
		return
	}
	out.Reason = p.offer.Reason
	if out.Reason == NotDecided {
		return
	}
	total, n := 0.0, 0
	for i, s := range p.offer.Share {
		total += s
		if problem.Consent[i] {
			n++
		}
	}
	u := ev.Uniform(p.blocks[g], 0, 0)
	for i, s := range p.offer.Share {
		switch {
		case total > 0:
			u -= s / total
		case problem.Consent[i]:
			u -= 1 / float64(n)
		}
		if u <= 0 && (s > 0 || total == 0 && problem.Consent[i]) {
			out.NotConsenting = i
			return
		}
	}
}
