package model

import "math"

// A Problem is one package at one meeting: everything that a theory may use.
// Rows are parties, columns issues. All issues appear; those outside the
// package have Lower = Upper = StatusQuo.
//
// A party's payoff from terms x is, in stake units,
//
//	g_R( Constant + Σ_k Weight·min(Gain·Δ_k, Loss·Δ_k) − Σ_k tolls, prices ),   Δ_k = v(x_k) − v(StatusQuo_k)
//
// where v is IssueValue and g_R the risk transform: what the terms bring is
// measured from what is held now, and a loss may count more than a gain (model
// 3.2). It is compared with g_R(Reservation). Problems belong to a Table, which
// overwrites them in every draw.
type Problem struct {
	Parties, Issues int

	// PartyNames and IssueNames are the IDs, by index: a theory that chooses by
	// chance draws it by name. Nil: of equals the first is taken.
	PartyNames, IssueNames []string

	Weight    [][]float64 // salience normalised over all issues; 0 where the party has no say
	Ideal     [][]float64 // positions, [0, 1]
	Side      [][]Side
	Curvature [][]float64 // γ, [1, 4]
	Gain      [][]float64 // a⁺: what a gain on the issue counts, [0, 1]
	Loss      [][]float64 // a⁻: what a loss on the issue counts, ≥ Gain
	// Toll is what the party pays for each position by which the terms leave the
	// status quo, in stake units: if positive, for positions above it; if
	// negative, |Toll| for positions below it. Nil: nobody pays.
	Toll [][]float64
	// Line and Price are what the party has said in public: it pays |Price| for
	// each position by which the terms lie above its Line, if Price is positive,
	// or below it, if negative, in stake units. Nil: nobody has said anything.
	Line, Price [][]float64

	Constant    []float64 // b: payoff with every issue at the status quo, stake units
	Risk        []float64 // R, [−1, 1]
	Reservation []float64 // d, stake units, before the risk transform
	Cost        []float64 // what Reservation counts as the cost of no deal, stake units, ≥ 0; +Inf: unknown
	Patience    []float64 // δ per round, (0, 1)
	// Floor is the least surplus over Reservation that a party accepts, in stake
	// units: what it needs beyond its own consent. Nil: nobody needs more.
	Floor []float64
	// Conditions is how many of the parties, the last ones, are conditions on the terms:
	// each must have its reservation value, and none gains anything.
	Conditions int
	Keeps      []Promise // what the terms must do for parties to keep them; nil: nobody asks
	Votes      []Vote    // thresholds at home that the parties reckon with and know only as far as they are spread
	Voice      []float64 // ω ≥ 0, used for parties without consent only

	Consent []bool    // per party: whether the package needs its consent
	Power   []float64 // α: sums to 1 over Consent, 0 elsewhere

	// For the influence theories: capability, and salience as a share of
	// attention (0–1, each row summing to at most 1).
	Capability []float64
	Attention  [][]float64
	// CapabilityOn is the capability on one issue, where it differs by issue; nil: it
	// is Capability on all. Theories that use one number take Capability, and of
	// influence theories the mean over the package, weighted by Attention.
	CapabilityOn [][]float64
	Options      []OptionTable // what options are worth to the parties that say so, for elections

	Lower, Upper []float64 // bounds of what can be tabled: limits, offers and binding red lines
	StatusQuo    []float64 // positions that are held now
	InPackage    []bool    // per issue: whether the package settles it
	Whole        []float64 // per issue: distance between neighbouring whole numbers; 0: it can be divided. Nil: all can
	Rows         []Row     // what the terms must add up to; nil: nothing
	Absent       []bool    // per issue: whether it exists in an agreement only, so that all of its terms are gains from 0

	levels

	held [][]float64 // value of the status quo; nil if it is not known beforehand
}

// A Row is a linear condition on the terms: Σ_k Coefficient[k]·x_k ≥ AtLeast, in
// positions.
type Row struct {
	Coefficient []float64 // per issue
	AtLeast     float64
	Equal       bool // whether the sum must be AtLeast, no more
}

// A Promise is a condition on the terms x: that a party keeps them in every
// round that it foresees (model 2.11),
//
//	Σ_k Slope[k]·Weight·Δ_k ≥ AtLeast,   Δ_k = v(x_k) − v(StatusQuo_k)
//
// as only what a breach would undo makes a party keep an agreement.
type Promise struct {
	Party   int
	Slope   []float64 // per issue: what a gain or a loss there counts, [0, 1]
	AtLeast float64   // stake units
	Round   int       // round after signature, from 1, in which breaking would pay it most
}

// Kept is by how much the terms x exceed what promise j asks for, in stake
// units: the party keeps them if that is not below 0.
func (p *Problem) Kept(j int, x []float64) float64 {
	of, sum := &p.Keeps[j], 0.0
	for k := range x {
		if slope := of.Slope[k]; slope > 0 {
			sum += float64(slope * p.Weight[of.Party][k] * p.Change(of.Party, k, x[k]))
		}
	}
	return sum - of.AtLeast
}

// Blocked reports whether limits and red lines leave nothing that can be tabled on
// some issue of the package.
func (p *Problem) Blocked() bool {
	for k, own := range p.InPackage {
		if own && p.Lower[k] > p.Upper[k] {
			return true
		}
	}
	return false
}

// NewProblem returns a Problem with room for the given numbers of parties and
// issues: every slice is allocated, bounds are [0, 1], gains and losses count 1,
// curvatures are 2, costs unknown and all issues in the package.
func NewProblem(parties, issues int) *Problem {
	p := &Problem{
		Parties: parties, Issues: issues,
		Weight: grid[float64](parties, issues), Ideal: grid[float64](parties, issues),
		Side: grid[Side](parties, issues), Curvature: grid[float64](parties, issues),
		Gain: grid[float64](parties, issues), Loss: grid[float64](parties, issues),
		Constant: make([]float64, parties), Risk: make([]float64, parties),
		Reservation: make([]float64, parties), Cost: make([]float64, parties), Patience: make([]float64, parties), Voice: make([]float64, parties),
		Consent: make([]bool, parties), Power: make([]float64, parties),
		Capability: make([]float64, parties), Attention: grid[float64](parties, issues),
		Lower: make([]float64, issues), Upper: make([]float64, issues), StatusQuo: make([]float64, issues),
		InPackage: make([]bool, issues), Absent: make([]bool, issues),
	}
	for i := range parties {
		p.Cost[i] = math.Inf(1)
		for k := range issues {
			p.Curvature[i][k], p.Gain[i][k], p.Loss[i][k] = 2, 1, 1
		}
	}
	for k := range issues {
		p.Upper[k] = 1
		p.InPackage[k] = true
	}
	return p
}

func grid[T any](rows, columns int) [][]T {
	flat := make([]T, rows*columns)
	g := make([][]T, rows)
	for i := range g {
		g[i] = flat[i*columns : (i+1)*columns]
	}
	return g
}

// flat returns all rows of a grid, one after the other.
func flat[T any](g [][]T) []T {
	if len(g) == 0 {
		return nil
	}
	return g[0][:len(g)*len(g[0])]
}

// CapabilityAt is party i's capability on issue k.
func (p *Problem) CapabilityAt(i, k int) float64 {
	if p.CapabilityOn == nil {
		return p.Capability[i]
	}
	return p.CapabilityOn[i][k]
}

// Worth is what position x on issue k adds to party i's payoff compared with
// the status quo, in stake units before the risk transform: 0 at the status quo,
// unless that lies beyond a line.
func (p *Problem) Worth(i, k int, x float64) float64 {
	quo := p.StatusQuo[k]
	worth := 0.0
	if p.Price != nil {
		worth -= p.crossing(i, k, x)
	}
	if x == quo && !p.Absent[k] {
		return worth
	}
	if w := p.Weight[i][k]; w != 0 {
		change := p.Change(i, k, x)
		slope := p.Gain[i][k]
		if change < 0 {
			slope = p.Loss[i][k]
		}
		worth += float64(w * slope * change)
	}
	if p.Toll != nil {
		worth -= max(0, float64(p.Toll[i][k]*(x-quo)))
	}
	return worth
}

// Change is Δ: by how much party i values position x of issue k more than the status
// quo, or than 0 if the issue exists in an agreement only: v(x) − v(StatusQuo).
func (p *Problem) Change(i, k int, x float64) float64 {
	ideal, side, curvature := p.Ideal[i][k], p.Side[i][k], p.Curvature[i][k]
	held := 0.0
	switch {
	case p.Absent[k]:
	case p.held != nil:
		held = p.held[i][k]
	default:
		held = valueAt(distance(p.StatusQuo[k], ideal, side), curvature)
	}
	return valueAt(distance(x, ideal, side), curvature) - held
}

// crossing is what party i pays for position x beyond its line on issue k.
func (p *Problem) crossing(i, k int, x float64) float64 {
	return max(0, float64(p.Price[i][k]*(x-p.Line[i][k])))
}

// Value is party i's payoff from the terms x before the risk transform, in
// stake units.
func (p *Problem) Value(i int, x []float64) float64 {
	v := p.Constant[i]
	for k := range x {
		v += p.Worth(i, k, x[k])
	}
	return v
}

// Payoffs sets to[i] to party i's payoff from an agreement on the terms x, in
// stake units: Value, without the risk transform, which only theories apply.
func (p *Problem) Payoffs(x, to []float64) {
	copy(to, p.Constant)
	for k, at := range x {
		if at == p.StatusQuo[k] && !p.Absent[k] && p.Price == nil {
			continue
		}
		for i := range to {
			to[i] += p.Worth(i, k, at)
		}
	}
}
