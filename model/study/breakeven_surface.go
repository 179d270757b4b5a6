package study

import (
	"context"
	"math"
	"slices"

	"sim/model/analysis"
)

// surfaces estimates the response surface of two weights under some theories,
// at weights 0, ½ and 1, and at quarters if that comes near the goal.
func (b *breakevenSearch) surfaces(ctx context.Context, levers [2]int, theories []int) ([]PairScan, error) {
	halves, err := b.grid(ctx, levers, theories, []float64{0, 0.5, 1})
	if err != nil {
		return nil, err
	}
	var near []int // indices in halves of those that come near the goal
	var which []int
	for i := range halves {
		if halves[i].mayReach(b.Goal) {
			near, which = append(near, i), append(which, theories[i])
		}
	}
	if near == nil {
		return halves, nil
	}
	quarters, err := b.grid(ctx, levers, which, quarters)
	for i := range quarters {
		halves[near[i]] = quarters[i]
	}
	return halves, err
}

// grid estimates the quantity at the given weights of two levers, and at their
// current weights, under some theories.
func (b *breakevenSearch) grid(ctx context.Context, levers [2]int, theories []int, weights []float64) ([]PairScan, error) {
	var at [2][]float64
	now := [2]float64{b.Levers[levers[0]].Now, b.Levers[levers[1]].Now}
	for k := range at {
		at[k] = withNow(weights, now[k])
	}
	out := make([]PairScan, len(theories))
	for n := range out {
		out[n] = PairScan{Levers: levers, Now: now, Surface: &analysis.ResponseSurface{At: at, Figures: make([][]Estimate, len(at[0]))}}
	}
	for i, x := range at[0] {
		for _, y := range at[1] {
			es, err := b.figures(ctx, [2]weightChange{{levers[0], x}, {levers[1], y}}, theories)
			if err != nil {
				return nil, err
			}
			for n := range out {
				out[n].Surface.Figures[i] = append(out[n].Surface.Figures[i], es[n])
			}
		}
	}
	return out, nil
}

// figures estimates the quantity at given weights of two levers under some
// theories. A simulation is needed only if both weights differ from those of
// the scenario: of the interaction, with fewer draws.
func (b *breakevenSearch) figures(ctx context.Context, to [2]weightChange, theories []int) ([]Estimate, error) {
	var moved []weightChange
	for _, c := range to {
		if c.weight != b.Levers[c.lever].Now {
			moved = append(moved, c)
		}
	}
	es := make([]Estimate, len(theories))
	if len(moved) < 2 {
		for n, m := range theories {
			if es[n] = b.Now[m]; len(moved) == 1 {
				es[n] = b.reading(m, moved[0])
			}
		}
		return es, nil
	}
	names := make([]string, len(theories))
	for n, m := range theories {
		names[n] = b.Subject.Theories[m].Name
	}
	b.variants.count.add(0, 1)
	both, where, err := b.variants.columns(ctx, moved, names, b.PairDraws)
	if err != nil {
		return nil, err
	}
	for n, m := range theories {
		if es[n], err = b.together(ctx, to, m, both.Values[where[n]][0]); err != nil {
			return nil, err
		}
	}
	return es, nil
}

// reading returns the estimate from the scan of a lever at a weight.
func (b *breakevenSearch) reading(theory int, c weightChange) Estimate {
	if e, ok := b.Scans[theory][c.lever].at(c.weight); ok {
		return e
	}
	return b.Now[theory]
}

// together estimates the quantity with both levers moved: the effects of each
// alone from all draws, plus their interaction from few.
func (b *breakevenSearch) together(ctx context.Context, to [2]weightChange, theory int, both []float64) (e Estimate, err error) {
	var alone [3][]float64
	replicates := 0
	for k, changes := range [][]weightChange{nil, to[:1], to[1:]} {
		kept, err := b.variants.under(ctx, changes) // simulated already; the longer run starts with the same draws
		if err != nil {
			return e, err
		}
		alone[k], replicates = kept.Values[theory][0], kept.Replicates
	}
	e = analysis.Interaction(alone, both, b.Measure.Share, replicates)
	for _, one := range []Estimate{b.Now[theory], b.reading(theory, to[0]), b.reading(theory, to[1])} {
		if math.IsNaN(one.Value) { // rests on too few draws
			e.Value = math.NaN()
		}
	}
	return e, nil
}

// quarters are weights at which surfaces are read.
var quarters = []float64{0, 0.25, 0.5, 0.75, 1}

// withNow returns ascending weights and, if it is none of them, the present one.
func withNow(weights []float64, now float64) []float64 {
	all := slices.Clone(weights)
	if !slices.Contains(all, now) {
		all = append(all, now)
		slices.Sort(all)
	}
	return all
}
