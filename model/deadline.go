package model

// A Deadline is a date with consequences: from its round on packages are off the
// table and no deal is worth something else, and in its round levers fall due.
// One without consequences changes nothing (model 3.10).
type Deadline struct {
	ID, Title string
	Round     Number   // round in which it passes, from 0
	Ends      []int    // packages that are not tabled from then on
	NoDeal    []Ending // where issues end without a deal from then on
	Shifts    []Shift
	Carries   []int // levers whose moment comes when it passes
}

// An Ending is where an issue ends without a deal from a deadline on, unless a
// later deadline says otherwise.
type Ending struct {
	Issue int
	Term  Number // the issue's own unit
}

// A Shift is what a deadline adds to what no deal is worth to a party from then
// on, in every circumstance and also to a stated reservation value.
type Shift struct {
	Party int
	By    Size // may be negative
}

// passed reports whether deadline d has passed at the start of a round.
func (g *Game) passed(d, round int) bool {
	return float64(round) >= g.Bargain.Deadlines[d].Round.In(g.in)
}

// ended reports whether a deadline has taken package i off the table by a round.
func (g *Game) ended(i, round int) bool {
	for _, d := range g.endings[i] {
		if g.passed(d, round) {
			return true
		}
	}
	return false
}

// pass carries out what is due at the deadlines that pass in this round.
func (g *Game) pass() {
	for d := range g.Bargain.Deadlines {
		if !g.passed(d, g.Round) || g.Round > 0 && g.passed(d, g.Round-1) {
			continue
		}
		g.tell(Event{Kind: DeadlineCame, Party: -1, Package: -1, Lever: -1, Value: float64(d)})
		for _, l := range g.Bargain.Deadlines[d].Carries {
			g.carry(l, atDeadline)
		}
	}
}

// shift adds what the deadlines that have passed add to what no deal is worth, and
// moves where issues end without one.
func (g *Game) shift() {
	for d := range g.Bargain.Deadlines {
		is := &g.Bargain.Deadlines[d]
		if len(is.Shifts)+len(is.NoDeal) == 0 || !g.passed(d, g.Round) {
			continue
		}
		for j := range is.NoDeal {
			if e := &is.NoDeal[j]; !g.replaced(d, e.Issue) {
				g.Table.now.NoDeal[e.Issue] = g.Bargain.Issues[e.Issue].Scale.Position(e.Term.In(g.in))
			}
		}
		for _, s := range is.Shifts {
			g.Table.now.Dated[s.Party] += g.Table.Amount(s.By, s.Party)
		}
	}
}

// replaced reports whether a deadline that has passed after deadline d, or in the
// same round and later by name, says where the issue ends.
func (g *Game) replaced(d, issue int) bool {
	deadlines := g.Bargain.Deadlines
	round := deadlines[d].Round.In(g.in)
	for e := range deadlines {
		if at := deadlines[e].Round.In(g.in); at < round || at == round && e <= d || !g.passed(e, g.Round) {
			continue
		}
		for j := range deadlines[e].NoDeal {
			if deadlines[e].NoDeal[j].Issue == issue {
				return true
			}
		}
	}
	return false
}

// shifted reports whether a deadline changes what no deal is worth to party i.
func (b *Bargain) shifted(i int) bool {
	for d := range b.Deadlines {
		if len(b.Deadlines[d].NoDeal) > 0 {
			return true
		}
		for _, s := range b.Deadlines[d].Shifts {
			if s.Party == i {
				return true
			}
		}
	}
	return false
}

// switches reports whether a deadline changes where issue k ends without a deal.
func (b *Bargain) switches(k int) bool {
	for d := range b.Deadlines {
		for _, e := range b.Deadlines[d].NoDeal {
			if e.Issue == k {
				return true
			}
		}
	}
	return false
}
