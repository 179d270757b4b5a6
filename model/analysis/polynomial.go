package analysis

import "math"

// A basis is the terms that a Response is a sum of: products with one factor per
// weight, which is a shifted Legendre polynomial of it (orthogonal for weights
// spread evenly from 0 to 1; Abramowitz & Stegun 1972, 22.2.10) or, on its own,
// 1 where the weight is 0.
type basis struct {
	weights, top int       // top is the highest degree of a factor
	terms        [][]power // the factors of each term, by ascending weight
}

// A power is a factor: a polynomial of a degree, or the step at 0 if that is one
// more than the top.
type power struct{ weight, degree int }

// newBasis returns all terms up to a total degree, those of lower degree first,
// powers of single weights up to a degree of their own, and steps.
func newBasis(weights, total, own int) *basis {
	b := &basis{weights: weights, top: max(total, own)}
	for degree := 0; degree <= b.top; degree++ {
		b.extend(nil, 0, degree, degree > total)
	}
	for k := range weights {
		b.terms = append(b.terms, []power{{k, b.top + 1}})
	}
	return b
}

// extend adds all terms that begin with some factors, continue with weights from
// the given one on and add up to a degree; alone: powers of one weight only.
func (b *basis) extend(factors []power, from, degree int, alone bool) {
	if degree == 0 {
		b.terms = append(b.terms, append([]power(nil), factors...))
		return
	}
	for k := from; k < b.weights; k++ {
		for n := degree; n >= 1; n-- {
			if n == degree || !alone {
				b.extend(append(factors, power{k, n}), k+1, degree-n, alone)
			}
		}
	}
}

// countTerms returns the number of terms of newBasis.
func countTerms(weights, total, own int) int {
	n := 1
	for i := 1; i <= total; i++ {
		n = n * (weights + i) / i
	}
	return n + weights*max(0, own-total) + weights
}

// belongs reports whether a term belongs to the polynomials up to a total degree
// and a degree of single weights. The steps belong to all.
func (b *basis) belongs(factors []power, total, own int) bool {
	n := 0
	for _, f := range factors {
		if f.degree > b.top {
			return true
		}
		n += f.degree
	}
	return n <= total || len(factors) == 1 && n <= own
}

// factors sets p to the factors of a weight of x, by degree, each polynomial
// scaled to mean square 1; the last one is the step.
func factors(p []float64, x float64) {
	z := float64(2*x) - 1
	a, b := 1.0, z
	last := len(p) - 1
	for n := range last {
		p[n] = float64(a * math.Sqrt(float64(2*n+1)))
		a, b = b, (float64(float64(2*n+3)*float64(z*b))-float64(float64(n+1)*a))/float64(n+2)
	}
	p[last] = 0
	if x == 0 {
		p[last] = 1
	}
}

// A spot is weights, with the factors of each.
type spot struct {
	*basis
	at    []float64
	table [][]float64 // by weight, by degree
}

func (b *basis) spot(x []float64) *spot {
	s := &spot{b, append([]float64(nil), x...), make([][]float64, b.weights)}
	for k := range s.table {
		s.table[k] = make([]float64, b.top+2)
		factors(s.table[k], x[k])
	}
	return s
}

// set changes weight k.
func (s *spot) set(k int, x float64) {
	s.at[k] = x
	factors(s.table[k], x)
}

// values sets out to the terms.
func (s *spot) values(out []float64) {
	for t, fs := range s.terms {
		v := 1.0
		for _, f := range fs {
			v = float64(v * s.table[f.weight][f.degree])
		}
		out[t] = v
	}
}

// read returns the sum of the terms with coefficients c.
func (s *spot) read(c []float64) (sum float64) {
	for t, fs := range s.terms {
		v := c[t]
		for _, f := range fs {
			v = float64(v * s.table[f.weight][f.degree])
		}
		sum += v
	}
	return sum
}

// along sets line to the coefficients, by degree, of the sum as a function of
// weight k alone.
func (s *spot) along(line, c []float64, k int) {
	clear(line)
	for t, fs := range s.terms {
		v, n := c[t], 0
		for _, f := range fs {
			if f.weight == k {
				n = f.degree
				continue
			}
			v = float64(v * s.table[f.weight][f.degree])
		}
		line[n] += v
	}
}
