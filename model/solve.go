package model

// A Meeting is the result of one meeting under one theory, for given values of
// all inputs.
type Meeting struct {
	Package int // package that was signed, or the first one if none was
	Problem *Problem
	Offer   Offer
	Totals  []MetTotal // per total of the bargain; empty without terms
}

// A MetTotal is what the terms of a meeting make of a total, in its own unit.
type MetTotal struct {
	Concerned bool // whether the package has one of its issues; else nothing else is set
	Bound     float64
	Sum       float64
	Price     float64 // what one more unit would add to the parties' payoffs, weighted as the terms weight them; NaN where nothing is agreed
}

// CentralValues returns the varying inputs of b at their medians (u = 0.5), by
// column.
func CentralValues(b *Bargain) []float64 {
	in := make([]float64, b.Columns)
	for _, v := range b.Varying() {
		in[v.Column] = v.Dist.Quantile(0.5)
	}
	return in
}

// SolveCentral solves one meeting with everyone in the room under theory t of b
// at the inputs in, with events at their medians: a red line binds if it binds
// in at least half of the draws. Packages are tabled in order. The meeting
// returned is the one whose package was signed and ended the talks, else the
// first one that signed a package, else that of the first package. b must have
// a package.
func SolveCentral(b *Bargain, t int, in []float64) Meeting {
	table := NewTable(b)
	table.follow(&b.Theories[t])
	table.SetInputs(in, MedianEvents{})
	game := newGame(b, table, t, nil)
	game.State.begin(in, MedianEvents{})
	game.stream.Events = MedianEvents{}
	for _, p := range game.processes {
		p.Begin(game)
	}
	var first, minor *Meeting
	for g := range b.Packages {
		m := Meeting{Package: g, Problem: NewProblem(len(b.Parties), len(b.Issues))}
		table.Pose(g, m.Problem)
		game.stream.Rewind(0)
		game.seekTerms(g, table.Problem(g))
		m.Offer = game.offer.clone()
		if m.Offer.Reason == RedLineConflict {
			clear(m.Offer.Share)
			table.conflict(g, m.Problem, m.Offer.Share)
		}
		m.Totals = table.metTotals(m.Problem, &m.Offer)
		if m.Offer.Status.Agreed() {
			if b.Packages[g].Headline() || table.mostRelief(g) > 0 {
				return m
			}
			if minor == nil {
				minor = &m
			}
		}
		if first == nil {
			first = &m
		}
	}
	if minor != nil {
		return *minor
	}
	return *first
}

func (o Offer) clone() Offer {
	for _, s := range []*[]float64{&o.Terms, &o.Payoff, &o.Surplus, &o.Share, &o.Certificate, &o.Price} {
		*s = append([]float64(nil), *s...)
	}
	return o
}

// metTotals is what an offer makes of each total; nil if it has no terms.
func (t *Table) metTotals(p *Problem, o *Offer) []MetTotal {
	n := len(t.totals)
	if !o.HasTerms() || n == 0 {
		return nil
	}
	list, excess, price := make([]MetTotal, n), make([]float64, n), make([]float64, n)
	t.noteExcess(p, o.Terms, excess)
	t.notePrices(p, o, price)
	for r := range list {
		if excess[r] != excess[r] {
			continue
		}
		list[r] = MetTotal{Concerned: true, Bound: t.totals[r].bound, Sum: t.totals[r].bound + excess[r], Price: price[r]}
		if !o.Status.Agreed() {
			list[r].Price = nan
		}
	}
	return list
}
