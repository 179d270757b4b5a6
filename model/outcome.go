package model

import "math"

var nan = math.NaN()

// An Outcome is the result of one draw under one theory.
type Outcome struct {
	Class          Class  // Prediction under a theory that asks nobody; Excluded if it does not match what was observed
	Round          int    // round in which Class was reached, from 0; of an Excluded draw the first of Bargain.Observed that it does not meet
	Package        int    // index in Bargain.Packages; −1 if none was signed; of a Prediction the package that it is about, −1 if there are no terms
	Reason         Reason // why no headline package (settlement or ceasefire) was signed; NoReason if one was
	Breaker        int    // with Reason NotKept: the party that is most in the way, as it would break what is agreed; else −1
	BreaksIn       int    // with Reason NotKept: the round after signature, from 1, in which breaking would pay it; else 0
	NotConsenting  int    // party recorded most often as not consenting, one of them by chance if several are; −1 if none
	FrozenConflict bool   // whether it is a stalemate with at least 12 consecutive rounds with little of the disagreement cost left

	Tied bool // whether some offer of the theory rests on a choice between equals (flag Tied)

	Terms       []float64 // positions per issue; NaN where the issue was not settled or, by a Prediction, not predicted
	Utility     []float64 // per party: value of what is held at the end, in its own tastes, [0, 1]
	Payoff      []float64 // per party, stake units: payoff of the package in force at the end when it was signed, or of the terms of a Prediction; NaN without one
	Reservation []float64 // per party, stake units: what refusing was worth when the deal in force was signed, or predicted; without one, when a headline package was last tabled
	Talking     []float64 // per party, stake units: what going on talking was worth then
	Compliance  []float64 // per party: φ of the package in force at the end when it was signed, (0, 1]; NaN without one
	GivenAway   []float64 // per party, stake units: what it gave away for good by that package; NaN without one
	Price       []float64 // per total, stake units: what one unit more would have added to the payoffs of that package, weighted as its terms weight them; NaN without one
	Excess      []float64 // per total, in its own unit: by how much the sum of a Prediction's terms exceeds its number; negative: falls short of it; NaN without one
	Weakest     float64   // with Reason NotKept: the weakest guarantee with which the package would keep itself (GuaranteeOf), in its own unit; NaN if none would or nothing guarantees it
	Durable     bool      // whether that package has settled

	// First is the round in which each class was first reached, −1 if never. A
	// class that was reached at some time need not be in force at the end.
	First [Classes]int
	// Lasted is for how many rounds headline packages were in force, counted
	// from and including the round in which the first one was signed; −1 if
	// none was.
	Lasted int
	Ended  bool // whether that period ended within the horizon
	// Blocks is, per party, the number of rounds in which it is recorded as not
	// consenting.
	Blocks []int
	// Spread is, rule by rule, the positions per issue of the first package that was
	// signed of those with the outcome Bargain.SpreadOf: those of the theory, then those of each rule of its Spread
	// for the same problem. NaN where that package leaves an issue out, none was
	// signed, or a rule finds no terms. Nil: nobody asks.
	Spread []float64
	// Open is the number of rounds without the settlement on which ripeness is
	// judged, Ripe that of those in which the conflict was ripe for it, and RipeFirst
	// the first of these; −1: none. Without the index, and for a Prediction, 0, 0 and −1.
	Open, Ripe, RipeFirst int
	// Path is the course of the draw, round by round; nil in a single meeting.
	Path *Path
}

// Binds reports whether a deal is in force whose terms would be others if total r
// asked for more or less.
func (o *Outcome) Binds(r int) bool {
	return o.Class.Deal() && o.Price[r] == o.Price[r] && o.Price[r] != 0
}

// Ripeness is the share of the rounds without a settlement that are ripe; NaN
// without such a round.
func (o *Outcome) Ripeness() float64 {
	if o.Open == 0 {
		return nan
	}
	return float64(o.Ripe) / float64(o.Open)
}

// firstRipe is the first ripe round; NaN if none is.
func (o *Outcome) firstRipe() float64 {
	if o.RipeFirst < 0 {
		return nan
	}
	return float64(o.RipeFirst)
}

// A Path is the course of a draw, one entry per round. Rounds after the end of
// the draw repeat its last state.
type Path struct {
	Line         []float64 // position of the issue that a process moves; NaN if there is none
	Class        []Class   // outcome by what was in force
	Reservations []float64 // stake units, round by round, in each by party
}

// Reservation returns the reservation values of a round, by party.
func (p *Path) Reservation(round int) []float64 {
	parties := len(p.Reservations) / len(p.Line)
	return p.Reservations[round*parties:][:parties:parties]
}

// NewOutcome returns an Outcome for draws of b.
func (b *Bargain) NewOutcome() Outcome { return b.NewOutcomes(1)[0] }

// NewOutcomes returns Outcomes for n draws of b, contiguous in memory.
func (b *Bargain) NewOutcomes(n int) []Outcome {
	os := newOutcomes(n, len(b.Parties), len(b.Issues))
	if len(b.Totals) > 0 {
		price, excess := grid[float64](n, len(b.Totals)), grid[float64](n, len(b.Totals))
		for j := range os {
			os[j].Price, os[j].Excess = price[j], excess[j]
		}
	}
	rounds := b.Clock.Rounds
	if rounds == 0 {
		return os
	}
	paths, line, class := make([]Path, n), grid[float64](n, rounds), grid[Class](n, rounds)
	reservations := grid[float64](n, rounds*len(b.Parties))
	for j := range os {
		os[j].Path = &paths[j]
		paths[j] = Path{Line: line[j], Class: class[j], Reservations: reservations[j]}
	}
	return os
}

// AddSpread has outcomes of draws of b under theory t hold the terms of the rules
// that it is shown with.
func (b *Bargain) AddSpread(t int, os []Outcome) {
	rules := len(b.Theories[t].Spread)
	if rules == 0 {
		return
	}
	terms := grid[float64](len(os), (rules+1)*len(b.Issues))
	for j := range os {
		os[j].Spread = terms[j]
	}
}

// OutcomeBytes returns about how much memory the outcome of a draw under one
// theory takes, in bytes.
func (b *Bargain) OutcomeBytes() int {
	const itself = 512 // with its slices, and its Path
	return itself + 8*(len(b.Issues)+7*len(b.Parties)+2*len(b.Totals)+b.Clock.Rounds*(2+len(b.Parties)))
}

// PayoffOf is what the outcome is worth to a party as it sees it, its beliefs and
// the costs of its own levers included, in stake units: the payoff of the deal in
// force when it was signed, or of predicted terms; without either its
// reservation value.
func (o *Outcome) PayoffOf(party int) float64 {
	if x := o.Payoff[party]; x == x && (o.Class.Deal() || o.Class == Prediction) {
		return x
	}
	return o.Reservation[party]
}

// Signed reports whether some package was signed.
func (o *Outcome) Signed() bool { return o.Package >= 0 && o.Class.Played() }

// NewOutcome returns an Outcome for the given numbers of parties and issues,
// without a Path and without totals.
func NewOutcome(parties, issues int) Outcome { return newOutcomes(1, parties, issues)[0] }

func newOutcomes(n, parties, issues int) []Outcome {
	os := make([]Outcome, n)
	terms, blocks := grid[float64](n, issues), grid[int](n, parties)
	per := grid[float64](6*n, parties)
	for j := range os {
		os[j] = Outcome{
			Package: -1, NotConsenting: -1, Breaker: -1, Weakest: nan, RipeFirst: -1,
			Terms: terms[j], Utility: per[6*j], Payoff: per[6*j+1], Reservation: per[6*j+2],
			Talking: per[6*j+3], Compliance: per[6*j+4], GivenAway: per[6*j+5], Blocks: blocks[j],
		}
	}
	return os
}
