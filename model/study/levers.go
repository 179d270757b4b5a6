package study

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// Values of RunOptions.Levers other than a number of draws.
const (
	LeversAuto = -1            // as many draws as LeverDraws says
	LeversAll  = math.MaxInt32 // all draws of the run
)

// ParseLevers reads on how many draws levers are tried: a number, all, off, or
// auto.
func ParseLevers(text string) (int, error) {
	switch text {
	case "auto":
		return LeversAuto, nil
	case "all":
		return LeversAll, nil
	case "off":
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > LeversAll {
		return 0, errors.New("expected a number of draws, all, off or auto")
	}
	return n, nil
}

// A LeversError means that the sampler cannot generate as many draws as levers
// are to be tried on.
type LeversError struct{ Err error }

func (e *LeversError) Error() string { return "levers: " + e.Err.Error() }
func (e *LeversError) Unwrap() error { return e.Err }

// A LeverTable says what each lever does, adjusted alone: off (weight 0), as it
// is in the scenario, and full (weight 1), on the same draws.
type LeverTable struct {
	Draws    int   // number of draws: the first ones of the run
	Theories []int // Representatives, as indices in the theories of the run
	Levers   []LeverEffect
}

// A LeverEffect is what one lever does.
type LeverEffect struct {
	Lever      int             // index in Bargain.Levers
	Quantities []LeverQuantity // the same ones, in the same order, for all levers
	Differ     []int           // by Representative: draws that differ in anything with the lever off and full
}

// A LeverQuantity is a quantity with one lever off, as it is, and full.
type LeverQuantity struct {
	// Quantity is share, of draws that end in an outcome; terms, the mean of an
	// issue in its own unit; option_share, of the draws that settle an issue with
	// options, those that put it at one; agreement_payoff, utility or reservation_value, the
	// mean of a party in stake units. Terms and agreement payoffs are compared
	// over the draws that have them in all three states: the same draws.
	Quantity, Key string
	Index         int             // of the outcome, issue, option or party
	Responses     []LeverResponse // by Representative
	Effect        analysis.Effects
}

// A LeverResponse is how a quantity responds to one lever under one theory.
type LeverResponse struct {
	AsIs     Estimate
	Whole    analysis.Paired // A with the lever off, B with the lever full
	UpTo, On Estimate        // differences of paired draws: off to as it is, as it is to full
	Bends    bool            // beyond the error, the response rises on one part of the way and falls on the other
}

// Response returns the response of a quantity of a lever; nil if the table has
// no such quantity.
func (e *LeverEffect) Response(quantity, key string) *LeverQuantity {
	for i := range e.Quantities {
		if q := &e.Quantities[i]; q.Quantity == quantity && q.Key == key {
			return q
		}
	}
	return nil
}

// Representatives returns the indices of one theory of each cause, in the order
// of the run, given the leading one: the leading theory for its own cause; for another the first that
// is compared with a twin in the run, or else the first. Theories that ask
// nobody have no outcomes and are represented only if there are no others.
func Representatives(b *model.Bargain, lead int) []int {
	at := map[string]int{}
	var families []string
	for i := range b.Theories {
		t := &b.Theories[i]
		if !t.Pooled() {
			continue
		}
		was, known := at[t.Family]
		if !known {
			families = append(families, t.Family)
		}
		if !known || i == lead || was != lead && b.TwinOf(was) < 0 && b.TwinOf(i) >= 0 {
			at[t.Family] = i
		}
	}
	if families == nil {
		return []int{lead}
	}
	var all []int
	for _, family := range families {
		all = append(all, at[family])
	}
	return all
}

const (
	fewestLeverDraws = 256
	// leverBudget is how much simulation, in the unit of leverCost, two
	// processors of 2025 do in about three seconds.
	leverBudget = 60_000_000
)

// LeverDraws returns on how many of the run's draws levers are tried if nobody
// says: the largest power of two whose estimated cost is within three seconds
// on two processors, at least 256, at most all. The estimate depends on the
// scenario alone, never on the clock, so that data files can be reproduced.
func (s *Subject) LeverDraws(draws int) int {
	b := s.Scenario.Bargain
	each := (2*len(b.Levers) + 1) * len(Representatives(b, s.Lead)) * leverCost(b)
	n := fewestLeverDraws
	for 2*n*each <= leverBudget && 2*n <= draws {
		n *= 2
	}
	return min(n, draws)
}

// leverCost estimates what a draw costs under one theory, in tenths of a
// microsecond: it grows with the rounds, and in each with packages, issues and
// parties.
func leverCost(b *model.Bargain) int {
	return 500 + (1+b.Clock.Rounds)*max(1, len(b.Packages))*len(b.Issues)*len(b.Parties)
}

// levers tries every lever off and full on the first draws of a run; nil if there
// are no levers or none of the draws are to be used.
func (s *Subject) levers(ctx context.Context, asked, simulated int, watch Watch) (*LeverTable, error) {
	b := s.Scenario.Bargain
	if asked == 0 || len(b.Levers) == 0 {
		return nil, nil
	}
	if asked == LeversAuto {
		asked = s.LeverDraws(simulated)
	}
	t := &LeverTable{Draws: min(asked, simulated), Theories: Representatives(b, s.Lead)}
	of := *s
	of.Scenario = s.Scenario.Only(t.Theories)
	of.chosen()
	of.Config.Draws = t.Draws
	l := &leverTrial{s: &of}
	l.list()
	points := newPointCount(watch, 0, 2*len(b.Levers)+1)
	asIs, err := l.simulate(ctx, &of, points, of.Config.Workers)
	if err != nil {
		return nil, err
	}
	listed := b.ListedLevers()
	t.Levers = make([]LeverEffect, len(listed))
	err = sideBySide(ctx, s.Config.Workers, len(listed), func(ctx context.Context, i int) (err error) {
		t.Levers[i], err = l.try(ctx, listed[i], asIs, points)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t, nil
}

// A leverTrial is what every lever is tried for.
type leverTrial struct {
	s          *Subject // under Representatives only
	quantities []LeverQuantity
	sameDraws  []bool // by quantity: it is compared over the draws that have it in all states
	measures   []func(*model.Outcome) float64
}

// list lists the quantities and their measures.
func (l *leverTrial) list() {
	b := l.s.Scenario.Bargain
	asks := !l.s.Theories[0].Predicts
	for _, of := range []struct {
		name, quantity string
		sameDraws      bool
	}{
		{"share", "share", false},
		{"terms", "terms_p50", true},
		{"option_share", "option_share", true},
		{"agreement_payoff", "agreement_payoff_mean", true},
		{"utility", "utility_mean", false},
		{"reservation_value", "reservation_value_mean", false},
	} {
		for i := range model.Quantities {
			q := &model.Quantities[i]
			if q.Name != of.quantity || q.Of == model.OfOutcome && !asks {
				continue
			}
			keys := q.Keys(b)
			for _, key := range q.Listed(b) {
				if q.Of == model.OfIssue && b.Issues[key].Options != nil {
					continue // a mean of options says nothing; their shares do
				}
				l.quantities = append(l.quantities, LeverQuantity{Quantity: of.name, Key: keys[key], Index: key})
				l.sameDraws = append(l.sameDraws, of.sameDraws)
				l.measures = append(l.measures, func(o *model.Outcome) float64 { return q.Value(b, o, key) })
			}
		}
	}
}

// simulate returns the measures of every draw of a variant.
func (l *leverTrial) simulate(ctx context.Context, variant *Subject, points *pointCount, workers int) (*montecarlo.ColumnSink, error) {
	v := *variant
	v.Config.Workers = workers
	kept, err := v.Config.kept(false, append(slices.Clip(l.measures), fingerprint)...)
	if err != nil {
		return nil, err
	}
	progress, end := points.begin(v.Config.Draws)
	err = v.pass(ctx, v.Config.engine(v.tables), progress, kept)
	end()
	points.add(1, 0)
	return kept, err
}

// try compares lever k off and full with the scenario as it is.
func (l *leverTrial) try(ctx context.Context, k int, asIs *montecarlo.ColumnSink, points *pointCount) (LeverEffect, error) {
	e := LeverEffect{Lever: k}
	var ends [2]*montecarlo.ColumnSink
	for end := range ends {
		if l.s.Scenario.Bargain.Levers[k].Weight == model.Known(float64(end)) { // the scenario as it is
			ends[end] = asIs
			points.add(1, 0)
			continue
		}
		variant := l.s.withWeight(k, float64(end))
		var err error
		if ends[end], err = l.simulate(ctx, variant, points, 1); err != nil {
			return e, err
		}
	}
	theories := l.s.Theories
	for m, q := range l.quantities {
		effects, errors, weights := make([]float64, len(theories)), make([]float64, len(theories)), make([]float64, len(theories))
		for t := range theories {
			off, now, full := ends[0].Values[t][m], asIs.Values[t][m], ends[1].Values[t][m]
			if l.sameDraws[m] {
				off, now, full = inAll(off, now, full)
			}
			r := Respond(q.Quantity == "share", off, now, full, asIs.Replicates)
			q.Responses = append(q.Responses, r)
			effects[t], errors[t], weights[t] = r.Whole.Difference.Value, r.Whole.Difference.Error, 1/float64(len(theories))
		}
		q.Effect = analysis.NewEffects(effects, errors, weights)
		e.Quantities = append(e.Quantities, q)
	}
	e.Differ = differ(ends[0], ends[1], len(l.measures))
	return e, nil
}

// Respond compares a quantity, given by draw, in the three states of a lever: a share
// of draws, 1 or 0, or a mean over the draws that have a value, NaN for none.
// Replicates is as in analysis.PairShare.
func Respond(share bool, off, now, full []float64, replicates int) LeverResponse {
	h := analysis.Headline{Share: share}
	upTo, on := h.Pair(off, now, replicates), h.Pair(now, full, replicates)
	r := LeverResponse{AsIs: on.A, Whole: h.Pair(off, full, replicates), UpTo: upTo.Difference, On: on.Difference}
	r.Bends = !upTo.Noise() && !on.Noise() && (r.UpTo.Value > 0) != (r.On.Value > 0)
	return r
}

// inAll keeps the values of the draws that have one in all three lists.
func inAll(a, b, c []float64) (x, y, z []float64) {
	x, y, z = make([]float64, len(a)), make([]float64, len(a)), make([]float64, len(a))
	for i := range a {
		x[i], y[i], z[i] = a[i], b[i], c[i]
		if math.IsNaN(float64(a[i] + b[i] + c[i])) {
			x[i], y[i], z[i] = math.NaN(), math.NaN(), math.NaN()
		}
	}
	return x, y, z
}

// Counts returns in how many of the theories the quantity is larger and in how
// many smaller with the lever full than with it off, beyond the error.
func (q *LeverQuantity) Counts() (more, fewer int) {
	for i := range q.Responses {
		switch p := &q.Responses[i].Whole; {
		case p.Noise():
		case p.Difference.Value > 0:
			more++
		default:
			fewer++
		}
	}
	return more, fewer
}

// HeadlineOutcome returns the outcome that a run speaks of first: that of the
// scenario's first package, a settlement if there is none.
func (r *Result) HeadlineOutcome() model.Class { return headlineClass(r.Scenario.Bargain) }

// Strongest returns up to n levers in the order of their largest effect on the
// headline outcome beyond the error, over the theories: those without one are
// left out.
func (r *Result) Strongest(n int) []*LeverEffect {
	if r.Levers == nil {
		return nil
	}
	key := r.HeadlineOutcome().String()
	size := func(k int) float64 {
		most := 0.0
		if q := r.Levers.Levers[k].Response("share", key); q != nil {
			for i := range q.Responses {
				if p := &q.Responses[i].Whole; !p.Noise() {
					most = max(most, math.Abs(p.Difference.Value))
				}
			}
		}
		return most
	}
	var list []*LeverEffect
	for _, k := range largestFirst(len(r.Levers.Levers), size) {
		if size(k) > 0 && len(list) < n {
			list = append(list, &r.Levers.Levers[k])
		}
	}
	return list
}
