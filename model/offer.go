package model

// A Status is the result of a theory.
type Status int

// The statuses of an offer.
const (
	Agreement Status = iota // terms from which everyone who must consent gains
	None                    // no terms are acceptable to all who must consent
	KnifeEdge               // only one point is acceptable, and nobody gains: counts as an agreement
	Undecided               // the solver could not decide; never treated as None
	Predicted               // terms that a theory predicts without asking anybody; no agreement
)

// StatusNames are the names of the statuses as files write them.
var StatusNames = []string{"agreement", "none", "knife_edge", "undecided", "prediction"}

func (s Status) String() string { return StatusNames[s] }

// Agreed reports whether the parties settle.
func (s Status) Agreed() bool { return s == Agreement || s == KnifeEdge }

// HasTerms reports whether the offer has terms, agreed or not.
func (o *Offer) HasTerms() bool {
	return o.Status.Agreed() || o.Status == Predicted || o.Reason == Refused || o.Reason == NotKnown
}

// A Reason says why there is no agreement.
type Reason int

// The reasons.
const (
	NoReason        Reason = iota
	EmptyZone              // no terms give every party its reservation value: no zone of possible agreement
	RedLineConflict        // binding red lines and limits leave no position that can be tabled
	Unreachable            // one party's reservation value is above the payoff from its own ideal
	Refused                // the theory's terms fall below a party's reservation value
	NotConsenting
	Waited
	PastDeadline
	NotRatified
	Breakdown
	NotDecided  // the solver could not decide
	LotteryOnly // no terms are acceptable, but a lottery over terms is: a party seeks risk
	OverTotal   // no terms that can be tabled add up to what a total asks for
	Indivisible // terms would be acceptable if what is counted in whole numbers, or claimed to be indivisible, could be divided
	WaitsFor    // it was not tabled: a requirement was not met, or a party insisted on another package first
	NotKnown    // a party refused a demand: who made it does not know what the party needs
	NotKept     // terms would be acceptable, but some party would break them later: they do not enforce themselves
	HeldOut     // each of two parties held out for its own demand
	BidsMissed  // two parties bid at once, and each asked for more than the other left, though their limits would have met
)

// ReasonNames are the names of the reasons as files write them.
var ReasonNames = []string{
	"", "empty_zopa", "redline_conflict", "unreachable", "ir_violated", "not_consenting",
	"waited", "deadline", "not_ratified", "breakdown", "undecided", "lottery_only", "over_total", "indivisible", "waits_for", "not_known", "not_self_enforcing", "held_out", "bids_missed",
}

func (r Reason) String() string { return ReasonNames[r] }

// Flags are warnings about an offer.
type Flags uint32

// The flags.
const (
	NonUnique       Flags = 1 << iota // other terms have the same payoffs
	AtBound                           // some issue is at a bound of what can be tabled
	WeaklyEfficient                   // no other terms are better for all, but some may be better for one
	NonConvex                         // solved by heuristic search, because payoffs are not concave
	Degenerate                        // a party had nothing to gain and was excluded from the comparison
	Rounded                           // whole numbers stand for divided terms (model 2.18)
	Tied                              // it rests on a choice between equals: by chance, by name in a solution without draws, or in the order that the scenario gives
)

// FlagNames are the names of the flags as files write them, in bit order.
var FlagNames = []string{"non_unique", "at_bound", "weakly_efficient", "non_convex", "degenerate", "rounded", "tied"}

// An Offer is a theory's answer to a Problem. Its slices are reused.
type Offer struct {
	Status  Status
	Reason  Reason
	Terms   []float64 // positions per issue; meaningful if HasTerms
	Payoff  []float64 // per party, at Terms, in stake units: before the risk transform
	Surplus []float64 // Payoff − Reservation, in stake units

	// Share is, without an agreement, each party's responsibility for the
	// failure: the normalised certificate μ of an empty zone, or the shortfalls
	// below reservation values, as of predicted terms. It sums to 1, or is all 0 if no party in
	// particular is responsible.
	Share []float64
	// Certificate is μ ≥ 0 itself: with an agreement the weights whose weighted
	// sum the terms maximise, without one the proof that no acceptable terms
	// exist (0 if unknown).
	Certificate []float64

	// Price is ν per row of the problem: what the theory's objective, at an
	// agreement, would gain if the row asked for one less. It is ≥ 0, 0 where the
	// row does not bind, and of either sign for rows with Equal.
	Price []float64

	BreaksIn int // of NotKept: the round after signature, from 1, in which breaking would pay the party that is most in the way; else 0

	LogProduct float64 // Σ α ln surplus, after the risk transform, over those who must consent; NaN without an agreement
	Margin     float64 // the maximum over terms of the smallest surplus, after the risk transform, if the theory computes it, else NaN
	Gap        float64 // duality gap of the solution, if any
	Iterations int
	Flags      Flags
}

// Reset clears the offer and sizes it for the given numbers of parties and
// issues; there is no Price until a theory with rows sets it. It allocates only if the offer was smaller.
func (o *Offer) Reset(parties, issues int) {
	o.Terms = resize(o.Terms, issues)
	o.Payoff = resize(o.Payoff, parties)
	o.Surplus = resize(o.Surplus, parties)
	o.Share = resize(o.Share, parties)
	o.Certificate = resize(o.Certificate, parties)
	o.Price = o.Price[:0]
	o.Status, o.Reason, o.Flags, o.Iterations, o.BreaksIn = 0, 0, 0, 0, 0
	o.LogProduct, o.Margin, o.Gap = nan, nan, 0
}

// CopyFrom makes o the same offer in memory of its own.
func (o *Offer) CopyFrom(of *Offer) {
	own := *o
	*o = *of
	o.Terms, o.Payoff, o.Surplus = own.Terms[:0], own.Payoff[:0], own.Surplus[:0]
	o.Share, o.Certificate, o.Price = own.Share[:0], own.Certificate[:0], own.Price[:0]
	o.Terms = append(o.Terms, of.Terms...)
	o.Payoff = append(o.Payoff, of.Payoff...)
	o.Surplus = append(o.Surplus, of.Surplus...)
	o.Share = append(o.Share, of.Share...)
	o.Certificate = append(o.Certificate, of.Certificate...)
	o.Price = append(o.Price, of.Price...)
}

func resize(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}
