package analysis

import (
	"math"
	"slices"

	"sim/model/montecarlo"
	"sim/model/portable"
)

// An InputRank measures the influence of one input on a measure, estimated from
// the draws of a run without any further draws. All estimates are near 0 for an
// input without influence; FirstOrder and Xi do not assume a linear or monotone
// effect.
type InputRank struct {
	Column int // of the input
	N      int // number of draws in which the measure has a value
	// Rank is Spearman's rank correlation, −1 to 1: the direction and the
	// strength of a monotone relation.
	Rank montecarlo.Estimate
	// FirstOrder is the first-order Sobol index, 0 to 1: the share of the
	// measure's variance that the input explains alone.
	FirstOrder montecarlo.Estimate
	// Xi is Chatterjee's ξ, 0 to 1: how far the measure is a function of the
	// input, in ranks. For a share it estimates FirstOrder.
	Xi montecarlo.Estimate
}

// fewestDraws is the minimum number of draws for a ranking.
const fewestDraws = 30

// Rank measures the influence of each input on each of several measures of the
// same draws. inputs[c][i] is input c of draw i, and measures[m][i] is measure
// m, or NaN for no value; such draws are ignored. The result lists the inputs
// in order of columns, by measure. The estimates are NaN for fewer than 30
// draws, and if the measure or the input is constant.
//
// Draw i belongs to replicate i mod replicates; replicates is 0 if draws are
// independent, as they should be: points of Sobol sequences fill some pairs of
// dimensions unevenly, in the same way in all replicates, so one input can seem
// to have the effect of another. With replicates the error of Rank is that
// between them; that of FirstOrder remains that of independent draws, which is
// too large rather than too small. Coupled inputs share their effects as well.
func Rank(inputs, measures [][]float64, replicates int) [][]InputRank {
	out := make([][]InputRank, len(measures))
	of, parts := make([]*ranking, len(measures)), make([][]*ranking, len(measures))
	for m, y := range measures {
		out[m], of[m] = make([]InputRank, len(inputs)), newRanking(y)
		for r := range replicates {
			parts[m] = append(parts[m], newRanking(every(y, r, replicates)))
		}
	}
	for c, x := range inputs {
		order := sortedBy(x)
		for m, k := range of {
			k.sortBy(x, order)
			out[m][c] = InputRank{Column: c, N: k.n, Rank: k.spearman(), FirstOrder: k.firstOrder(), Xi: k.chatterjee()}
			if correlations := correlations(x, parts[m]); correlations != nil {
				out[m][c].Rank = montecarlo.Replicated(out[m][c].Rank, correlations)
			}
		}
	}
	return out
}

// correlations returns the rank correlation with input x in each replicate; nil
// if there is none, or one has no value.
func correlations(x []float64, of []*ranking) (values []float64) {
	for r, k := range of {
		own := every(x, r, len(of))
		k.sortBy(own, sortedBy(own))
		value := k.spearman().Value
		if math.IsNaN(value) {
			return nil
		}
		values = append(values, value)
	}
	return values
}

// every takes the draws of replicate r from a column by draw.
func every(xs []float64, r, replicates int) []float64 {
	var own []float64
	for i := r; i < len(xs); i += replicates {
		own = append(own, xs[i])
	}
	return own
}

// Strength is the larger z-score of FirstOrder and Rank: the estimate divided
// by its standard error.
func (r *InputRank) Strength() float64 {
	return max(r.FirstOrder.Value/r.FirstOrder.Error, math.Abs(r.Rank.Value)/r.Rank.Error)
}

// Significant reports whether the input is significant as one of the given
// number of inputs, at the 5% level with Bonferroni's adjustment.
func (r *InputRank) Significant(of int) bool {
	return r.Strength() > BonferroniZ(of)
}

// BonferroniZ returns the Bonferroni-adjusted normal quantile: if none of the
// given number of inputs has an influence, the largest z-score exceeds it with
// probability 5% at most.
func BonferroniZ(of int) float64 { return portable.NormalQuantile(1 - 0.05/float64(max(2, of))) }

// sortedBy lists the draws in which x has a value, sorted by value; ties stay
// in the order of the draws.
func sortedBy(x []float64) []int32 {
	order := make([]int32, 0, len(x))
	for i, v := range x {
		if !math.IsNaN(v) {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	return order
}

// A ranking is a measure, sorted by one input after another.
type ranking struct {
	values                 []float64 // by draw, minus the mean; NaN: no value
	midRank                []float64 // by draw: mid-rank of the value, 0 to 1
	levels                 tieLevels // of all values
	partLevels             [parts]tieLevels
	n                      int
	variance               float64   // of the values, divisor n
	midRankVariance        float64   // of the mid-ranks
	x, y, r                []float64 // inputs, values and mid-ranks in the order of the input
	draws                  []int32   // the draws in the order of the input
	prefixSums, neighbours []float64 // prefix sums of the values; means of the neighbours
}

func newRanking(values []float64) *ranking {
	k := &ranking{values: slices.Clone(values), midRank: make([]float64, len(values))}
	order := sortedBy(values)
	mean := 0.0
	for _, i := range order {
		mean += values[i]
	}
	k.n = len(order)
	n := float64(k.n)
	mean /= n
	for i := range k.values {
		k.values[i] -= mean
	}
	for from := 0; from < k.n; {
		to := from + 1
		for to < k.n && values[order[to]] == values[order[from]] {
			to++
		}
		m := float64(from+to) / 2 / n
		for _, i := range order[from:to] {
			k.midRank[i] = m
		}
		k.midRankVariance += float64(float64(to-from) / n * (m - 0.5) * (m - 0.5))
		from = to
	}
	for _, i := range order {
		k.variance += k.values[i] * k.values[i] / n
	}
	k.setLevels(order)
	return k
}

// sortBy sorts the measure by an input.
func (k *ranking) sortBy(x []float64, order []int32) {
	k.x, k.y, k.r, k.draws = k.x[:0], k.y[:0], k.r[:0], k.draws[:0]
	for _, i := range order {
		if v := k.values[i]; !math.IsNaN(v) {
			k.x, k.y, k.r, k.draws = append(k.x, x[i]), append(k.y, v), append(k.r, k.midRank[i]), append(k.draws, i)
		}
	}
}

// constant reports whether nothing can be estimated: too few draws, or a
// constant measure or input.
func (k *ranking) constant() bool {
	return k.n < fewestDraws || k.midRankVariance == 0 || k.x[0] == k.x[k.n-1]
}

// spearman estimates the correlation of mid-ranks (Spearman 1904). Its interval
// is that of Fisher's z with variance (1 + ρ²/2)/(n − 3) (Bonett & Wright
// 2000).
func (k *ranking) spearman() montecarlo.Estimate {
	if k.constant() {
		return unknown(k.n)
	}
	n := float64(k.n)
	together, variance := 0.0, 0.0
	for from := 0; from < k.n; {
		to := from + 1
		for to < k.n && k.x[to] == k.x[from] {
			to++
		}
		m := float64(from+to)/2/n - 0.5
		for _, r := range k.r[from:to] {
			together += float64(m * (r - 0.5))
		}
		variance += float64(float64(to-from) * m * m)
		from = to
	}
	rho := together / math.Sqrt(variance*n*k.midRankVariance)
	rho = min(max(rho, -1), 1)
	e := math.Sqrt((1 + rho*rho/2) / (n - 3))
	const z975 = 1.959963984540054
	z := portable.Atanh(min(max(rho, -1+1e-12), 1-1e-12))
	return montecarlo.Estimate{N: k.n, Value: rho, Error: float64((1 - float64(rho*rho)) * e), Lower: portable.Tanh(z - float64(z975*e)), Upper: portable.Tanh(z + float64(z975*e))}
}

// firstOrder estimates the first-order Sobol index, Σ yⱼ·ȳⱼ/Σ yⱼ², with yⱼ the
// centred values in the order of the input and ȳⱼ the mean of the neighbours up
// to √n places away on either side, reflected at the ends. With only the next
// neighbour it is the rank estimator of Gamboa, Gremaud, Klein & Lagnoux (2022,
// eq. 13); more neighbours reduce its error (Lin & Han 2023), at a bias of
// order 1/n. The estimate can be slightly negative.
func (k *ranking) firstOrder() montecarlo.Estimate {
	if k.constant() {
		return unknown(k.n)
	}
	n, reach := k.n, int(math.Sqrt(float64(k.n)))
	k.prefixSums = append(k.prefixSums[:0], 0)
	sum := 0.0
	for _, v := range k.y {
		sum += v
		k.prefixSums = append(k.prefixSums, sum)
	}
	k.neighbours = k.neighbours[:0]
	together := 0.0
	for j, v := range k.y {
		from, to := max(0, j-reach), min(n, j+reach+1)
		near := k.prefixSums[to] - k.prefixSums[from] - v +
			k.prefixSums[max(0, reach-j)] + k.prefixSums[n] - k.prefixSums[min(n, 2*n-1-j-reach)] // reflection at the ends
		near /= float64(2 * reach)
		k.neighbours = append(k.neighbours, near)
		together += float64(v * near)
	}
	s := together / float64(n) / k.variance
	// The error follows from each draw's contribution: its squared distance
	// from the mean of its neighbours, minus its share of the variance. That
	// distance has an error of its own, which is as large as that of S if the
	// input has no influence.
	var mean, square float64
	for j, v := range k.y {
		t := float64((v-k.neighbours[j])*(v-k.neighbours[j])) - float64((1-s)*v*v)
		mean += t / float64(n)
		square += t * t / float64(n)
	}
	within := float64((1 - s) * k.variance)
	noise := within * within / float64(n*reach)
	variance := max((square-float64(mean*mean))/float64(n)-noise, 0.75*noise) // at least, because chance can make it too small
	return interval(n, s, math.Sqrt(variance)/k.variance)
}

// unknown is an estimate without a value.
func unknown(n int) montecarlo.Estimate {
	nan := math.NaN()
	return montecarlo.Estimate{N: n, Value: nan, Error: nan, Lower: nan, Upper: nan}
}
