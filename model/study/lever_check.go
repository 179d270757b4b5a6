package study

import (
	"context"
	"math"

	"sim/model"
	"sim/model/montecarlo"
)

// CheckDraws is the number of draws on which CheckLevers tries each lever unless
// told otherwise.
const CheckDraws = 512

// A LeverVerdict says what a lever does between weight 0 and weight 1.
type LeverVerdict int

// The verdicts.
const (
	LeverActs        LeverVerdict = iota // it changes a share or an amount beyond the Monte Carlo error
	LeverTooSmall                        // draws differ, but nothing changes beyond that error
	LeverDoesNothing                     // every draw is the same to the last bit, under every theory
)

// A LeverCheck is what one lever turned out to do.
type LeverCheck struct {
	Lever   int // index in Bargain.Levers
	Verdict LeverVerdict
	Differ  int // draws that differ with the lever off and full, under the theory under which most do
}

// CheckLevers tries every lever off and full on the same draws and says what each
// does, in the order of the file. Sizes are measured under Representatives; whether
// anything differs is looked for under every theory of the run. The error is a
// *LeversError or that of a cancelled context. There is nothing to say without levers.
func (s *Subject) CheckLevers(ctx context.Context, draws int, watch Watch) ([]LeverCheck, error) {
	s.Config.Draws = draws
	t, err := s.levers(ctx, draws, draws, watch)
	if err != nil || t == nil {
		return nil, err
	}
	list := make([]LeverCheck, len(t.Levers))
	for i := range t.Levers {
		e := &t.Levers[i]
		list[i] = LeverCheck{Lever: e.Lever, Verdict: LeverTooSmall, Differ: most(e.Differ)}
		switch {
		case e.seen(s.Scenario.Bargain):
			list[i].Verdict = LeverActs
		case list[i].Differ == 0:
			if list[i].Differ, err = s.differs(ctx, e.Lever, t.Theories, draws); err != nil {
				return nil, err
			}
			if list[i].Differ == 0 {
				list[i].Verdict = LeverDoesNothing
			}
		}
	}
	return list, nil
}

// visible is the smallest change of an amount that counts as one, in stake units or as
// a part of the scale of an issue: draws that are the same but for one lever can show
// a change without error that nobody would call one.
const visible = 0.001

// seen reports whether the lever changes something that can be seen: beyond the Monte
// Carlo error, and an amount by at least visible.
func (e *LeverEffect) seen(b *model.Bargain) bool {
	for i := range e.Quantities {
		q := &e.Quantities[i]
		least := visible
		switch q.Quantity {
		case "share":
			least = 0
		case "terms":
			lo, hi := b.Issues[q.Index].Scale.Bounds()
			least = float64(visible * (hi - lo))
		}
		for t := range q.Responses {
			if p := &q.Responses[t].Whole; !p.Noise() && math.Abs(p.Difference.Value) >= least {
				return true
			}
		}
	}
	return false
}

// differs counts the draws in which lever k makes a difference under the theories
// of the run that are not tried: the most under one of them.
func (s *Subject) differs(ctx context.Context, k int, tried []int, draws int) (int, error) {
	done := map[int]bool{}
	for _, i := range tried {
		done[i] = true
	}
	var rest []int
	for i := range s.Theories {
		if !done[i] {
			rest = append(rest, i)
		}
	}
	if rest == nil {
		return 0, nil
	}
	of := *s
	of.Scenario = s.Scenario.Only(rest)
	of.chosen()
	of.Config.Draws = draws
	l := &leverTrial{s: &of}
	points := newPointCount(nil, 0, 2)
	var ends [2]*montecarlo.ColumnSink
	for end := range ends {
		var err error
		if ends[end], err = l.simulate(ctx, of.withWeight(k, float64(end)), points, of.Config.Workers); err != nil {
			return 0, err
		}
	}
	return most(differ(ends[0], ends[1], 0)), nil
}

// differ counts, by theory, the draws whose measure m is not the same to the last bit.
func differ(a, b *montecarlo.ColumnSink, m int) []int {
	counts := make([]int, len(a.Values))
	for t := range a.Values {
		for i, x := range a.Values[t][m] {
			if x != b.Values[t][m][i] {
				counts[t]++
			}
		}
	}
	return counts
}

func most(counts []int) int {
	n := 0
	for _, c := range counts {
		n = max(n, c)
	}
	return n
}

// fingerprint is a number that two outcomes share only if they are the same to the
// last bit, but for a chance of one in 2⁵³: FNV-1a over all that they hold.
func fingerprint(o *model.Outcome) float64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	add := func(x uint64) {
		for range 8 {
			h = (h ^ x&0xff) * prime
			x >>= 8
		}
	}
	count := func(xs ...int) {
		for _, x := range xs {
			add(uint64(x)) //nolint:gosec // the bits are what counts
		}
	}
	truth := func(x bool) {
		if x {
			add(1)
			return
		}
		add(0)
	}
	amounts := func(xs []float64) {
		for _, x := range xs {
			if x != x {
				x = math.NaN() // one of them
			}
			add(math.Float64bits(x))
		}
	}
	count(int(o.Class), o.Round, o.Package, int(o.Reason), o.Breaker, o.BreaksIn, o.NotConsenting, o.Lasted)
	truth(o.FrozenConflict)
	truth(o.Tied)
	truth(o.Durable)
	truth(o.Ended)
	amounts([]float64{o.Weakest})
	for _, xs := range [][]float64{o.Terms, o.Utility, o.Payoff, o.Reservation, o.Talking, o.Compliance, o.GivenAway, o.Price, o.Excess} {
		amounts(xs)
	}
	count(o.First[:]...)
	count(o.Blocks...)
	if o.Path != nil {
		amounts(o.Path.Line)
		for _, c := range o.Path.Class {
			count(int(c))
		}
		amounts(o.Path.Reservations)
	}
	return float64(h >> 11)
}
