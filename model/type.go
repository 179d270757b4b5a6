package model

// A Standing is what a party has, in stake units, as long as it does not agree,
// and what its payoff from an agreement begins with.
type Standing struct {
	Talking float64 // per round while talks go on
	Refused float64 // per round once the party that answers is seen to refuse
	// Agreement is its payoff from an agreement on the package with every issue
	// at the status quo: what a private number adds to it, it adds to every
	// agreement.
	Agreement float64
}

// A Secret is a number of the scenario that one party may know alone.
type Secret struct {
	Strength bool // the strength, which both of its parties reckon with
	Party    int  // otherwise the party whose disagreement cost it is
}

// Number is the number of the scenario.
func (s Secret) Number(b *Bargain) Number {
	if s.Strength {
		return b.Strength.Value
	}
	return b.Parties[s.Party].DisagreementCost.Amount
}

// Suppose sets a secret to an amount, written as the scenario writes it, and
// returns what it was. Standings and payoffs without an agreement follow;
// problems that have been posed stay as they are. Set it back before anything
// else is asked.
func (t *Table) Suppose(s Secret, amount float64) (was float64) {
	at := &t.parties[s.Party].costSize.amount
	if s.Strength {
		at = &t.strengthIn.value
		for _, party := range t.strengthIn.of.Between {
			t.here.parties[party].forget()
		}
	}
	t.here.parties[s.Party].forget()
	was, *at = *at, amount
	return was
}

// Standing is party i's standing with respect to package g at level l of its
// problem, where party by is the one that may refuse.
func (t *Table) Standing(g, l, i, by int) Standing {
	is := t.assess(i)
	s := Standing{Talking: is.talking, Refused: is.refused}
	if i != by {
		s.Refused = t.without(i, worldRefused(by), is)
	}
	ps := &t.here.posing[g]
	if ps.problem.count == 0 {
		k := t.kept(g, i, ps)
		s.Agreement = k.constant(1)
		return s
	}
	ps.problem.AtLevel(l)
	ps.positions(l)
	k := t.kept(g, i, ps)
	s.Agreement = k.constant(ps.trust[ps.problem.block(l)*len(t.parties)+i])
	return s
}

// Capability is party i's capability after levers, while talks go on.
func (t *Table) Capability(i int) float64 { return t.capabilityNow(i) }
