package montecarlo

import (
	"math"

	"sim/model/portable"
)

// Survival estimates, of the draws that signed a settlement or ceasefire, the
// share in which it is still in force after 0, 1, 2 … rounds. It is the
// product-limit estimator S(k) = Π (1 − endedⱼ/atRiskⱼ), j ≤ k (Kaplan & Meier
// 1958); draws that reach the horizon are censored. The variance is Greenwood's
// (1926), and the 95% interval that of ln(−ln S) (Kalbfleisch & Prentice 1980),
// which stays in [0, 1]; until the first deal ends it is Wilson's. N is the
// number of draws at risk in that round. The list stops after the last round
// with any at risk; it is nil if no deal was signed.
func (r *RoundTally) Survival() []Estimate {
	watched := 0
	for _, n := range r.Lasted {
		watched += n
	}
	if watched == 0 {
		return nil
	}
	s, greenwood := 1.0, 0.0
	curve := []Estimate{Share(watched, watched)}
	for k := 1; k < len(r.Lasted); k++ {
		ended := r.Ended[k-1]
		watched -= r.Lasted[k-1] - ended // minus those censored after k − 1 rounds
		if watched == 0 {
			break
		}
		n, d := float64(watched), float64(ended)
		s = float64(s * (1 - d/n))
		greenwood += d / (n * (n - d))
		curve = append(curve, survivalEstimate(watched, s, greenwood))
		watched -= ended
	}
	return curve
}

// survivalEstimate adds the errors to the product-limit estimate s, with n
// draws at risk and Greenwood's sum.
func survivalEstimate(n int, s, greenwood float64) Estimate {
	switch s {
	case 1:
		return Share(n, n)
	case 0:
		return Share(0, n)
	}
	root := math.Sqrt(greenwood)
	e := Estimate{N: n, Value: s, Error: float64(s * root)}
	theta := portable.Exp(z975 * root / portable.Log(s)) // ln s < 0, so theta < 1
	e.Lower, e.Upper = portable.Pow(s, 1/theta), portable.Pow(s, theta)
	return e
}
