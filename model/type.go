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

// A Secret is a number of the scenario that one party knows alone in a draw,
// while the others know its range.
type Secret struct {
	Of    SecretKind
	Party int // the party that knows it
}

// A SecretKind says what a Secret is.
type SecretKind int

// The kinds of secret.
const (
	NoSecret          SecretKind = iota
	SecretCost                   // what no agreement costs the party
	SecretReservation            // its stated reservation value
	SecretWalkAway               // the one term at which it walks away
	SecretStrength               // the strength, which both of its parties reckon with
)

// SecretOf is what a party knows alone; it has the kind NoSecret if that is
// nothing.
func (b *Bargain) SecretOf(party int) Secret {
	if b.Strength != nil && b.Strength.KnownTo == party {
		return Secret{SecretStrength, party}
	}
	return Secret{b.Parties[party].Private, party}
}

// Number is the number of the scenario.
func (s Secret) Number(b *Bargain) Number {
	party := &b.Parties[s.Party]
	switch s.Of {
	case SecretStrength:
		return b.Strength.Value
	case SecretReservation:
		return party.ReservationValue
	case SecretWalkAway:
		return party.WalksAway[0][0].Term
	case NoSecret, SecretCost:
	}
	return party.DisagreementCost.Amount
}

// Tougher reports whether the party accepts less the larger the secret is: a
// strength of its own, a reservation value and a limit on the side of its ideal do
// that, and what no agreement costs it does the opposite.
func (s Secret) Tougher(b *Bargain) bool {
	switch s.Of {
	case SecretStrength:
		return s.Party == b.Strength.Between[0]
	case SecretReservation:
		return true
	case SecretWalkAway:
		in, walk := CentralValues(b), b.Parties[s.Party].WalksAway[0][0]
		return b.Issues[walk.Issue].Stances[s.Party].Ideal.In(in) >= walk.Term.In(in)
	case NoSecret, SecretCost:
	}
	return false
}

// at is where the table keeps a secret.
func (s Secret) at(t *Table) *float64 {
	switch s.Of {
	case SecretStrength:
		return &t.strengthIn.value
	case SecretReservation:
		return &t.parties[s.Party].stated
	case SecretWalkAway:
		return &t.parties[s.Party].walks[0][0].position
	case NoSecret, SecretCost:
	}
	return &t.parties[s.Party].costSize.amount
}

// Suppose sets a secret to an amount, written as the scenario writes it, and
// returns what Restore takes to set it back. Standings and payoffs without an
// agreement follow; problems that have been posed stay as they are. Set it back
// before anything else is asked.
func (t *Table) Suppose(s Secret, amount float64) (was float64) {
	if s.Of == SecretWalkAway {
		amount = t.b.Issues[t.parties[s.Party].walks[0][0].issue].Scale.Position(amount)
	}
	was = *s.at(t)
	t.Restore(s, amount)
	return was
}

// Restore sets a secret back to what it was.
func (t *Table) Restore(s Secret, was float64) {
	*s.at(t) = was
	if s.Of == SecretStrength {
		for _, party := range t.strengthIn.of.Between {
			t.here.parties[party].forget()
		}
	}
	if t.apart && (s.Of == SecretReservation || s.Of == SecretWalkAway) {
		t.endFor(s.Party)
	}
	t.here.parties[s.Party].forget()
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
