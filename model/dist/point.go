package dist

import "sim/model"

// Point returns the distribution that is always x: the meaning of a plain
// number as a part of a mixture.
func Point(x float64) model.Dist { return point(x) }

type point float64

func (d point) Quantile(float64) float64 { return float64(d) }
func (d point) Mean() float64            { return float64(d) }
func (d point) Variance() float64        { return 0 }
func (d point) atoms() []float64         { return []float64{float64(d)} }

func (d point) CDF(x float64) float64 {
	if x < float64(d) {
		return 0
	}
	return 1
}
