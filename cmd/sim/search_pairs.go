package main

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/output"
)

const (
	pairDraws  = 16  // one draw in how many is played on the grid of a pair
	leastDraws = 256 // but no fewer of those in which the measure has a value
	pairsWhole = 3   // of how many pairs, those that seem to need least, the smallest change is found for its own sake
	pairsMost  = 12  // how many are looked at with all draws
)

// pairs looks at every two levers at once under the theories where no single one
// does. Each pair's square of weights is read on a grid first, with few draws:
// none, half and all of both, and in quarters where that gets near the goal. The
// pairs that seem to need the smallest change are then followed with all draws.
func (s *search) pairs(ctx context.Context) error {
	b := s.found
	var needy []int
	draws := 0
	for m := range b.Theories {
		if b.Goal.Met(b.Now[m].Value) || b.Smallest(m) >= 0 || len(b.Levers) < 2 || b.Now[m].N == 0 {
			continue
		}
		needy = append(needy, m)
		draws = max(draws, s.fewer(b.Now[m].N))
	}
	if needy == nil {
		return nil
	}
	b.PairDraws = draws
	var levers [][2]int
	for j := range b.Levers {
		for i := range j {
			levers = append(levers, [2]int{i, j})
		}
	}
	found := make([][]output.PairScan, len(levers)) // [pair][theory of needy]
	err := s.each(ctx, len(levers), func(ctx context.Context, i int) (err error) {
		found[i], err = s.square(ctx, levers[i], needy)
		return err
	})
	if err != nil {
		return err
	}
	for n, m := range needy {
		ps := make([]output.PairScan, len(levers))
		for i := range ps {
			ps[i] = found[i][n]
		}
		if err := s.follow(ctx, ps, m); err != nil {
			return err
		}
		b.Pairs[m] = ps
	}
	return nil
}

// fewer is how many draws the grids of pairs are played with, where a measure
// has a value in n draws of all.
func (s *search) fewer(n int) int {
	draws := leastDraws
	for draws < s.cfg.Draws/pairDraws || draws < s.cfg.Draws && draws*n < leastDraws*s.cfg.Draws {
		draws *= 2
	}
	return min(draws, s.cfg.Draws)
}

// square reads the square of two weights on a grid under some theories.
func (s *search) square(ctx context.Context, levers [2]int, theories []int) ([]output.PairScan, error) {
	halves, err := s.grid(ctx, levers, theories, []float64{0, 0.5, 1})
	if err != nil {
		return nil, err
	}
	var near []int // of theories, those under which the halves get near the goal
	var still []int
	for i := range halves {
		if halves[i].MayReach(s.found.Goal) {
			near, still = append(near, i), append(still, theories[i])
		}
	}
	if near == nil {
		return halves, nil
	}
	quarters, err := s.grid(ctx, levers, still, []float64{0, 0.25, 0.5, 0.75, 1})
	for i := range quarters {
		halves[near[i]] = quarters[i]
	}
	return halves, err
}

// grid reads the square of two weights at the places given and where they are.
func (s *search) grid(ctx context.Context, levers [2]int, theories []int, places []float64) ([]output.PairScan, error) {
	b := s.found
	var at [2][]float64
	now := [2]float64{b.Levers[levers[0]].Now, b.Levers[levers[1]].Now}
	for k := range at {
		at[k] = slices.Clone(places)
		if !slices.Contains(places, now[k]) {
			at[k] = append(at[k], now[k])
			slices.Sort(at[k])
		}
	}
	out := make([]output.PairScan, len(theories))
	names := make([]string, len(theories))
	for n, m := range theories {
		names[n] = b.Theories[m].Name
		out[n] = output.PairScan{Levers: levers, Now: now, Square: &analysis.Square{At: at, Figures: make([][]montecarlo.Estimate, len(at[0]))}}
		for i := range at[0] {
			out[n].Square.Figures[i] = make([]montecarlo.Estimate, len(at[1]))
		}
	}
	cfg := s.cfg
	cfg.Draws = b.PairDraws
	for i, x := range at[0] {
		for j, y := range at[1] {
			var both *montecarlo.Kept
			var where []int
			if x != now[0] && y != now[1] {
				s.shown.more(1)
				var err error
				if both, where, err = s.anew(ctx, []turn{{levers[0], x}, {levers[1], y}}, slices.Clone(names), cfg); err != nil {
					return nil, err
				}
			}
			for n, m := range theories {
				e := &out[n].Square.Figures[i][j]
				switch {
				case x != now[0] && y != now[1]:
					err := s.beyond(ctx, e, levers, x, y, m, both.Values[where[n]][0])
					if err != nil {
						return nil, err
					}
				case x != now[0]:
					*e = s.reading(m, levers[0], x)
				case y != now[1]:
					*e = s.reading(m, levers[1], y)
				default:
					*e = b.Now[m]
				}
			}
		}
	}
	return out, nil
}

// reading is what a scan of one lever read.
func (s *search) reading(theory, lever int, at float64) montecarlo.Estimate {
	for _, r := range s.found.Scans[theory][lever].Readings {
		if r.At == at {
			return r.Estimate
		}
	}
	return s.found.Now[theory]
}

// beyond estimates the figure with both levers moved from what each does alone,
// with all draws, and what the two do beyond that, with few.
func (s *search) beyond(ctx context.Context, e *montecarlo.Estimate, levers [2]int, x, y float64, theory int, both []float64) error {
	few := [4][]float64{3: both}
	for k, turns := range [][]turn{nil, {{levers[0], x}}, {{levers[1], y}}} {
		kept, err := s.play(ctx, turns) // played already; a longer run begins with the shorter one
		if err != nil {
			return err
		}
		few[k] = kept.Values[theory][0][:len(both)]
	}
	*e = analysis.Together(s.found.Now[theory], s.reading(theory, levers[0], x), s.reading(theory, levers[1], y), few, s.found.Measure.Share)
	return nil
}

// follow finds the smallest change of the pairs that may need least, with all
// draws: of the first few for its own sake, of others only if it is smaller.
func (s *search) follow(ctx context.Context, ps []output.PairScan, theory int) error {
	goal := s.found.Goal
	about := make([]float64, len(ps))
	var order []int
	for i := range ps {
		p := &ps[i]
		if !p.MayReach(goal) {
			continue
		}
		var least float64
		about[i], least = goal.Least(p.Square, p.Now)
		about[i], p.AtLeast = min(about[i], 2), least // 2: both from one end to the other
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(about[i], about[j]), cmp.Compare(ps[i].AtLeast, ps[j].AtLeast))
	})
	limit := math.Inf(1)
	whole := order[:min(pairsWhole, len(order))]
	if err := s.mix(ctx, ps, whole, theory, limit); err != nil {
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
		case ps[i].AtLeast >= limit-weightFine:
			ps[i].Fate = output.PairLarger
		case len(whole)+len(rest) >= pairsMost:
			ps[i].Fate = output.PairLeft
		default:
			rest = append(rest, i)
		}
	}
	if err := s.mix(ctx, ps, rest, theory, limit-weightFine); err != nil {
		return err
	}
	output.SortPairs(ps, goal)
	return nil
}

// mix looks for the smallest change of some pairs below a limit.
func (s *search) mix(ctx context.Context, ps []output.PairScan, which []int, theory int, limit float64) error {
	name := s.found.Theories[theory].Name
	return s.each(ctx, len(which), func(ctx context.Context, n int) error {
		p := &ps[which[n]]
		m, ok, err := s.found.Goal.Mix(p.Square, p.Now, limit, weightFine, func(x [2]float64) (montecarlo.Estimate, error) {
			return s.alone(ctx, []turn{{p.Levers[0], x[0]}, {p.Levers[1], x[1]}}, name)
		})
		switch {
		case ok:
			p.Found, p.Fate = &m, output.PairReaches
		case math.IsInf(limit, 1):
			p.Fate = output.PairFalls
		default:
			p.Fate = output.PairLarger
		}
		return err
	})
}
