package analysis

import (
	"math"
	"slices"

	"sim/model/montecarlo"
)

// An Index is how much of a measure's variance a group of inputs accounts for.
// For groups that are independent of each other First ≤ Total, and what lies
// between is what the group does only in company with others.
type Index struct {
	// First is the share of the variance that the group explains on its own:
	// by how much it would shrink if the group were known. It comes from both
	// swaps at once (Azzini, Mara & Rosati 2021): exactly 0 for a group that does
	// nothing, and close for one that does little.
	First montecarlo.Estimate
	// Total is the share that stays if all but the group is known (Jansen 1999,
	// averaged over both swaps).
	Total montecarlo.Estimate
	// Saltelli and Jansen are First by the estimators of Saltelli et al. (2010,
	// table 2b, centred) and of Jansen (1999), averaged over both swaps, for
	// comparison: they need more draws for the same error.
	Saltelli, Jansen montecarlo.Estimate
}

// parts is in how many parts the rows of a sample are taken for errors.
const parts = 8

// Indices reads the indices of the plan's groups off the values of a measure
// in its draws. Row j belongs to part j mod 8; the error is that between parts,
// which for a sobol sampler are its independent replicates. A group's figures
// are not numbers where the measure never varies, and where it lacks a value
// in some draw.
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
			First: between(n, whole.first, first), Total: between(n, whole.total, total),
			Saltelli: between(n, whole.saltelli, saltelli), Jansen: between(n, whole.jansen, jansen),
		}
		if x := &out[g]; x.First.Value == 0 && x.First.Error == 0 && x.Total.Value > 0 {
			// It did something in both companies in no row at all: the error is what it
			// would be if what it does in one said nothing of what it does in the other.
			x.First = interval(n, 0, x.Total.Value/math.Sqrt(float64(n)))
		}
	}
	return out
}

// between is a figure of the whole with the error between its parts.
func between(n int, whole float64, values []float64) montecarlo.Estimate {
	if len(values) < 2 || math.IsNaN(whole) || slices.ContainsFunc(values, math.IsNaN) {
		e := unknown(n)
		e.Value = whole
		return e
	}
	return montecarlo.Replicated(interval(n, whole, 0), values)
}

// indices are the estimates from one set of rows.
type indices struct{ first, total, saltelli, jansen float64 }

// indexOf estimates the indices from rows from, from + step, … of f(A), f(B),
// f of A with the group from B, and f of B with the group from A. The first
// and the total index are
//
//	2 Σ (f(BA) − f(B))(f(A) − f(AB)) / D  and  Σ ((f(B) − f(BA))² + (f(A) − f(AB))²) / D,
//	D = Σ (f(A) − f(B))² + (f(BA) − f(AB))²
//
// (Azzini, Mara & Rosati 2021). What a group does shows in two
// companies that have nothing in common, and only where it does something.
func indexOf(a, b, ab, ba []float64, from, step int) indices {
	var together, apart, all float64
	for j := from; j < len(a); j += step {
		inA, inB := a[j]-ab[j], ba[j]-b[j] // what the group's change from B to A does
		together += inA * inB
		apart += inA*inA + inB*inB
		all += (a[j]-b[j])*(a[j]-b[j]) + (ba[j]-ab[j])*(ba[j]-ab[j])
	}
	if !(all > 0) {
		nan := math.NaN()
		return indices{nan, nan, nan, nan}
	}
	one, other := indexFrom(a, b, ab, from, step), indexFrom(b, a, ba, from, step)
	return indices{first: 2 * together / all, total: apart / all, saltelli: (one.saltelli + other.saltelli) / 2, jansen: (one.jansen + other.jansen) / 2}
}

// indexFrom estimates the indices from f of A with the group from B alone.
// Without taking off the mean, saltelli would come out far worse where the mean
// is large.
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
		variance += (x*x + y*y) / (2 * n)
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
