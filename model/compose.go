package model

import "math"

// The laws by which levers that act on the same thing combine. Each is
// commutative and associative in its sums, so that the order in which levers
// are listed never matters (model 1.4).

// probabilityClamp keeps the log-odds of a certain event finite.
const probabilityClamp = 1e-9

// ShiftLogit moves a probability q by push log-odds: σ(logit q + push). A push of
// 0 leaves q as it is to the last bit.
func ShiftLogit(q, push float64) float64 {
	if push == 0 {
		return q
	}
	q = min(max(q, probabilityClamp), 1-probabilityClamp)
	// One exponential instead of a logarithm and an exponential.
	return q / (q + (1-q)*math.Exp(-push))
}

// A ProbSum collects effects that close a share of the remaining gap: two of 0.5
// make 0.75 (probabilistic sum). Additive effects add up to at most 1 first
// (bounded sum). The zero Sum is not ready; start from NewSum.
type ProbSum struct{ added, open float64 }

// NewProbSum is the sum of no effects.
func NewProbSum() ProbSum { return ProbSum{open: 1} }

// Add adds an effect e in [0, 1]; additive effects make a bounded sum, others
// a probabilistic one.
func (s *ProbSum) Add(e float64, additive bool) {
	if additive {
		s.added += e
		return
	}
	s.open *= 1 - e
}

// Total is the sum, in [0, 1].
func (s ProbSum) Total() float64 { return 1 - (1-min(1, s.added))*s.open }

// A OddsPull collects pulls of a point toward others with odds weights e/(1−e):
// z' = (z + Σρy)/(1 + Σρ). A single pull closes the share e of the distance.
// The zero Pull is ready to use.
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
	p.moment += rho * y
}

// From is where a point at z ends up; pulls of full strength leave nothing of
// z and end at the mean of their points.
func (p *OddsPull) From(z float64) float64 {
	if p.full > 0 {
		return p.fullMoment / p.full
	}
	if p.odds == 0 {
		return z
	}
	return (z + p.moment) / (1 + p.odds)
}

// Substituting is the share of a lever's strength that is left when another
// lever of base strength e makes up for the given share of it.
func Substituting(share, e float64) float64 { return 1 - share*e }
