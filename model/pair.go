package model

// A PairSource is a Process whose two parties are the pair between which what is
// disputed lies.
type PairSource interface{ Pair() [2]int }

// Pair returns the two parties between which what is disputed lies, by index: those of a
// process that moves an issue between two, else those of the strength, else the two signatories that bear a
// disagreement cost, else the only two signatories. Sponsors and observers are
// never in it. ok is false if there is no such pair.
func (b *Bargain) Pair() (pair [2]int, ok bool) {
	if b.Processes != nil {
		for _, p := range b.Processes(b) {
			if s, ok := p.(PairSource); ok {
				return s.Pair(), true
			}
		}
	}
	if b.Strength != nil {
		return b.Strength.Between, true
	}
	return b.SignatoryPair()
}

// SignatoryPair is Pair without regard to processes.
func (b *Bargain) SignatoryPair() (pair [2]int, ok bool) {
	var signatories, bearing []int
	for i := range b.Parties {
		if b.Parties[i].Seat != Signatory {
			continue
		}
		signatories = append(signatories, i)
		if b.Parties[i].DisagreementCost.Amount != Known(0) {
			bearing = append(bearing, i)
		}
	}
	if len(bearing) == 2 {
		signatories = bearing
	}
	if len(signatories) != 2 {
		return pair, false
	}
	return [2]int{signatories[0], signatories[1]}, true
}
