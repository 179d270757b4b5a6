package analysis

import (
	"math"
	"slices"

	"sim/model/montecarlo"
)

// An Index holds the Sobol indices of a group of inputs for a measure, as
// shares of its variance. For independent groups First ≤ Total; the difference
// is due to interactions with other groups.
type Index struct {
	// First is the first-order index: the share of the variance that the group
	// explains alone. It uses both A_B and B_A (Azzini, Mara & Rosati 2021), so
	// it is exactly 0 for a group without influence and accurate for a small
	// one.
	First montecarlo.Estimate
	// Total is the total index: the share of the variance that remains if all
	// other groups are known (Jansen 1999, averaged over A_B and B_A).
	Total montecarlo.Estimate
	// Saltelli and Jansen are First by the estimators of Saltelli et al. (2010,
	// table 2b, centred) and Jansen (1999), averaged over A_B and B_A. They
	// need more draws for the same error and are given for comparison.
	Saltelli, Jansen montecarlo.Estimate
}

// parts is the number of parts of a sample between which errors are estimated.
const parts = 8

// Indices estimates the indices of the plan's groups from the values of a
// measure in the plan's draws. Row j belongs to part j mod 8; the error is that
// between parts, which for a sobol sampler are its independent replicates. The
// estimates are NaN if the measure is constant or has no value in some draw.
func (p *SaltelliPlan) Indices(values []float64) []Index {
	n := p.Size
	block := func(k int) []float64 { return values[k*n : (k+1)*n] }
	out := make([]Index, len(p.Groups))
	for g := range out {
		a, b, ab, ba := block(0), block(1), block(2+2*g), block(3+2*g)
		whole := indexOf(a, b, ab, ba, 0, 1)
		var first, total, saltelli, jansen []float64
		for r := 0; r < parts && n >= 2*parts; r++ {
			x := indexOf(a, b, ab, ba, r, parts)
			first, total = append(first, x.first), append(total, x.total)
			saltelli, jansen = append(saltelli, x.saltelli), append(jansen, x.jansen)
		}
		out[g] = Index{
			First: betweenParts(n, whole.first, first), Total: betweenParts(n, whole.total, total),
			Saltelli: betweenParts(n, whole.saltelli, saltelli), Jansen: betweenParts(n, whole.jansen, jansen),
		}
		if x := &out[g]; x.First.Value == 0 && x.First.Error == 0 && x.Total.Value > 0 {
			// No row showed an effect in both A and B. The error is that of two
			// effects that are independent of each other.
			x.First = interval(n, 0, x.Total.Value/math.Sqrt(float64(n)))
		}
	}
	return out
}

// betweenParts returns the estimate for the whole with the error between its parts.
func betweenParts(n int, whole float64, values []float64) montecarlo.Estimate {
	if len(values) < 2 || math.IsNaN(whole) || slices.ContainsFunc(values, math.IsNaN) {
		e := unknown(n)
		e.Value = whole
		return e
	}
	return montecarlo.Replicated(interval(n, whole, 0), values)
}

// indices holds the estimates from one set of rows.
type indices struct{ first, total, saltelli, jansen float64 }

// indexOf estimates the indices from the rows from, from + step, … of f(A),
// f(B), f(A_B), which has the group's inputs from B, and f(B_A), which has them
// from A. With AB and BA for these, the first-order and the total index are
//
//	2 Σ (f(BA) − f(B))(f(A) − f(AB)) / D  and  Σ ((f(B) − f(BA))² + (f(A) − f(AB))²) / D,
//	D = Σ (f(A) − f(B))² + (f(BA) − f(AB))²
//
// (Azzini, Mara & Rosati 2021). The differences are the effects of the same
// change of the group in two independent settings of all other inputs.
func indexOf(a, b, ab, ba []float64, from, step int) indices {
	var together, apart, all float64
	for j := from; j < len(a); j += step {
		inA, inB := a[j]-ab[j], ba[j]-b[j] // effect of changing the group from B to A
		together += float64(inA * inB)
		apart += float64(inA*inA) + float64(inB*inB)
		all += float64((a[j]-b[j])*(a[j]-b[j])) + float64((ba[j]-ab[j])*(ba[j]-ab[j]))
	}
	if !(all > 0) {
		nan := math.NaN()
		return indices{nan, nan, nan, nan}
	}
	one, other := indexFrom(a, b, ab, from, step), indexFrom(b, a, ba, from, step)
	return indices{first: 2 * together / all, total: apart / all, saltelli: (one.saltelli + other.saltelli) / 2, jansen: (one.jansen + other.jansen) / 2}
}

// indexFrom estimates the indices from f(A_B) only. The mean is subtracted:
// without that, saltelli is much less accurate if the mean is large.
func indexFrom(a, b, ab []float64, from, step int) indices {
	n, sum := 0.0, 0.0
	for j := from; j < len(a); j += step {
		n++
		sum += a[j] + b[j]
	}
	mean := sum / (2 * n)
	variance, saltelli, jansen, total := 0.0, 0.0, 0.0, 0.0
	for j := from; j < len(a); j += step {
		x, y, z := a[j]-mean, b[j]-mean, ab[j]-mean
		variance += (float64(x*x) + float64(y*y)) / (2 * n)
		saltelli += y * (z - x) / n
		jansen += (y - z) * (y - z) / (2 * n)
		total += (x - z) * (x - z) / (2 * n)
	}
	if !(variance > 0) {
		nan := math.NaN()
		return indices{nan, nan, nan, nan}
	}
	return indices{first: saltelli / variance, total: total / variance, saltelli: saltelli / variance, jansen: (variance - jansen) / variance}
}
