package cause

// Type is what one type of the responder, and the proposer against it, get if
// they do not agree, in stake units. The responder's values are net: less what
// the type adds to its payoff from any agreement, so that types can be compared
// by what they require.
type Type struct {
	GoingOn         float64 // the responder per round while talks go on, net
	Refused         float64 // the responder per round after a deadline at which it refused, net
	ProposerGoingOn float64 // the proposer while talks with this type go on
	ProposerRefused float64 // the proposer after a deadline at which this type refused
	Shift           float64 // what this type adds to the proposer's payoff from any agreement
}

// Open is the number of rounds of talks that have no end in sight.
const Open = 0

// How far open talks are computed ahead. Where the toughest type is worth its
// price, more rounds change nothing; where it is not, delay lasts at any distance
// (see openEnd).
const (
	openRounds  = 24
	delayRounds = 40
)

// Screening is a finite game: round after round a proposer makes a demand, and
// a responder whose type only it knows accepts or refuses. Payoffs are averages
// of rounds, discounted by patience. The proposer knows the types at the
// boundaries of its Belief, which must be in order of toughness: GoingOn and
// Refused do not fall from one to the next (where they do, the requirement of
// the tougher type before counts). In each round it chooses, by backward
// induction, the types that are to accept: those below a cutoff whose type is
// indifferent between what it is offered now and what the next demand offers
// (Sobel and Takahashi 1983; Fudenberg, Levine and Tirole 1985; where the type
// matters to the proposer too: Deneckere and Liang 2006).
//
// It takes payoffs to stay as they are for the rest of the game. Between two
// boundaries values are linear. After the first game of a size nothing
// allocates.
type Screening struct {
	Belief
	Types            []Type   // at each boundary of the belief; Begin sets their number
	Frontier         Frontier // proposer's payoff from an agreement, less Shift, by the responder's net value
	Patience         float64  // of the responder: what a round later is worth now, 0 to 1
	ProposerPatience float64  // of the proposer, 0 to 1
	// Tolerance is by how much, in stake units, values and patience may move
	// before the game is solved anew; until then its earlier solution is
	// followed. 0: whenever anything moves.
	Tolerance float64

	plan  plan
	ahead int // in place of openRounds and delayRounds, unless 0
}

// Demand is what a proposer demands in one round.
type Demand struct {
	Offer  float64 // what it leaves to the responder, net, stake units
	Cutoff float64 // position of the toughest type that accepts
	Chance float64 // with which it believes that the responder accepts, 0 to 1
	Value  float64 // what it expects from the game, stake units
	// Nobody says that no type that is left accepts: the proposer gains by
	// waiting, or what even the least tough type requires cannot be agreed.
	Nobody bool
}

// Accepts reports whether a responder at a position accepts. What it gets if it
// never agrees, net, is the least that it takes; −Inf leaves it to the position.
func (d *Demand) Accepts(position, least float64) bool {
	return !d.Nobody && position <= d.Cutoff && d.Offer >= least
}

// Begin starts a game with a prior; see Belief.Begin. It sets the number of
// Types, whose values, like all other fields, are for the caller to set.
func (s *Screening) Begin(cells int, prior []float64) {
	s.Belief.Begin(cells, prior)
	if cap(s.Types) < cells+1 {
		s.Types = make([]Type, cells+1)
	}
	s.Types = s.Types[:cells+1]
}

// Demand is the proposer's demand with a number of rounds left, this one
// included and at least 1, before a deadline that both know; or Open. In open
// talks the end is as far away in every round, so that a demand that nobody
// accepts is repeated until something changes.
func (s *Screening) Demand(rounds int) Demand {
	if s.Surprised() {
		d := s.Known(rounds, s.Types[s.cells])
		d.Cutoff = float64(s.cells)
		return d
	}
	s.update(rounds)
	n := s.lookAhead(rounds)
	if s.plan.steady > 0 {
		n = min(n, s.plan.steady)
	}
	s.prepare(n)
	return s.plan.demand(n, s.low)
}

// same is the least distance of positions that are told apart.
const same = 1e-9

// Refuse has the proposer learn from a refusal of its demand: it rules out the
// types that would have accepted it, if any.
func (s *Screening) Refuse(d Demand) {
	if !d.Nobody {
		s.RuleOut(d.Cutoff)
	}
}

// Known is the demand that a proposer makes of a type that it knows: the game
// without private information. Its cutoff is 0.
func (s *Screening) Known(rounds int, t Type) Demand {
	offer, value := t.Refused, t.ProposerRefused
	if rounds == Open {
		offer, value = t.GoingOn, t.ProposerGoingOn
		if agreed := s.Frontier.At(offer) + t.Shift; agreed >= value-soon {
			value = agreed
		}
		rounds = 1
	}
	var d Demand
	for range rounds {
		offer = t.GoingOn + float64(s.Patience*(offer-t.GoingOn))
		waiting := t.ProposerGoingOn + float64(s.ProposerPatience*(value-t.ProposerGoingOn))
		agreed := s.Frontier.At(offer) + t.Shift
		d.Nobody = !(agreed >= waiting)
		value = max(agreed, waiting)
	}
	d.Offer, d.Value = offer, value
	if !d.Nobody {
		d.Chance = 1
	}
	return d
}

// lookAhead is how many rounds are computed ahead, this one included.
func (s *Screening) lookAhead(rounds int) int {
	switch {
	case rounds != Open:
		return rounds
	case s.ahead != 0:
		return s.ahead
	case s.plan.end == peace:
		return openRounds
	}
	return delayRounds
}
