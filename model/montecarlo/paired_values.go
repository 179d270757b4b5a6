package montecarlo

import "math"

// PairedValues holds the values of a quantity in two runs with the same draws,
// from which quantiles at given levels are compared. Memory is bounded as that
// of Values. How values below the two quantiles go together is counted exactly
// for up to headDraws draws; beyond that it is counted below the quantiles of
// these first draws.
type PairedValues struct {
	a, b   Values
	levels []jointCount
	head   [2][]float64 // values of the first draws; nil once there are too many
	draws  int
	most   int // draws in head; 0: no bound
}

// headDraws is how many paired draws are stored.
const headDraws = 4096

// A jointCount counts the paired draws whose values lie below two bounds, of
// the draws that have both.
type jointCount struct {
	p      float64 // level of the quantiles
	bounds [2]float64
	n      int
	below  [2]int
	both   int
}

// NewPairedValues returns PairedValues in bounded memory for quantiles at the
// given levels, each between 0 and 1. replicated is as in NewValues.
func NewPairedValues(replicated bool, levels ...float64) *PairedValues {
	v := &PairedValues{a: *NewValues(replicated), b: *NewValues(replicated), most: headDraws}
	for _, p := range levels {
		v.levels = append(v.levels, jointCount{p: p})
	}
	return v
}

// Add adds the values of the next draws in each run; NaN means that a draw has
// no value.
func (v *PairedValues) Add(xs, ys []float64) {
	v.a.Add(v.draws, xs)
	v.b.Add(v.draws, ys)
	if v.most > 0 && v.draws <= v.most && v.draws+len(xs) > v.most {
		for i := range v.levels {
			c := &v.levels[i]
			c.bounds = [2]float64{quantileOf(v.head[0], c.p), quantileOf(v.head[1], c.p)}
			c.count(v.head[0], v.head[1])
		}
		v.head = [2][]float64{}
	}
	if v.draws += len(xs); v.most == 0 || v.draws <= v.most {
		v.head[0], v.head[1] = append(v.head[0], xs...), append(v.head[1], ys...)
		return
	}
	for i := range v.levels {
		v.levels[i].count(xs, ys)
	}
}

func quantileOf(xs []float64, p float64) float64 { return Quantile(xs, p, false).Value }

func (c *jointCount) count(xs, ys []float64) {
	for i, x := range xs {
		y := ys[i]
		if math.IsNaN(x) || math.IsNaN(y) {
			continue
		}
		c.n++
		first, second := x <= c.bounds[0], y <= c.bounds[1]
		if first {
			c.below[0]++
		}
		if second {
			c.below[1]++
		}
		if first && second {
			c.both++
		}
	}
}

// Quantile compares the quantile at one of the levels; see QuantileDifference.
func (v *PairedValues) Quantile(p float64) (x, y, d Estimate) {
	a, b := v.a.ordered(), v.b.ordered()
	return quantileDifference(a, b, p, func(x, y float64) float64 {
		for i := range v.levels {
			if c := &v.levels[i]; c.p == p && c.n > 0 {
				return c.correlation(a.n(), b.n())
			}
		}
		return headCorrelation(v.head[0], v.head[1], x, y, p, a.n(), b.n())
	})
}

// correlation returns the correlation of the shares of values below the
// bounds, of which one run has so many and the other so many.
func (c *jointCount) correlation(first, second int) float64 {
	n := float64(c.n)
	p, q := float64(c.below[0])/n, float64(c.below[1])/n
	together := float64(c.both) - float64(n*p*q)
	return together / math.Sqrt(p*(1-p)*q*(1-q)*float64(first)*float64(second))
}

// headCorrelation is correlation below the quantiles x and y at p themselves.
func headCorrelation(xs, ys []float64, x, y, p float64, first, second int) float64 {
	together := 0.0
	for i := range xs {
		if !math.IsNaN(xs[i]) && !math.IsNaN(ys[i]) {
			together += float64((indicator(xs[i] <= x) - p) * (indicator(ys[i] <= y) - p))
		}
	}
	return together / (p * (1 - p) * math.Sqrt(float64(first)*float64(second)))
}
