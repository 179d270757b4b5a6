package montecarlo

import "math"

// A ranking finds the values of a spread by their rank.
type ranking struct {
	*Distribution
	pages []page // in order
}

// A page counts the values of pageBins bins: all, and by replicate.
type page struct {
	n     int
	parts [replicates]int
}

func (s *Distribution) ranked() *ranking {
	r := &ranking{s, make([]page, len(s.bins)/pageBins)}
	for i := range s.bins {
		p := &r.pages[i/pageBins]
		for k, n := range s.bins[i].n {
			p.parts[k] += int(n)
			p.n += int(n)
		}
	}
	return r
}

// order is the k-th smallest value, 1 ≤ k ≤ n. Within a bin values count as
// evenly spread between the smallest and the largest one that fell into it.
func (r *ranking) order(k int) float64 {
	for p := range r.pages {
		if n := r.pages[p].n; k > n {
			k -= n
			continue
		}
		for i := p * pageBins; i < len(r.bins); i++ {
			b := &r.bins[i]
			n := b.count()
			if k > n {
				k -= n
				continue
			}
			if n == 1 || b.lo == b.hi {
				return b.lo
			}
			return b.between(k, n)
		}
	}
	return math.NaN() // only if k > n
}

// orderIn is the k-th smallest value of a replicate, 1 ≤ k ≤ n. Within a bin
// its values count as evenly spread over the range of all values there.
func (r *ranking) orderIn(part, k int) float64 {
	for p := range r.pages {
		if n := r.pages[p].parts[part]; k > n {
			k -= n
			continue
		}
		for i := p * pageBins; i < len(r.bins); i++ {
			n := int(r.bins[i].n[part])
			if k <= n {
				return r.bins[i].between(k, n)
			}
			k -= n
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
func (s *Distribution) At(p float64) float64 { return quantile7(s.n, s.ranked().order, p) }

// Quantile estimates the quantile at share p, 0 ≤ p ≤ 1. Its error is that of
// order statistics, or that between replicates.
func (s *Distribution) Quantile(p float64) Estimate {
	ranked := s.ranked()
	e := quantileEstimate(s.n, ranked.order, p)
	values, ok := s.byReplicate(func(r int) float64 {
		return quantile7(s.parts[r].n, func(k int) float64 { return ranked.orderIn(r, k) }, p)
	})
	if ok {
		e = Replicated(e, values)
	}
	return e
}

// Min is the smallest value, NaN without values.
func (s *Distribution) Min() float64 { return s.At(0) }

// Max is the largest value, NaN without values.
func (s *Distribution) Max() float64 { return s.At(1) }
