package analysis

import (
	"math"

	"sim/model/portable"
)

// A Pool combines the outcome shares of several theories. Show it only next to
// the shares of each theory.
type Pool struct {
	Shares       []float64 // Σ w·p by class: the linear opinion pool (Stone 1961)
	Lower, Upper []float64 // the envelope: smallest and largest share of the class under any theory

	// Divergence is the generalised Jensen–Shannon divergence in nats (Lin
	// 1991, eq. 5.1): H(Σ w·p) − Σ w·H(p) ≥ 0; 0 if all theories agree.
	Divergence float64
	// Disagreement is Divergence divided by its maximum, the entropy of the
	// weights: 0 if all theories agree or there is only one, 1 if no two
	// theories share a class.
	Disagreement float64

	Modal          int     // class with the largest pooled share; ties go to the first
	ModalAgreement float64 // weight of the theories for which Modal is the largest class
}

// NewPool pools the theories' shares: shares[m][c] is the share of draws that
// end in class c under theory m. Each row sums to 1, and so do the weights.
// Without theories the Pool is empty.
func NewPool(shares [][]float64, weights []float64) Pool {
	var p Pool
	if len(shares) == 0 {
		return p
	}
	classes := len(shares[0])
	p.Shares, p.Lower, p.Upper = make([]float64, classes), make([]float64, classes), make([]float64, classes)
	for c := range classes {
		lower, upper, sum := math.Inf(1), math.Inf(-1), 0.0
		for m := range shares {
			sum += float64(weights[m] * shares[m][c])
			lower, upper = min(lower, shares[m][c]), max(upper, shares[m][c])
		}
		// Rounding can move a mean slightly outside the range of its terms.
		p.Shares[c], p.Lower[c], p.Upper[c] = min(max(sum, lower), upper), lower, upper
	}
	p.Modal = largest(p.Shares)
	for m := range shares {
		for c, share := range shares[m] {
			if share > 0 {
				p.Divergence += float64(weights[m] * share * portable.Log(share/p.Shares[c]))
			}
		}
		if largest(shares[m]) == p.Modal {
			p.ModalAgreement += weights[m]
		}
	}
	p.Divergence = max(p.Divergence, 0)
	if most := entropy(weights); most > 0 {
		p.Disagreement = min(p.Divergence/most, 1)
	}
	return p
}

// Contamination is the default of how far the weights are doubted.
const Contamination = 0.5

// Robust returns the range of the pooled share of class c if a part of the
// weight, doubt in [0, 1], could belong to any theory (ε-contamination: Berger
// 1985, section 4.7): from (1−ε)·pool + ε·lower to (1−ε)·pool + ε·upper.
func (p *Pool) Robust(c int, doubt float64) (lower, upper float64) {
	return float64((1-doubt)*p.Shares[c]) + float64(doubt*p.Lower[c]), float64((1-doubt)*p.Shares[c]) + float64(doubt*p.Upper[c])
}

// largest returns the index of the largest value; ties go to the first.
func largest(xs []float64) int {
	at := 0
	for i := range xs {
		if xs[i] > xs[at] {
			at = i
		}
	}
	return at
}

// entropy is Shannon's entropy in nats.
func entropy(ps []float64) (h float64) {
	for _, p := range ps {
		if p > 0 {
			h -= float64(p * portable.Log(p))
		}
	}
	return h
}
