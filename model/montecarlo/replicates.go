package montecarlo

import "sim/model"

// Replicated replaces the error of an estimate by that between independent
// replicates: the standard deviation of values, one per replicate, over √R,
// with the interval of Student's t with R − 1 degrees of freedom around the
// value of the whole run. If all replicates agree exactly they give no error,
// and the estimate for independent draws is returned unchanged.
func Replicated(independent Estimate, values []float64) Estimate {
	if allEqual(values) {
		return independent
	}
	e := Replicates(values, independent.N, 0.95)
	half := (e.Upper - e.Lower) / 2
	e.Value = independent.Value
	e.Lower, e.Upper = e.Value-half, e.Value+half
	return e
}

func allEqual(values []float64) bool {
	for _, v := range values {
		if v != values[0] {
			return false
		}
	}
	return true
}

// Share estimates the share of draws, 0 to 1, that count counts under theory,
// an index into Theories. Without replicates the error is that of independent
// draws (see the function Share), otherwise that between replicates (see
// ReplicatedShare).
func (t *Tally) Share(theory int, count func(*TheoryTally) int) Estimate {
	k, n := count(&t.Theories[theory]), t.N(theory)
	e := Share(k, n)
	if values, ok := t.byReplicate(theory, count); ok {
		e = ReplicatedShare(e, values, min(k, n-k))
	}
	e.Lower, e.Upper = max(0, e.Lower), min(1, e.Upper)
	return e
}

// MedianReached estimates the median round, from 0, in which draws first
// reached a class under a theory, of the draws that did. A single meeting is
// round 0.
func (t *Tally) MedianReached(theory int, class model.Class) Estimate {
	of := func(t *Tally) []int {
		y := &t.Theories[theory]
		if y.ByRound == nil {
			return []int{y.Classes[class]}
		}
		return y.ByRound.Reached[class]
	}
	var cells []cell
	for round, n := range of(t) {
		if n == 0 {
			continue
		}
		c := cell{lo: float64(round), hi: float64(round), n: n}
		for r, part := range t.Replicates {
			c.by[r] = uint32(of(part)[round])
		}
		cells = append(cells, c)
	}
	return newOrdered(cells, len(t.Replicates) > 0).quantile(0.5).Estimate
}

// ReplicatedShare is Replicated for a share, or for a difference of two shares,
// that rests on so many draws: those that count, or do not, or that differ
// between two runs. With fewer than eight per replicate the interval is not
// narrower than that of independent draws, and with fewer than 20 the error is
// not smaller: replicates say too little about them.
func ReplicatedShare(independent Estimate, values []float64, draws int) Estimate {
	e := Replicated(independent, values)
	if draws < fewDraws {
		e.Error = max(e.Error, independent.Error)
	}
	if draws < 8*replicates {
		e.Lower, e.Upper = min(e.Lower, independent.Lower), max(e.Upper, independent.Upper)
	}
	return e
}

// Class estimates the share of draws that end in class under a theory.
func (t *Tally) Class(theory int, class model.Class) Estimate {
	return t.Share(theory, func(y *TheoryTally) int { return y.Classes[class] })
}

// Pooled estimates the weighted mean over theories of the share of draws that
// end in class. Without replicates its error is a bound, the weighted mean of
// the errors, which would be reached if all theories agreed draw by draw: the
// tally does not store how they go together.
func (t *Tally) Pooled(weights []float64, class model.Class) Estimate {
	e := Estimate{N: t.Draws}
	values := make([]float64, len(t.Replicates))
	for m, w := range weights {
		if w == 0 {
			continue
		}
		own := Share(t.Theories[m].Classes[class], t.N(m))
		e.N = min(e.N, own.N)
		e.Value += float64(w * own.Value)
		e.Error += float64(w * own.Error)
		e.Lower += float64(w * own.Lower)
		e.Upper += float64(w * own.Upper)
		by, _ := t.byReplicate(m, func(y *TheoryTally) int { return y.Classes[class] })
		for r, v := range by {
			values[r] += float64(w * v)
		}
	}
	if len(values) > 0 {
		few := int(min(e.Value, 1-e.Value) * float64(e.N))
		e = ReplicatedShare(e, values, few)
	}
	return e
}

// PerDraw estimates the average of a count per draw under a theory, with the
// error between replicates. Without replicates, or if they agree, ok is false
// and the error is NaN: the tally does not store how single draws differ.
func (t *Tally) PerDraw(theory int, count func(*TheoryTally) int) (e Estimate, ok bool) {
	e = none()
	if e.N = t.N(theory); e.N > 0 {
		e.Value = float64(count(&t.Theories[theory])) / float64(e.N)
	}
	values, ok := t.byReplicate(theory, count)
	if !ok || allEqual(values) {
		return e, false
	}
	return Replicated(e, values), true
}

// byReplicate returns a count per draw in each replicate. ok is false if the
// tally has no replicates, or an empty one.
func (t *Tally) byReplicate(theory int, count func(*TheoryTally) int) (values []float64, ok bool) {
	for _, r := range t.Replicates {
		n := r.N(theory)
		if n == 0 {
			return nil, false
		}
		values = append(values, float64(count(&r.Theories[theory]))/float64(n))
	}
	return values, values != nil
}

// newReplicated returns an empty Tally of a run with n replicates.
func newReplicated(b *model.Bargain, n int) *Tally {
	t := NewTally(b)
	for range n {
		t.Replicates = append(t.Replicates, newReplicate(b))
	}
	return t
}

// newReplicate returns an empty tally of counts for one replicate.
func newReplicate(b *model.Bargain) *Tally {
	r := &Tally{Theories: make([]TheoryTally, len(b.Theories))}
	for i := range r.Theories {
		r.Theories[i] = newCounts(b, i)
	}
	return r
}

// mergeReplicates merges replicate by replicate. An empty tally takes the
// number of replicates from o; if the numbers differ otherwise, the result has
// no replicates.
func (t *Tally) mergeReplicates(o *Tally) {
	switch {
	case len(t.Replicates) == len(o.Replicates):
		for i, r := range o.Replicates {
			t.Replicates[i].Merge(r)
		}
	case o.Draws == 0:
	case t.Draws > 0:
		t.Replicates = nil
	default:
		t.Replicates = make([]*Tally, len(o.Replicates))
		for i, r := range o.Replicates {
			t.Replicates[i] = r.clone()
		}
	}
}

// clone copies a tally that holds counts only.
func (t *Tally) clone() *Tally {
	c := &Tally{Theories: make([]TheoryTally, len(t.Theories))}
	for i := range t.Theories {
		y := &t.Theories[i]
		c.Theories[i] = TheoryTally{
			Unmet: make([]int, len(y.Unmet)), Signed: make([]int, len(y.Signed)), Reasons: make([]int, len(y.Reasons)),
			NotConsenting: make([]int, len(y.NotConsenting)), Blocks: make([]int, len(y.Blocks)), Binds: make([]int, len(y.Binds)), Refused: make([]int, len(y.Refused)), of: y.of, asked: y.asked,
		}
		if y.ByRound != nil {
			c.Theories[i].ByRound = newRounds(len(y.ByRound.Classes))
		}
	}
	c.Merge(t)
	return c
}
