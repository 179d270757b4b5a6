package model

// partyAt is a party in one draw, with the effects that act on it.
type partyAt struct {
	chance, over, stated, leaves                 float64
	costFx, pressFx, rewardFx, powerFx, patience []effectAt
	prospects                                    []prospectAt
	holds                                        []int     // levers it holds
	gone                                         []float64 // per leaver: discounted share of time for which the party counts with its absence
	walks                                        [][]walkAt
	idle                                         bool // nothing but the status quo bears on its payoff without an agreement
	costSize                                     sizeAt
}

// prospectAt is where a party expects an issue to move, in one draw.
type prospectAt struct {
	issue int
	shift float64 // own unit
	fx    []effectAt
}

// issueAt is an issue in one draw.
type issueAt struct {
	lossAversion, irreversible float64
	noDeal                     float64 // position
	lines                      []lineAt
	carriers                   []carrierAt
	up                         bool // whether its offers reach upward from the status quo
	offered                    bool // whether some lever offers it, so that what is on the table is bounded
	dealOnly                   bool // whether it exists in an agreement only
}

// carrierAt is a carrier of an issue in one draw.
type carrierAt struct {
	party, offer       int // offer: index of the lever that offers the issue; −1: none
	share, credibility float64
	upTo               float64 // position
}

// lineAt is a red line in one draw.
type lineAt struct {
	bound    float64 // own unit
	share    float64 // share of draws in which it binds, or its price if it is public, before levers
	grows    float64 // what is added to the price of a public line per round in which it stood in the way
	u        float64 // it binds if its share is at least u
	position float64
	fx       []effectAt
}

// leverAt is a lever in one draw.
type leverAt struct {
	weight, credibility, follow float64
	pass, cost                  float64
	offsetBy                    []offsetAt
	holder                      int
	makesUpFor                  []int // levers whose strength this one compensates
	on                          []int // parties whose payoffs it moves
	leaving                     bool  // carried out when its holder leaves
	offers                      bool  // its cost falls due with what it offers
}

type offsetAt struct {
	lever int
	share float64
	from  Number
}

// effectAt is an effect of a lever, with its size in one draw.
type effectAt struct {
	lever  int
	effect *Effect
	by     float64 // amount as written
	size   sizeAt
}

// sizeAt is a Size for a party: its amount times factor.
type sizeAt struct {
	amount float64
	issue  int // −1: stake units
}

// packageAt is a package in one draw.
type packageAt struct {
	share, monitoring, relieves, holds, counts float64
	limits                                     [][2]float64 // per limit: lower and upper position
	certain                                    bool
	has                                        []bool // per issue: whether it settles it
	shift                                      shiftAt
}
