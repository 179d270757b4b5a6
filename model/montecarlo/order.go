package montecarlo

import "math"

// order is the k-th smallest value, 1 ≤ k ≤ n. Within a bin values count as
// evenly spread between the smallest and the largest one that fell into it.
func (s *Spread) order(k int) float64 {
	for _, p := range &s.pages {
		if p == nil {
			continue
		}
		if k > p.n {
			k -= p.n
			continue
		}
		for i := range p.bins {
			b := &p.bins[i]
			if k > b.n {
				k -= b.n
				continue
			}
			if b.n == 1 || b.lo == b.hi {
				return b.lo
			}
			return b.between(k, b.n)
		}
	}
	return math.NaN() // only if k > n
}

// between is the k-th of n values spread evenly over the bin's range.
func (b *bin) between(k, n int) float64 {
	if n == 1 {
		return b.lo + (b.hi-b.lo)/2
	}
	t := float64(k-1) / float64(n-1)
	return min(b.lo+t*(b.hi-b.lo), b.hi)
}

// At is the quantile at share p, 0 ≤ p ≤ 1, of type 7 (Hyndman & Fan 1996), NaN
// without values. Values are known to within their bin, 1/4096, and exactly
// where a bin holds at most two of them or equal ones.
func (s *Spread) At(p float64) float64 { return quantile7(s.n, s.order, p) }

// Quantile estimates the quantile at share p, 0 ≤ p ≤ 1. Its error is that of
// order statistics, or that between replicates.
func (s *Spread) Quantile(p float64) Estimate {
	e := quantileEstimate(s.n, s.order, p)
	values, ok := s.byReplicate(func(r int) float64 {
		return quantile7(s.parts[r].n, func(k int) float64 { return s.orderIn(r, k) }, p)
	})
	if ok {
		e = Replicated(e, values)
	}
	return e
}

// Min is the smallest value, NaN without values.
func (s *Spread) Min() float64 { return s.At(0) }

// Max is the largest value, NaN without values.
func (s *Spread) Max() float64 { return s.At(1) }

// Below counts the values less than x; values of the bin that holds x count as
// evenly spread over the range that they span.
func (s *Spread) Below(x float64) int {
	count := 0
	for _, p := range &s.pages {
		if p == nil {
			continue
		}
		for i := range p.bins {
			switch b := &p.bins[i]; {
			case b.n == 0 || b.lo >= x:
			case b.hi < x:
				count += b.n
			default:
				count += min(1+int(float64(b.n-1)*(x-b.lo)/(b.hi-b.lo)), b.n-1)
			}
		}
	}
	return count
}
