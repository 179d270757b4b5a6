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
	var whole []int // lists in which every draw has a value: their equations are the same
	for i, ys := range values {
		n := 0
		for _, y := range ys {
			if y == y {
				n++
			}
		}
		if n == len(ys) {
			whole = append(whole, i)
			continue
		}
		out[i] = newEquations(weights, ys, n, perTerm).fit(ys)[0]
	}
	if whole == nil {
		return out
	}
	lists := make([][]float64, len(whole))
	for n, i := range whole {
		lists[n] = values[i]
	}
	for n, r := range newEquations(weights, lists[0], len(lists[0]), perTerm).fit(lists...) {
		out[whole[n]] = r
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

// newMoments sums up the values of a list, part by part, and returns how they spread.
func (q *equations) newMoments(ys []float64) (parts [folds]moments, spread float64) {
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
	spread = -float64(mean * mean)
	for _, p := range parts {
		spread += p.squares / float64(q.n)
	}
	return parts, max(0, spread)
}

// fit fits the polynomials to lists of values and returns for each the one that
// misses least in the parts left out, of equals the shortest; nil where none can be
// fitted. What does not depend on the values is worked out once for all lists.
func (q *equations) fit(lists ...[]float64) []*Response {
	best := make([]*Response, len(lists))
	if len(q.tried) == 0 {
		return best
	}
	parts, spreads := make([][folds]moments, len(lists)), make([]float64, len(lists))
	for n, ys := range lists {
		parts[n], spreads[n] = q.newMoments(ys)
	}
	const better = 1e-9 // of the spread: what rounding may decide
	for _, size := range q.tried {
		for _, ridge := range ridges {
			s, ok := q.newSystem(size, ridge, &parts[0])
			if !ok {
				continue // the draws do not tell its terms apart
			}
			for n := range lists {
				if r := s.fit(&parts[n]); best[n] == nil || r.Missed < best[n].Missed-float64(better*spreads[n]) {
					best[n] = r
				}
			}
		}
	}
	for n, r := range best {
		if r != nil {
			r.Spread = spreads[n]
		}
	}
	return best
}

// A system is the normal equations of one polynomial with a penalty, ready to be
// solved for any values.
type system struct {
	*equations
	size    [2]int
	ridge   float64
	basis   *basis
	which   []int              // its terms among those of the equations
	lower   [][]float64        // Cholesky's factor, of all parts
	without [folds][][]float64 // the same, each time without a part
}

// newSystem factors the equations of the polynomial of a size with a penalty; false
// if the draws do not tell its terms apart. parts say how many draws each part has.
func (q *equations) newSystem(size [2]int, ridge float64, parts *[folds]moments) (*system, bool) {
	s := &system{equations: q, size: size, ridge: ridge, basis: &basis{weights: q.basis.weights, top: q.basis.top}}
	for t, fs := range q.basis.terms {
		if q.basis.belongs(fs, size[0], size[1]) {
			s.which, s.basis.terms = append(s.which, t), append(s.basis.terms, fs)
		}
	}
	var ok bool
	if s.lower, ok = s.factor(parts, -1); !ok {
		return nil, false
	}
	for f := range s.without {
		if s.without[f], ok = s.factor(parts, f); !ok {
			return nil, false
		}
	}
	return s, true
}

// factor returns Cholesky's factor of the equations from all parts but one; −1: from
// all.
func (s *system) factor(parts *[folds]moments, but int) ([][]float64, bool) {
	a, n := make([][]float64, len(s.which)), 0
	for i := range a {
		a[i] = make([]float64, i+1)
	}
	for f := range parts {
		if f == but {
			continue
		}
		n += parts[f].n
		for i, t := range s.which {
			row := s.matrix[f][t]
			for j := range i + 1 {
				a[i][j] += row[s.which[j]]
			}
		}
	}
	for i, t := range s.which {
		if fs := s.equations.basis.terms[t]; len(fs) > 1 || len(fs) == 1 && fs[0].degree > 1 {
			a[i][i] += float64((s.ridge + leastRidge) * float64(n))
		}
	}
	return portable.Cholesky(a)
}

// solve returns the coefficients for values from all parts but one; −1: from all.
func (s *system) solve(lower [][]float64, parts *[folds]moments, but int) []float64 {
	b := make([]float64, len(s.which))
	for f := range parts {
		if f == but {
			continue
		}
		for i, t := range s.which {
			b[i] += parts[f].by[t]
		}
	}
	return portable.SolveCholesky(lower, b)
}

// fit fits the polynomial to values.
func (s *system) fit(parts *[folds]moments) *Response {
	r := &Response{N: s.n, Terms: len(s.which), Degree: max(s.size[0], s.size[1]), Shrunk: s.ridge, basis: s.basis}
	r.c = s.solve(s.lower, parts, -1)
	for f := range parts {
		r.without[f] = s.solve(s.without[f], parts, f)
		r.Missed += s.missed(s.which, r.without[f], f, &parts[f]) / float64(s.n)
	}
	r.Missed = max(0, r.Missed)
	return r
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
