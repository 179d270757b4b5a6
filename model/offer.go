package model

// A Status says what a theory found.
type Status int

// The statuses of an offer.
const (
	Agreement Status = iota // terms that everybody who must consent gains from
	None                    // no terms that all who must consent accept
	KnifeEdge               // one point, where nobody gains: counts as an agreement
	Undecided               // the solver could not tell: never read as None
)

// StatusNames are the names of the statuses as files write them.
var StatusNames = []string{"agreement", "none", "knife_edge", "undecided"}

func (s Status) String() string { return StatusNames[s] }

// Agreed reports whether the parties settle.
func (s Status) Agreed() bool { return s == Agreement || s == KnifeEdge }

// A Reason says why there is no agreement.
type Reason int

// The reasons.
const (
	NoReason        Reason = iota
	EmptyZone              // no terms give every party its reservation value: no zone of possible agreement
	RedLineConflict        // binding red lines and limits leave nothing to table
	Unreachable            // one party's reservation value lies above its own ideal
	Refused                // the theory's terms fall below a party's reservation value
	NotConsenting
	Waited
	Deadline
	NotRatified
	Breakdown
	NotDecided  // the solver could not tell
	LotteryOnly // no terms do, but chances of several would: a party seeks risk
)

// ReasonNames are the names of the reasons as files write them.
var ReasonNames = []string{
	"", "empty_zopa", "redline_conflict", "unreachable", "ir_violated", "not_consenting",
	"waited", "deadline", "not_ratified", "breakdown", "undecided", "lottery_only",
}

func (r Reason) String() string { return ReasonNames[r] }

// Flags are remarks on an offer.
type Flags uint32

// The flags.
const (
	NonUnique       Flags = 1 << iota // the terms are one of several with the same payoffs
	AtBound                           // some issue ends at a bound of what can be tabled
	WeaklyEfficient                   // no other terms are better for all, some may be for one
	NonConvex                         // solved by search: payoffs are not concave
	Degenerate                        // a party had nothing to gain and was left out of the comparison
)

// FlagNames are the names of the flags as files write them, in bit order.
var FlagNames = []string{"non_unique", "at_bound", "weakly_efficient", "non_convex", "degenerate"}

// An Offer is what a theory says about a Problem. Its slices are reused.
type Offer struct {
	Status  Status
	Reason  Reason
	Terms   []float64 // x, one position an issue; meaningful if Agreed, or if Reason is Refused (which nobody agreed on)
	Payoff  []float64 // per party, at Terms
	Surplus []float64 // Payoff − Reservation

	// Share holds, without an agreement, how much each party stands in its way:
	// the normalised certificate μ of an empty zone, or the shortfalls below
	// reservation values. It sums to 1, or is all 0 if nobody in particular does.
	Share []float64
	// Certificate is μ ≥ 0 itself: with an agreement the weights that the terms
	// maximise, without one the proof that no terms exist (0 where not known).
	Certificate []float64

	LogProduct float64 // Σ α ln surplus over those who must consent; NaN without an agreement
	Margin     float64 // largest smallest surplus if the theory computes it, else NaN
	Gap        float64 // duality gap of the solution, where there is one
	Iterations int
	Flags      Flags
}

// Reset makes room for a problem with the given numbers of parties and issues
// and clears the offer. It allocates only when the offer was smaller.
func (o *Offer) Reset(parties, issues int) {
	o.Terms = resize(o.Terms, issues)
	o.Payoff = resize(o.Payoff, parties)
	o.Surplus = resize(o.Surplus, parties)
	o.Share = resize(o.Share, parties)
	o.Certificate = resize(o.Certificate, parties)
	o.Status, o.Reason, o.Flags, o.Iterations = 0, 0, 0, 0
	o.LogProduct, o.Margin, o.Gap = nan, nan, 0
}

func resize(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}
