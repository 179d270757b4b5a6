package montecarlo

import "math"

// parts are the replicates of a spread: how many values each has, and their
// exact sum.
type parts [replicates]struct {
	n   int
	sum [2]uint64
}

// pageParts counts the values of a page by replicate, bin by bin.
type pageParts struct {
	n    [replicates]int
	bins [pageBins][replicates]uint32
}

// part adds a value of a replicate that fell into a bin of the page.
func (p *page) part(bin, replicate uint) {
	if p.parts == nil {
		p.parts = new(pageParts)
	}
	p.parts.n[replicate%replicates]++
	p.parts.bins[bin%pageBins][replicate%replicates]++
}

func (s *Spread) mergeParts(o *Spread) {
	if o.parts == nil {
		return
	}
	if s.parts == nil {
		s.parts = new(parts)
	}
	for r := range o.parts {
		s.parts[r].n += o.parts[r].n
		s.parts[r].sum = add128(s.parts[r].sum, o.parts[r].sum)
	}
}

func (p *page) mergeParts(o *page) {
	if o.parts == nil {
		return
	}
	if p.parts == nil {
		p.parts = new(pageParts)
	}
	for r, n := range o.parts.n {
		p.parts.n[r] += n
	}
	for b := range o.parts.bins {
		for r, n := range o.parts.bins[b] {
			p.parts.bins[b][r] += n
		}
	}
}

// byReplicate is a figure of each replicate; ok is false if there are none,
// one is empty, or values outside of them were added.
func (s *Spread) byReplicate(of func(r int) float64) (values []float64, ok bool) {
	if s.parts == nil {
		return nil, false
	}
	n := 0
	values = make([]float64, replicates)
	for r := range s.parts {
		if s.parts[r].n == 0 {
			return nil, false
		}
		n += s.parts[r].n
		values[r] = of(r)
	}
	return values, n == s.n
}

// orderIn is the k-th smallest value of a replicate, 1 ≤ k ≤ n. Within a bin
// its values count as evenly spread over the range of all values there.
func (s *Spread) orderIn(r, k int) float64 {
	for _, p := range &s.pages {
		if p == nil || p.parts == nil {
			continue
		}
		if k > p.parts.n[r] {
			k -= p.parts.n[r]
			continue
		}
		for i := range p.bins {
			n := int(p.parts.bins[i][r])
			if k <= n {
				return p.bins[i].between(k, n)
			}
			k -= n
		}
	}
	return math.NaN() // only if k > n
}
