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
	Accepts []Threshold // on terms
	Gain    Number      // least gain of the party over its reservation value, stake units
	HasGain bool        // whether there is such a condition
}

// A Threshold is the last position that a group accepts on an issue.
type Threshold struct {
	Issue          int
	Side           Side   // AtLeast or AtMost
	Bound          Number // own unit
	UnlessNotWorse bool   // terms that are no worse for the party than what is held pass, too
}
