package montecarlo

import (
	"math"

	"sim/model/portable"
)

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1, of values by draw, of type 7
// (Hyndman & Fan 1996); NaN means that a draw has no value. If replicated, draw
// i belongs to replicate i mod 8, otherwise draws are independent. Without
// values it is NaN.
func Quantile(xs []float64, p float64, replicated bool) Estimate {
	return orderedValues(xs, replicated).quantile(p).Estimate
}

// QuantileDifference compares the quantile at p, 0 < p < 1, between two runs
// with the same draws; xs, ys and replicated are as in Quantile. The error of
// the difference is that of two order statistics with their covariance, which
// is that of the shares of values below the quantiles (Bahadur 1966); the
// interval follows in the same way from the lengths of theirs, with Student's t
// because these lengths are known only from so many draws. Where values jump
// the error is at least half the larger jump, and the interval holds a whole
// one on either side.
func QuantileDifference(xs, ys []float64, p float64, replicated bool) (x, y, d Estimate) {
	v := PairedValues{a: Values{replicated: replicated}, b: Values{replicated: replicated}}
	v.Add(xs, ys)
	return v.Quantile(p)
}

// quantileDifference compares the quantile at p of two runs. correlation
// returns that of the shares of values below two values, for runs without
// replicates.
func quantileDifference(a, b *ordered, p float64, correlation func(x, y float64) float64) (x, y, d Estimate) {
	qa, qb := a.quantile(p), b.quantile(p)
	if qa.N == 0 || qb.N == 0 {
		return qa.Estimate, qb.Estimate, none()
	}
	var r float64
	if a.replicated && b.replicated {
		u, v := a.below(p), b.below(p)
		meanU, _ := meanAndDeviation(u[:])
		meanV, _ := meanAndDeviation(v[:])
		r = pearson(u[:], v[:], meanU, meanV)
	} else {
		r = correlation(qa.Value, qb.Value)
	}
	if math.IsNaN(r) {
		r = 0
	}
	d = difference(qa.Estimate, qb.Estimate, r)
	jump := max(qa.jump, qb.jump)
	half := apart(middle(qa.Value-qa.Lower, qa.Upper-qa.Value), middle(qb.Value-qb.Lower, qb.Upper-qb.Value), r)
	half = max(half*studentT(max(1, int(qa.ranks+qb.ranks)/2), 0.95)/z975, jump)
	d.Lower, d.Upper = d.Value-half, d.Value+half
	d.Error = max(d.Error, jump/2)
	return qa.Estimate, qb.Estimate, d
}

func indicator(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// A quantile is an estimated quantile, with the largest jump in its interval and
// the number of ranks that the interval spans.
type quantile struct {
	Estimate
	jump, ranks float64
}

// quantile estimates the quantile at p. The interval is that of Woodruff
// (1952): with s the standard error of the share of values below the quantile,
// it lies between the order statistics at the ranks np + ½ ± z·ns, corrected
// for skewness and interpolated; z is 1.96, or Student's t with replicates. The
// error is the geometric mean of the distances to those at ns on either side:
// they are independent, so their product has the right mean. It is at least
// half the largest jump in the interval, for a quantity with few values, whose
// quantile is one or the next; and half the bin, where values are known only
// that well.
func (o *ordered) quantile(p float64) quantile {
	n := o.n()
	if n == 0 {
		return quantile{Estimate: none()}
	}
	e, z := o.shareError(p)
	m := float64(n)
	middle, skew := float64(m*p)+0.5, (1-2*p)*(z975*z975-1)/6
	from, to := middle+skew-float64(z*m*e), middle+skew+float64(z*m*e)
	rank := 1 + float64(p*(m-1))
	q := quantile{Estimate: Estimate{N: n, Value: o.at(rank)}, jump: o.jump(min(from, rank), max(to, rank)), ranks: float64(2 * z * m * e)}
	lower, upper := o.span(rank)
	q.Error = max(o.distance(middle, float64(m*e)), q.jump/2, (upper-lower)/2)
	q.Lower, _ = o.span(from)
	_, q.Upper = o.span(to)
	q.Lower, q.Upper = min(q.Lower, lower), max(q.Upper, upper)
	return q
}

// distance returns the mean distance from the value at a rank to those so many
// ranks below and above.
func (o *ordered) distance(rank, apart float64) float64 {
	x := o.at(rank)
	return middle(x-o.at(rank-apart), o.at(rank+apart)-x)
}

// middle is the geometric mean of two distances, or the arithmetic one if one
// of them is 0.
func middle(below, above float64) float64 {
	if below == 0 || above == 0 {
		return (below + above) / 2
	}
	return math.Sqrt(below * above)
}

// shareError returns the standard error of the share of values below the
// quantile at p, and the critical value of its 95% interval. With replicates it
// follows from how that share varies between them, but is not smaller than that
// of independent draws where fewer than fewDraws lie on one side. It is at
// least half a draw.
func (o *ordered) shareError(p float64) (e, critical float64) {
	m := float64(o.n())
	e, critical = math.Sqrt(p*(1-p)/m), z975
	if o.replicated {
		below := o.below(p)
		_, deviation := meanAndDeviation(below[:])
		s := deviation * math.Sqrt(replicates) / m
		if min(p, 1-p)*m < fewDraws {
			s = max(s, e)
		}
		e, critical = s, studentT(replicates-1, 0.95)
	}
	return max(e, 0.5/m), critical
}

// studentT returns the critical value of Student's t with that many degrees of
// freedom, for an interval of the given level.
func studentT(degrees int, level float64) float64 {
	return portable.StudentQuantile(float64(degrees), 0.5+level/2)
}

// At returns the quantile at p, 0 ≤ p ≤ 1, of type 7 (Hyndman & Fan 1996); NaN
// without values. It is accurate to one bin, 1/4096, and exact where a bin
// holds at most two values, or only equal ones.
func (s *Distribution) At(p float64) float64 { return quantile7(s.n, s.kth, p) }

// kth returns the k-th smallest value, 1 ≤ k ≤ n.
func (s *Distribution) kth(k int) float64 {
	for i := range s.bins {
		if s.bins[i].empty() {
			continue
		}
		n := s.total(i)
		if k <= n {
			c := s.cell(i)
			return c.kth(k)
		}
		k -= n
	}
	return math.NaN() // only if k > n
}

// Quantile estimates the quantile at p, 0 ≤ p ≤ 1, with the error of order
// statistics; with replicates, with that of how the share of values below it
// varies between them.
func (s *Distribution) Quantile(p float64) Estimate { return s.ordered().quantile(p).Estimate }

// Min returns the smallest value; NaN without values.
func (s *Distribution) Min() float64 { return s.At(0) }

// Max returns the largest value; NaN without values.
func (s *Distribution) Max() float64 { return s.At(1) }

// betaQuantile returns the quantile at u of Beta(a, b) for a, b ≥ 1: Newton's
// method from a Cornish–Fisher start, inside a bracket, with at most 100 steps.
// If both shapes exceed a million it uses the normal approximation, which is
// accurate to a thousandth of the standard deviation, because the incomplete
// beta function loses digits there.
func betaQuantile(u, a, b float64) float64 {
	m, z := a/(a+b), portable.NormalQuantile(u)
	sd := math.Sqrt(m * (1 - m) / (a + b + 1))
	if min(a, b) > 1e6 {
		return m + float64(sd*z)
	}
	skew := 2 * (b - a) * math.Sqrt(a+b+1) / ((a + b + 2) * math.Sqrt(a*b))
	x := m + float64(sd*(z+(float64(z*z)-1)*skew/6))
	if !(x > 0 && x < 1) {
		x = m
	}
	lower, upper, logB := 0.0, 1.0, portable.LogBeta(a, b)
	for range 100 {
		f := portable.BetaCDF(a, b, x) - u
		if f < 0 {
			lower = x
		} else {
			upper = x
		}
		next := x - f/portable.Exp(float64((a-1)*portable.Log(x))+float64((b-1)*portable.Log1p(-x))-logB)
		if !(next > lower && next < upper) {
			next = lower + (upper-lower)/2
		}
		if math.Abs(next-x) <= 1e-14*min(x, 1-x) || next == lower || next == upper {
			return next
		}
		x = next
	}
	return x
}
