package model

import "sim/model/portable"

// Rules for combining levers that act on the same quantity. Each is commutative
// and associative in its sums, so the order in which levers are listed never
// matters (model 1.4).

// probabilityClamp keeps the log-odds of a certain event finite.
const probabilityClamp = 1e-9

// ShiftLogit shifts a probability q by push log-odds: σ(logit q + push). It
// returns q unchanged, to the last bit, if push is 0.
func ShiftLogit(q, push float64) float64 {
	if push == 0 {
		return q
	}
	q = min(max(q, probabilityClamp), 1-probabilityClamp)
	// One exponential instead of a logarithm and an exponential.
	return q / (q + float64((1-q)*portable.Exp(-push)))
}

// A ProbSum adds up effects in [0, 1]. Each effect closes its share of the
// remaining gap: two of 0.5 make 0.75 (probabilistic sum). Additive effects are
// first added up to at most 1 (bounded sum). The zero ProbSum is not ready for
// use; start from NewProbSum.
type ProbSum struct{ added, open float64 }

// NewProbSum returns the sum of no effects, 0.
func NewProbSum() ProbSum { return ProbSum{open: 1} }

// Add adds an effect e in [0, 1], to the bounded sum if additive, else to the
// probabilistic sum.
func (s *ProbSum) Add(e float64, additive bool) {
	if additive {
		s.added += e
		return
	}
	s.open = float64(s.open * (1 - e))
}

// Total returns the sum, in [0, 1].
func (s ProbSum) Total() float64 { return 1 - float64((1-min(1, s.added))*s.open) }

// An OddsPull moves a point z toward others with odds weights ρ = e/(1−e): z' =
// (z + Σρy)/(1 + Σρ). A single pull of strength e closes the share e of the
// distance. The zero OddsPull pulls nowhere and is ready for use.
type OddsPull struct{ odds, moment, full, fullMoment float64 }

// Toward adds a pull of strength e in [0, 1] toward y.
func (p *OddsPull) Toward(y, e float64) {
	if e >= 1 {
		p.full++
		p.fullMoment += y
		return
	}
	rho := e / (1 - e)
	p.odds += rho
	p.moment += float64(rho * y)
}

// From returns where a point at z is pulled to. Pulls of strength 1 override z
// and all other pulls; it then returns the mean of their points.
func (p *OddsPull) From(z float64) float64 {
	if p.full > 0 {
		return p.fullMoment / p.full
	}
	if p.odds == 0 {
		return z
	}
	return (z + p.moment) / (1 + p.odds)
}

// Substituting is the share of a lever's strength that remains when another
// lever of base strength e compensates for the given share of it.
func Substituting(share, e float64) float64 { return 1 - float64(share*e) }
