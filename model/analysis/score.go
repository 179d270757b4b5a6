package analysis

import "math"

// Brier is the mean squared distance of shares from what came about, y being 1
// where it did and else 0 (Brier 1950): 0 is best, 1 worst.
func Brier(p, y []float64) float64 {
	sum := 0.0
	for i := range p {
		d := p[i] - y[i]
		sum += d * d
	}
	return sum / float64(len(p))
}

// LogScore is Σ ln of the share given to what came about (Good 1952): 0 is best,
// −Inf where something came about that was given no share.
func LogScore(p, y []float64) float64 {
	sum := 0.0
	for i := range p {
		sum += math.Log(y[i]*p[i] + (1-y[i])*(1-p[i]))
	}
	return sum
}

// RankedProbability is the ranked probability score of shares of ordered classes
// (Epstein 1969), over the number of classes less one: 0 is best, 1 worst; what
// came close counts as better than what did not.
func RankedProbability(p []float64, observed int) float64 {
	sum, below := 0.0, 0.0
	for k := range len(p) - 1 {
		below += p[k]
		d := below
		if k >= observed {
			d--
		}
		sum += d * d
	}
	return sum / float64(len(p)-1)
}

// Temper moves prior weights by how well theories did, w ∝ prior·exp(τ·score):
// all the way by Bayes's rule at τ = 1, less at smaller ones. With fewer than
// some twenty cases τ should not exceed a half.
func Temper(prior, logScores []float64, temper float64) []float64 {
	top := math.Inf(-1)
	for m, s := range logScores {
		if prior[m] > 0 {
			top = max(top, s)
		}
	}
	weights, total := make([]float64, len(prior)), 0.0
	for m := range weights {
		if prior[m] > 0 {
			weights[m] = prior[m] * math.Exp(temper*(logScores[m]-top))
			total += weights[m]
		}
	}
	for m := range weights {
		weights[m] /= total
	}
	return weights
}
