package analysis

import (
	"math"

	"sim/model/montecarlo"
)

// A pairing holds the sums from which a measure is compared between two runs
// with the same draws. It does not hold the draws.
type pairing struct {
	draws        int
	a, b         sums      // over the draws of each run that have a value
	bothA, bothB sums      // over the draws that have a value in both
	difference   sums      // of b − a, over the same
	by           [][2]sums // by replicate
	onlyA, onlyB int       // draws with a value other than 0 in one run only
	differs      bool      // whether any draw differs
}

func newPairing(replicates int) *pairing { return &pairing{by: make([][2]sums, replicates)} }

// sums are the sums of values and of their squares, less a shift near them, so
// that a spread far from 0 keeps its digits.
type sums struct {
	n                   int
	shift, sum, squares float64
}

func (s *sums) add(x float64) {
	if s.n == 0 {
		s.shift = x
	}
	s.n++
	x -= s.shift
	s.sum += x
	s.squares += float64(x * x)
}

// mean is NaN without values.
func (s *sums) mean() float64 { return s.shift + s.sum/float64(s.n) }

// deviations is the sum of squared deviations from the mean.
func (s *sums) deviations() float64 { return max(0, s.squares-s.sum*s.sum/float64(s.n)) }

// estimate estimates the mean from independent values.
func (s *sums) estimate() montecarlo.Estimate {
	if s.n == 0 {
		return montecarlo.Mean(nil)
	}
	n := float64(s.n)
	return interval(s.n, s.mean(), math.Sqrt(s.deviations()/(n-1)/n))
}

// add adds the values of the next draws in each run; NaN means that a draw has
// no value.
func (p *pairing) add(as, bs []float64) {
	for i, a := range as {
		b := bs[i]
		hasA, hasB := !math.IsNaN(a), !math.IsNaN(b)
		if hasA {
			p.a.add(a)
		}
		if hasB {
			p.b.add(b)
		}
		if hasA && hasB {
			p.bothA.add(a)
			p.bothB.add(b)
			p.difference.add(b - a)
		}
		if a != b && (hasA || hasB) {
			p.differs = true
			if b == 0 && hasA {
				p.onlyA++
			}
			if a == 0 && hasB {
				p.onlyB++
			}
		}
		if len(p.by) > 0 {
			r := &p.by[(p.draws+i)%len(p.by)]
			if hasA {
				r[0].add(a)
			}
			if hasB {
				r[1].add(b)
			}
		}
	}
	p.draws += len(as)
}

// share compares the share of draws whose value is 1; the others' is 0. Draws without
// a value, of which there are some where something was observed, are left out: the
// shares are ratios then.
func (p *pairing) share() Paired {
	if n := max(p.a.n, p.b.n); n > 0 && min(p.a.n, p.b.n) < p.draws {
		q := p.mean()
		q.OnlyA, q.OnlyB = p.onlyA, p.onlyB
		q.A, q.B = bounded(q.A), bounded(q.B)
		return q
	}
	countA, countB := count(&p.a), count(&p.b)
	q := Paired{OnlyA: p.onlyA, OnlyB: p.onlyB, A: montecarlo.Share(countA, p.draws), B: montecarlo.Share(countB, p.draws)}
	q.Difference = montecarlo.ShareDifference(q.OnlyA, q.OnlyB, p.draws)
	if as, bs, ds := p.byReplicate(); ds != nil {
		q.A = montecarlo.ReplicatedShare(q.A, as, min(countA, p.draws-countA))
		q.B = montecarlo.ReplicatedShare(q.B, bs, min(countB, p.draws-countB))
		q.Difference = montecarlo.ReplicatedShare(q.Difference, ds, q.OnlyA+q.OnlyB)
	}
	q.A, q.B = bounded(q.A), bounded(q.B)
	p.compareDraws(&q)
	return q
}

// count is the number of ones among ones and zeros.
func count(s *sums) int { return int(s.shift)*s.n + int(s.sum) }

// bounded clips the interval of a share to [0, 1].
func bounded(e montecarlo.Estimate) montecarlo.Estimate {
	e.Lower, e.Upper = max(0, e.Lower), min(1, e.Upper)
	return e
}

// mean compares the means; see PairMean.
func (p *pairing) mean() Paired {
	q := Paired{A: p.a.estimate(), B: p.b.estimate()}
	n, d := float64(p.draws), q.B.Value-q.A.Value
	// The sum of squared influences z = (b − B)/shareB − (a − A)/shareA, each
	// term 0 for a draw without the value; the influences sum to 0.
	var squares float64
	both := float64(p.bothA.n)
	if most := max(p.a.n, p.b.n); p.bothA.n == most { // in every draw with a value
		d = p.difference.mean()
		squares = float64(p.difference.deviations() * (n / both) * (n / both))
	} else {
		shareA, shareB := float64(p.a.n)/n, float64(p.b.n)/n
		squares = p.b.deviations()/(shareB*shareB) + p.a.deviations()/(shareA*shareA)
		if p.bothA.n > 0 {
			together := (p.bothA.deviations() + p.bothB.deviations() - p.difference.deviations()) / 2
			together += float64(both * (p.bothA.mean() - q.A.Value) * (p.bothB.mean() - q.B.Value))
			squares -= 2 * together / (shareA * shareB)
		}
	}
	q.Difference = interval(min(q.A.N, q.B.N), d, math.Sqrt(max(0, squares)/(n-1)/n))
	if as, bs, ds := p.byReplicate(); ds != nil {
		q.A, q.B = montecarlo.Replicated(q.A, as), montecarlo.Replicated(q.B, bs)
		q.Difference = montecarlo.Replicated(q.Difference, ds)
	}
	p.compareDraws(&q)
	return q
}

// quantile completes a comparison of quantiles.
func (p *pairing) quantile(a, b, difference montecarlo.Estimate) Paired {
	q := Paired{A: a, B: b, Difference: difference}
	if p.compareDraws(&q); q.Same && q.A.N > 0 {
		q.Difference = interval(q.A.N, 0, 0)
	}
	return q
}

// byReplicate returns the means in each replicate of both runs, and their
// differences; nil without replicates, and if one has no values.
func (p *pairing) byReplicate() (as, bs, ds []float64) {
	for r := range p.by {
		a, b := p.by[r][0].mean(), p.by[r][1].mean()
		if math.IsNaN(b - a) {
			return nil, nil, nil
		}
		as, bs, ds = append(as, a), append(bs, b), append(ds, b-a)
	}
	return as, bs, ds
}

// compareDraws sets Same and Gain. If no draw differs, neither does a mean or a
// quantile; a share may still differ in draws that were not made.
func (p *pairing) compareDraws(q *Paired) {
	q.Same = !p.differs
	q.Gain = q.gain()
}
