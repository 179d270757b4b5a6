package analysis

import "sim/model/portable"

// sizes are the polynomials tried: the total degree, and that of powers of a
// single weight.
var sizes = [...][2]int{{1, 1}, {2, 2}, {2, 4}, {3, 3}, {3, 5}, {4, 4}, {5, 5}, {6, 6}}

// ridges are the penalties tried, as ratios to what the draws weigh.
var ridges = [...]float64{0, 0.1, 0.5, 2}

// leastRidge keeps terms that the draws do not tell from others at 0.
const leastRidge = 1e-11

// mostTerms is the largest number of terms of a polynomial.
const mostTerms = 320

// FitResponses fits a Response to each list of values by draw, or by point of a
// design; NaN: none. The weights are by lever and draw, and perTerm is the smallest
// number of draws per term of a polynomial. The response to values that too few
// draws have is nil.
func FitResponses(weights, values [][]float64, perTerm float64) []*Response {
	out := make([]*Response, len(values))
	var all *equations // of every draw
	for i, ys := range values {
		n := 0
		for _, y := range ys {
			if y == y {
				n++
			}
		}
		of := all
		if of == nil || n < len(ys) {
			of = newEquations(weights, ys, n, perTerm)
		}
		if n == len(ys) {
			all = of
		}
		if len(of.tried) > 0 {
			out[i] = of.fit(ys)
		}
	}
	return out
}

// equations are the normal equations of the polynomials that may be fitted to
// some draws, part by part.
type equations struct {
	n      int
	tried  [][2]int
	basis  *basis             // the terms of all that are tried
	terms  [][]float64        // by draw; nil: the draw has no value
	matrix [folds][][]float64 // lower triangles
}

// newEquations sums up the n draws that have a value.
func newEquations(weights [][]float64, ys []float64, n int, perTerm float64) *equations {
	q := &equations{n: n, terms: make([][]float64, len(ys))}
	total, own := 0, 0
	for _, size := range sizes {
		if float64(countTerms(len(weights), size[0], size[1])) <= min(mostTerms, float64(n)/perTerm) {
			q.tried = append(q.tried, size)
			total, own = max(total, size[0]), max(own, size[1])
		}
	}
	if len(q.tried) == 0 {
		return q
	}
	q.basis = newBasis(len(weights), total, own)
	m := len(q.basis.terms)
	for f := range q.matrix {
		q.matrix[f] = make([][]float64, m)
		for i := range q.matrix[f] {
			q.matrix[f][i] = make([]float64, i+1)
		}
	}
	at := q.basis.spot(make([]float64, len(weights)))
	for d, y := range ys {
		if y != y {
			continue
		}
		for k := range weights {
			at.set(k, weights[k][d])
		}
		x := make([]float64, m)
		at.values(x)
		q.terms[d] = x
		for i, row := range q.matrix[d%folds] {
			v := x[i]
			for j := range row {
				row[j] += float64(v * x[j])
			}
		}
	}
	return q
}

// moments are sums over the draws of a part: of the values times each term, and of
// their squares.
type moments struct {
	n       int
	by      []float64
	squares float64
}

// fit fits the polynomials and returns the one that misses least in the parts
// left out, of equals the shortest.
func (q *equations) fit(ys []float64) *Response {
	var parts [folds]moments
	mean := 0.0
	for f := range parts {
		parts[f].by = make([]float64, len(q.basis.terms))
	}
	for d, x := range q.terms {
		if x == nil {
			continue
		}
		p, y := &parts[d%folds], ys[d]
		p.n++
		p.squares += float64(y * y)
		mean += y / float64(q.n)
		for i, v := range x {
			p.by[i] += float64(v * y)
		}
	}
	spread := -float64(mean * mean)
	for _, p := range parts {
		spread += p.squares / float64(q.n)
	}
	spread = max(0, spread)
	const better = 1e-9 // of the spread: what rounding may decide
	var best *Response
	for _, size := range q.tried {
		for _, ridge := range ridges {
			r := q.try(size, ridge, &parts)
			if r != nil && (best == nil || r.Missed < best.Missed-float64(better*spread)) {
				best = r
			}
		}
	}
	if best != nil {
		best.Spread = spread
	}
	return best
}

// try fits the polynomial of a size with a penalty; nil if the draws do not tell
// its terms apart.
func (q *equations) try(size [2]int, ridge float64, parts *[folds]moments) *Response {
	r := &Response{N: q.n, Degree: max(size[0], size[1]), Shrunk: ridge, basis: &basis{weights: q.basis.weights, top: q.basis.top}}
	var which []int
	for t, fs := range q.basis.terms {
		if q.basis.belongs(fs, size[0], size[1]) {
			which, r.basis.terms = append(which, t), append(r.basis.terms, fs)
		}
	}
	r.Terms = len(which)
	var ok bool
	if r.c, ok = q.solve(which, ridge, parts, -1); !ok {
		return nil
	}
	for f := range parts {
		if r.without[f], ok = q.solve(which, ridge, parts, f); !ok {
			return nil
		}
		r.Missed += q.missed(which, r.without[f], f, &parts[f]) / float64(q.n)
	}
	r.Missed = max(0, r.Missed)
	return r
}

// solve returns the coefficients of some terms from all parts but one; −1: from all.
func (q *equations) solve(which []int, ridge float64, parts *[folds]moments, but int) ([]float64, bool) {
	a, b, n := make([][]float64, len(which)), make([]float64, len(which)), 0
	for i := range a {
		a[i] = make([]float64, i+1)
	}
	for f := range parts {
		if f == but {
			continue
		}
		n += parts[f].n
		for i, t := range which {
			b[i] += parts[f].by[t]
			for j := range i + 1 {
				a[i][j] += q.matrix[f][t][which[j]]
			}
		}
	}
	for i, t := range which {
		if fs := q.basis.terms[t]; len(fs) > 1 || len(fs) == 1 && fs[0].degree > 1 {
			a[i][i] += float64((ridge + leastRidge) * float64(n))
		}
	}
	lower, ok := portable.Cholesky(a)
	if !ok {
		return nil, false
	}
	return portable.SolveCholesky(lower, b), true
}

// missed returns the sum of squares of what coefficients miss in a part.
func (q *equations) missed(which []int, c []float64, part int, p *moments) float64 {
	sum := p.squares
	for i, t := range which {
		sum -= float64(2 * float64(c[i]*p.by[t]))
		row := q.matrix[part][t]
		for j, u := range which[:i+1] {
			twice := 2.0
			if j == i {
				twice = 1
			}
			sum += float64(float64(twice*c[i]) * float64(c[j]*row[u]))
		}
	}
	return sum
}
