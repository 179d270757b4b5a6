package study

import (
	"cmp"
	"context"
	"math"
	"slices"
)

const (
	pairDraws  = 16  // one in this many draws is simulated for the surface of a pair
	leastDraws = 256 // but at least this many of those in which the measure has a value
	pairsWhole = 3   // number of pairs, those that seem to need least, whose smallest change is always determined
	pairsMost  = 12  // number of pairs simulated with all draws
)

// pairs searches all pairs of levers under the theories for which no single
// lever reaches the goal. First it estimates each pair's response surface from
// few draws; then it simulates the pairs that seem to need the smallest change
// with all draws.
func (b *breakevenSearch) pairs(ctx context.Context) error {
	var theories []int
	draws := 0
	for m := range b.Subject.Theories {
		if b.Goal.Met(b.Now[m].Value) || b.Smallest(m) >= 0 || len(b.Levers) < 2 || b.Now[m].N == 0 {
			continue
		}
		theories = append(theories, m)
		draws = max(draws, b.fewer(b.Now[m].N))
	}
	if theories == nil {
		return nil
	}
	b.PairDraws = draws
	if b.responses != nil {
		b.PairDraws = b.SurfaceDraws
	}
	var levers [][2]int
	for j := range b.Levers {
		for i := range j {
			levers = append(levers, [2]int{i, j})
		}
	}
	found := make([][]PairScan, len(levers)) // [pair][index in theories]
	err := sideBySide(ctx, b.Subject.Config.Workers, len(levers), func(ctx context.Context, i int) (err error) {
		if b.responses == nil {
			found[i], err = b.surfaces(ctx, levers[i], theories)
			return err
		}
		for _, m := range theories {
			found[i] = append(found[i], b.surfaceGrid(levers[i], m))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n, m := range theories {
		ps := make([]PairScan, len(levers))
		for i := range ps {
			ps[i] = found[i][n]
		}
		follow := b.followPairs
		if b.responses != nil {
			follow = b.followSurface
		}
		if err := follow(ctx, ps, m); err != nil {
			return err
		}
		b.Pairs[m] = ps
	}
	return nil
}

// fewer is the number of draws for the surfaces of pairs, if the measure has a
// value in n of all draws.
func (b *breakevenSearch) fewer(n int) int {
	all, draws := b.Subject.Config.Draws, leastDraws
	for draws < all/pairDraws || draws < all && draws*n < leastDraws*all {
		draws *= 2
	}
	return min(draws, all)
}

// followPairs finds, with all draws, the smallest change of the pairs that may need
// the least: of the first few in any case, of others only if it is smaller.
func (b *breakevenSearch) followPairs(ctx context.Context, ps []PairScan, theory int) error {
	order := b.promising(ps)
	limit := math.Inf(1)
	whole := order[:min(pairsWhole, len(order))]
	if err := b.mix(ctx, ps, whole, theory, limit); err != nil {
		return err
	}
	for _, i := range whole {
		if m := ps[i].Found; m != nil {
			limit = min(limit, m.Size)
		}
	}
	var rest []int
	for _, i := range order[len(whole):] {
		switch {
		case ps[i].least >= limit-weightFine:
			ps[i].Status = PairLarger
		case len(whole)+len(rest) >= pairsMost:
			ps[i].Status = PairNotFollowed
		default:
			rest = append(rest, i)
		}
	}
	if err := b.mix(ctx, ps, rest, theory, limit-weightFine); err != nil {
		return err
	}
	sortPairs(ps, b.Goal)
	return nil
}

// promising returns the pairs whose surface may reach the goal, those that seem
// to need the smallest change first.
func (b *breakevenSearch) promising(ps []PairScan) (order []int) {
	about := make([]float64, len(ps))
	for i := range ps {
		p := &ps[i]
		if !p.mayReach(b.Goal) {
			continue
		}
		about[i], p.least = b.Goal.Least(p.Surface, p.Now)
		about[i] = min(about[i], 2) // both from one end to the other
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(about[i], about[j]), cmp.Compare(ps[i].least, ps[j].least))
	})
	return order
}

// mix finds the smallest change below a limit for some pairs, over all mixtures
// of the two levers.
func (b *breakevenSearch) mix(ctx context.Context, ps []PairScan, which []int, theory int, limit float64) error {
	name := b.Subject.Theories[theory].Name
	return sideBySide(ctx, b.Subject.Config.Workers, len(which), func(ctx context.Context, n int) error {
		p := &ps[which[n]]
		m, ok, err := b.Goal.SmallestMixedChange(p.Surface, p.Now, limit, weightFine, func(x [2]float64) (Estimate, error) {
			return b.variants.underOne(ctx, []weightChange{{p.Levers[0], x[0]}, {p.Levers[1], x[1]}}, name)
		})
		switch {
		case ok:
			p.Found, p.Status = &m, PairReaches
		case math.IsInf(limit, 1):
			p.Status = PairFails
		default:
			p.Status = PairLarger
		}
		return err
	})
}
