package model

import "math"

// A Problem is one package at one meeting: everything that a theory may use.
// Rows are parties, columns issues. All issues appear; those outside the
// package have Lower = Upper = StatusQuo.
//
// A party's payoff from terms x is PayoffSlope·g(V(x)) + PayoffConstant in
// stake units, where V is its value and g its risk transform; it is compared
// with Reservation. Problems belong to a Table, which overwrites them in every
// draw.
type Problem struct {
	Parties, Issues int

	// PartyNames and IssueNames are the IDs, by index: a theory that chooses by
	// chance draws it by name. Nil: of equals the first is taken.
	PartyNames, IssueNames []string

	Weight    [][]float64 // salience normalised over all issues: each party's row sums to 1, or is all 0
	Ideal     [][]float64 // positions, [0, 1]
	Side      [][]Side
	Curvature [][]float64 // γ, [1, 4]

	Risk           []float64 // R, [−1, 1]
	PayoffSlope    []float64 // a, (0, 1]
	PayoffConstant []float64 // b, stake units
	Reservation    []float64 // d, stake units
	Cost           []float64 // what Reservation counts as the cost of no deal, stake units, ≥ 0; +Inf: unknown
	Patience       []float64 // δ per round, (0, 1)
	Voice          []float64 // ω ≥ 0, used for parties without consent only

	Consent []bool    // per party: whether the package needs its consent
	Power   []float64 // α: sums to 1 over Consent, 0 elsewhere

	// For the influence theories: capability, and salience as a share of
	// attention (0–1, each row summing to at most 1).
	Capability []float64
	Attention  [][]float64

	Lower, Upper []float64 // bounds of what can be tabled: limits and binding red lines
	StatusQuo    []float64 // positions while talks go on
	InPackage    []bool    // per issue: whether the package settles it

	worth [][]float64 // weight × value of the status quo; nil if not precomputed
}

// NewProblem returns a Problem with room for the given numbers of parties and
// issues: every slice is allocated, bounds are [0, 1], slopes 1, curvatures 2,
// costs unknown and all issues in the package.
func NewProblem(parties, issues int) *Problem {
	p := &Problem{
		Parties: parties, Issues: issues,
		Weight: grid[float64](parties, issues), Ideal: grid[float64](parties, issues),
		Side: grid[Side](parties, issues), Curvature: grid[float64](parties, issues),
		Risk: make([]float64, parties), PayoffSlope: make([]float64, parties), PayoffConstant: make([]float64, parties),
		Reservation: make([]float64, parties), Cost: make([]float64, parties), Patience: make([]float64, parties), Voice: make([]float64, parties),
		Consent: make([]bool, parties), Power: make([]float64, parties),
		Capability: make([]float64, parties), Attention: grid[float64](parties, issues),
		Lower: make([]float64, issues), Upper: make([]float64, issues), StatusQuo: make([]float64, issues),
		InPackage: make([]bool, issues),
	}
	for i := range parties {
		p.PayoffSlope[i], p.Cost[i] = 1, math.Inf(1)
		for k := range issues {
			p.Curvature[i][k] = 2
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

// Value is party i's additive value V_i of the terms x, in [0, 1].
func (p *Problem) Value(i int, x []float64) float64 {
	weight := p.Weight[i]
	ideal, side, curvature := p.Ideal[i][:len(weight)], p.Side[i][:len(weight)], p.Curvature[i][:len(weight)]
	x = x[:len(weight)]
	v := 0.0
	if p.worth == nil {
		for k, w := range weight {
			if w != 0 {
				v += float64(w * valueAt(distance(x[k], ideal[k], side[k]), curvature[k]))
			}
		}
		return v
	}
	quo, worth := p.StatusQuo[:len(weight)], p.worth[i][:len(weight)]
	for k, w := range weight {
		switch {
		case x[k] == quo[k]:
			v += worth[k]
		case w != 0:
			v += float64(w * valueAt(distance(x[k], ideal[k], side[k]), curvature[k]))
		}
	}
	return v
}

// Worth is the contribution of position x on issue k to party i's value.
func (p *Problem) Worth(i, k int, x float64) float64 {
	if p.worth != nil && x == p.StatusQuo[k] {
		return p.worth[i][k]
	}
	return float64(p.Weight[i][k] * IssueValue(x, p.Ideal[i][k], p.Side[i][k], p.Curvature[i][k]))
}

// Standing is, per issue, Worth of the status quo for party i; nil if it is not
// precomputed. Callers must not modify it.
func (p *Problem) Standing(i int) []float64 {
	if p.worth == nil {
		return nil
	}
	return p.worth[i]
}

// Payoffs sets to[i] to party i's payoff from an agreement on the terms x, in
// stake units.
func (p *Problem) Payoffs(x, to []float64) {
	risk, slope, constant := p.Risk[:len(to)], p.PayoffSlope[:len(to)], p.PayoffConstant[:len(to)]
	for i := range to {
		to[i] = float64(slope[i]*RiskUtility(p.Value(i, x), risk[i])) + constant[i]
	}
}

// Payoff is party i's payoff from an agreement on the terms x, in stake units.
func (p *Problem) Payoff(i int, x []float64) float64 {
	return float64(p.PayoffSlope[i]*RiskUtility(p.Value(i, x), p.Risk[i])) + p.PayoffConstant[i]
}
