package analysis

import "math"

// A Pool is what several theories say about a set of classes, one of which
// every draw ends in, taken together. It is nothing without what each says.
type Pool struct {
	Shares       []float64 // Σ w·p by class: the linear opinion pool (Stone 1961)
	Lower, Upper []float64 // the envelope: the smallest and the largest share that a theory gives the class

	// Divergence is the generalised Jensen–Shannon divergence in nats (Lin
	// 1991, eq. 5.1): H(Σ w·p) − Σ w·H(p) ≥ 0; 0 if all theories agree.
	Divergence float64
	// Disagreement is Divergence over the entropy of the weights, which it
	// cannot exceed: 0 if all theories agree, 1 if no two share a class, 0 for
	// a single theory.
	Disagreement float64

	Modal          int     // class with the largest pooled share, the first of equal ones
	ModalAgreement float64 // weight of the theories whose own largest class that is
}

// NewPool pools the theories' shares: shares[m][c] is the share of draws that
// end in class c under theory m; each row sums to 1, and so do the weights.
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
			sum += weights[m] * shares[m][c]
			lower, upper = min(lower, shares[m][c]), max(upper, shares[m][c])
		}
		// Rounding may carry a mean out of the range of its terms by a bit.
		p.Shares[c], p.Lower[c], p.Upper[c] = min(max(sum, lower), upper), lower, upper
	}
	p.Modal = largest(p.Shares)
	for m := range shares {
		for c, share := range shares[m] {
			if share > 0 {
				p.Divergence += weights[m] * share * math.Log(share/p.Shares[c])
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

// Contamination is how far weights are doubted unless told otherwise.
const Contamination = 0.5

// Robust is the range of the pooled share of class c if a part doubt, in
// [0, 1], of the weight may lie anywhere among the theories (ε-contamination:
// Berger 1985, section 4.7): (1−ε)·pool + ε·lower to (1−ε)·pool + ε·upper.
func (p *Pool) Robust(c int, doubt float64) (lower, upper float64) {
	return (1-doubt)*p.Shares[c] + doubt*p.Lower[c], (1-doubt)*p.Shares[c] + doubt*p.Upper[c]
}

// largest is the index of the largest value, the first of equal ones.
func largest(xs []float64) int {
	at := 0
	for i := range xs {
		if xs[i] > xs[at] {
			at = i
		}
	}
	return at
}

// entropy is Shannon's, in nats.
func entropy(ps []float64) (h float64) {
	for _, p := range ps {
		if p > 0 {
			h -= p * math.Log(p)
		}
	}
	return h
}
