package montecarlo

import "math"

// A ranking finds values of a Distribution by rank.
type ranking struct {
	*Distribution
	pages []page // in order
}

// A page counts the values of pageBins bins: all, and by replicate.
type page struct {
	n            int
	perReplicate [replicates]int
}

// ranking prepares the pages for searches by rank.
func (s *Distribution) ranking() *ranking {
	r := &ranking{s, make([]page, len(s.bins)/pageBins)}
	for i := range s.bins {
		p := &r.pages[i/pageBins]
		for k, n := range s.bins[i].n {
			p.perReplicate[k] += int(n)
			p.n += int(n)
		}
	}
	return r
}

// kth returns the k-th smallest value, 1 ≤ k ≤ n. The values of a bin are
// taken as evenly spaced over the range they span.
func (r *ranking) kth(k int) float64 {
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
			return b.interpolate(k, n)
		}
	}
	return math.NaN() // only if k > n
}

// kthIn returns the k-th smallest value of a replicate, 1 ≤ k ≤ n. Its values
// in a bin are taken as evenly spaced over the range of all values in that bin.
func (r *ranking) kthIn(part, k int) float64 {
	for p := range r.pages {
		if n := r.pages[p].perReplicate[part]; k > n {
			k -= n
			continue
		}
		for i := p * pageBins; i < len(r.bins); i++ {
			n := int(r.bins[i].n[part])
			if k <= n {
				return r.bins[i].interpolate(k, n)
			}
			k -= n
		}
	}
	return math.NaN() // only if k > n
}

// interpolate returns the k-th of n values evenly spaced over the bin's range.
func (b *bin) interpolate(k, n int) float64 {
	if n == 1 {
		return b.lo + (b.hi-b.lo)/2
	}
	t := float64(k-1) / float64(n-1)
	return min(b.lo+t*(b.hi-b.lo), b.hi)
}

// At returns the quantile at p, 0 ≤ p ≤ 1, of type 7 (Hyndman & Fan 1996); NaN
// without values. It is accurate to one bin, 1/4096, and exact where a bin
// holds at most two values, or only equal ones.
func (s *Distribution) At(p float64) float64 { return quantile7(s.n, s.ranking().kth, p) }

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1. Its error is that of order
// statistics, or that between replicates if there are any.
func (s *Distribution) Quantile(p float64) Estimate {
	ranked := s.ranking()
	e := quantileEstimate(s.n, ranked.kth, p)
	values, ok := s.byReplicate(func(r int) float64 {
		return quantile7(s.perReplicate[r].n, func(k int) float64 { return ranked.kthIn(r, k) }, p)
	})
	if ok {
		e = Replicated(e, values)
	}
	return e
}

// Min returns the smallest value; NaN without values.
func (s *Distribution) Min() float64 { return s.At(0) }

// Max returns the largest value; NaN without values.
func (s *Distribution) Max() float64 { return s.At(1) }
