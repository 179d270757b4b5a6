package analysis

import (
	"math"

	"sim/model/portable"
)

// Brier is the Brier score (Brier 1950): the mean squared difference of
// predicted shares p from outcomes y, which are 1 or 0. 0 is best, 1 worst.
func Brier(p, y []float64) float64 {
	sum := 0.0
	for i := range p {
		d := p[i] - y[i]
		sum += float64(d * d)
	}
	return sum / float64(len(p))
}

// LogScore is the logarithmic score (Good 1952): the sum of ln of the share
// predicted for what happened. 0 is best; it is −Inf if something happened
// whose share was 0.
func LogScore(p, y []float64) float64 {
	sum := 0.0
	for i := range p {
		sum += portable.Log(float64(y[i]*p[i]) + float64((1-y[i])*(1-p[i])))
	}
	return sum
}

// RankedProbability is the ranked probability score of shares p of ordered
// classes (Epstein 1969), divided by the number of classes minus one: 0 is
// best, 1 worst. Predictions close to the observed class score better than
// distant ones.
func RankedProbability(p []float64, observed int) float64 {
	sum, below := 0.0, 0.0
	for k := range len(p) - 1 {
		below += p[k]
		d := below
		if k >= observed {
			d--
		}
		sum += float64(d * d)
	}
	return sum / float64(len(p)-1)
}

// ContinuousRanked is the continuous ranked probability score of a sample, given in
// ascending order, for what happened: ∫ (F(z) − 1{z ≥ y})² dz = E|X − y| − ½·E|X − X'|
// of the sample's distribution (Matheson & Winkler 1976, Management Science 22;
// Gneiting & Raftery 2007, Journal of the American Statistical Association 102,
// equation 21). It is in the sample's unit; 0 is best; for a single value it is the
// absolute error. NaN without values.
func ContinuousRanked(sorted []float64, y float64) float64 {
	n := float64(len(sorted))
	off, spread := 0.0, 0.0
	for i, x := range sorted {
		off += math.Abs(x-y) / n
		spread += float64((2*float64(i) + 1 - n) * x / n / n)
	}
	if n == 0 {
		return math.NaN()
	}
	return off - spread
}

// Temper adjusts prior weights by how well theories predicted, w ∝
// prior·exp(τ·score): fully by Bayes's rule at τ = 1, less at smaller τ. With
// fewer than about twenty cases τ should be at most one half. The weights sum
// to 1.
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
			weights[m] = float64(prior[m] * portable.Exp(float64(temper*(logScores[m]-top))))
			total += weights[m]
		}
	}
	for m := range weights {
		weights[m] /= total
	}
	return weights
}
