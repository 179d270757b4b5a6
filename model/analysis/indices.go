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
	// by how much it would shrink if the group were known. Saltelli et al.
	// (2010, table 2b), centred: exactly 0 for a group that does nothing.
	First montecarlo.Estimate
	// Total is the share that stays if all but the group is known (Jansen 1999).
	Total montecarlo.Estimate
	// Jansen is First by the estimator of Jansen (1999), for comparison: better
	// where the group explains nearly everything, worse where next to nothing.
	Jansen montecarlo.Estimate
}

// parts is in how many parts the rows of a sample are taken for errors.
const parts = 8

// Indices reads the indices of the plan's groups off the values of a measure
// in its draws. Row j belongs to part j mod 8; the error is that between parts,
// which for a sobol sampler are its independent replicates. A group's figures
// are not numbers where the measure never varies, and where it lacks a value
// in some draw.
func (p *Swaps) Indices(values []float64) []Index {
	n := p.Size
	block := func(k int) []float64 { return values[k*n : (k+1)*n] }
	out := make([]Index, len(p.Groups))
	for g := range out {
		whole := indexOf(block(0), block(1), block(2+g), 0, 1)
		var first, total, jansen []float64
		for r := 0; r < parts && n >= 2*parts; r++ {
			x := indexOf(block(0), block(1), block(2+g), r, parts)
			first, total, jansen = append(first, x.first), append(total, x.total), append(jansen, x.jansen)
		}
		out[g] = Index{between(n, whole.first, first), between(n, whole.total, total), between(n, whole.jansen, jansen)}
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
type indices struct{ first, jansen, total float64 }

// indexOf estimates the indices from rows from, from + step, … of f(A), f(B)
// and f of A with a group from B. Without taking off the mean, first would
// come out far worse where the mean is large.
func indexOf(a, b, ab []float64, from, step int) indices {
	n, sum := 0.0, 0.0
	for j := from; j < len(a); j += step {
		n++
		sum += a[j] + b[j]
	}
	mean := sum / (2 * n)
	variance, first, jansen, total := 0.0, 0.0, 0.0, 0.0
	for j := from; j < len(a); j += step {
		x, y, z := a[j]-mean, b[j]-mean, ab[j]-mean
		variance += (x*x + y*y) / (2 * n)
		first += y * (z - x) / n
		jansen += (y - z) * (y - z) / (2 * n)
		total += (x - z) * (x - z) / (2 * n)
	}
	if !(variance > 0) {
		nan := math.NaN()
		return indices{nan, nan, nan}
	}
	return indices{first: first / variance, jansen: (variance - jansen) / variance, total: total / variance}
}
