package model

// A Faction is a body at home whose agreement a party needs for a package that
// it has accepted: a parliament, a board, the members of a union. Which packages
// need it is a matter of the ratification process.
type Faction struct {
	ID     string // <party>.<name>
	Party  int
	Groups []FactionGroup // the faction agrees if all of them do
}

// A FactionGroup agrees to a package if every one of its conditions holds.
type FactionGroup struct {
	Name    string
	Seats   Number      // its votes, where the faction has a quota
	Accepts []Threshold // on terms
	Gain    Number      // least gain of the party over its reservation value, stake units
	HasGain bool        // whether there is such a condition
}

// thresholds is how many thresholds there are at home.
func (b *Bargain) thresholds() (n int) {
	for f := range b.Factions {
		for j := range b.Factions[f].Groups {
			n += len(b.Factions[f].Groups[j].Accepts)
		}
	}
	return n
}

// PlaceThresholds numbers the thresholds.
func (b *Bargain) PlaceThresholds() {
	n := 0
	for f := range b.Factions {
		for j := range b.Factions[f].Groups {
			for a := range b.Factions[f].Groups[j].Accepts {
				b.Factions[f].Groups[j].Accepts[a].Place = n
				n++
			}
		}
	}
}

// A Threshold is the last position that a group accepts on an issue.
type Threshold struct {
	Issue          int
	Side           Side   // AtLeast or AtMost
	Bound          Number // own unit
	UnlessNotWorse bool   // terms that are no worse for the party than what is held pass, too
	// Spread is how uncertain the bound is, as a share of the issue's scale: it is
	// logistic around Bound; 0: certain. It is drawn once a draw, from Stream.
	Spread Number
	Stream StreamKey
	Place  int // index among all thresholds of the bargain
}
