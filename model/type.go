package model

// A Standing is what a party has, in stake units, as long as it does not agree,
// and what its payoff from an agreement begins with.
type Standing struct {
	Talking float64 // per round while talks go on
	Refused float64 // per round once it is seen to refuse
	// Agreement is its payoff from an agreement on the package with every issue
	// at the status quo: what a private number adds to it, it adds to every
	// agreement.
	Agreement float64
}

// StandingAtCost is party i's standing, with respect to package g at level l of
// its problem, if its disagreement cost were the given amount, written as the
// scenario writes it. Everything else stays as it is.
func (t *Table) StandingAtCost(g, l, i int, amount float64) Standing {
	at, is := &t.parties[i].costSize, &t.here.parties[i]
	own, now := at.amount, *is
	at.amount = amount
	is.forget()
	ps := &t.here.posing[g]
	n := len(t.parties)
	s := Standing{Agreement: t.standingWith(g, l, i, ps, n)}
	with := t.assess(i)
	s.Talking, s.Refused = with.talking, with.refused
	at.amount = own
	worlds := is.worlds
	*is = now
	is.worlds = worlds
	return s
}

// standingWith is the constant of party i's payoff from package g at level l.
func (t *Table) standingWith(g, l, i int, ps *posing, parties int) float64 {
	if ps.problem.count == 0 {
		k := t.kept(g, i, ps)
		return k.constant(1)
	}
	ps.problem.AtLevel(l)
	ps.positions(l)
	k := t.kept(g, i, ps)
	return k.constant(ps.trust[ps.problem.block(l)*parties+i])
}

// RefusedBy is party i's payoff per round once party j is seen to refuse, in
// stake units.
func (t *Table) RefusedBy(i, j int) float64 {
	return t.without(i, worldRefused(j), t.assess(i))
}

// CostAmount is party i's disagreement cost in the draw, as the scenario writes
// it: in stake units, or as a worth on an issue.
func (t *Table) CostAmount(i int) float64 { return t.parties[i].costSize.amount }

// Capability is party i's capability after levers, while talks go on.
func (t *Table) Capability(i int) float64 { return t.capabilityNow(i) }
