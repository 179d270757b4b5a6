package main

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

const (
	scanSteps  = 4     // steps from 0 to 1 in which a weight is looked at
	weightFine = 0.008 // how finely the weight that is needed is found
	pairLevers = 6     // of how many levers, those that get farthest, pairs are tried
	pairSteps  = 4     // steps in which the way of two levers is looked at
)

// A search looks for the smallest change that reaches a goal. Everything plays
// the same draws.
type search struct {
	l     *layers
	name  string
	set   []string
	cfg   montecarlo.Config
	found *output.Breakeven
	limit int
	shown *pointProgress

	mu   sync.Mutex
	kept map[string]*montecarlo.Kept // by what was changed
}

func newSearch(l *layers, name string, set []string, d *draws, b *output.Breakeven, shown *pointProgress) *search {
	s := &search{l: l, name: name, set: set, cfg: d.cfg, found: b, limit: max(1, d.cfg.Workers), shown: shown, kept: map[string]*montecarlo.Kept{}}
	s.cfg.Workers, s.cfg.Tables = 1, new(montecarlo.Tables)
	return s
}

// A turn is a weight that a lever is given.
type turn struct {
	lever  int
	weight float64
}

func (s *search) change(t turn) string {
	return s.found.Levers[t.lever].Path + "=" + strconv.FormatFloat(t.weight, 'g', -1, 64)
}

func (s *search) key(turns []turn) string {
	changes := make([]string, len(turns))
	for i, t := range turns {
		changes[i] = s.change(t)
	}
	return strings.Join(changes, " ") + " "
}

// play plays the scenario after the turns, once, under all theories or only the
// given one and the baseline.
func (s *search) play(ctx context.Context, turns []turn, theory string) (*montecarlo.Kept, error) {
	key := s.key(turns) + theory
	s.mu.Lock()
	kept := s.kept[key]
	s.mu.Unlock()
	if kept != nil {
		return kept, nil
	}
	set := slices.Clone(s.set)
	for _, t := range turns {
		set = append(set, s.change(t))
	}
	x, err := load(s.name, set)
	if err == nil {
		err = s.l.choose(x)
	}
	if err == nil && theory != "" {
		err = x.Choose([]string{theory})
	}
	if err != nil {
		return nil, err
	}
	m, err := scenario.ParseMeasure(s.found.Measure.Text, x.Bargain)
	if err != nil {
		return nil, err
	}
	if kept, err = montecarlo.NewKept(s.cfg, false, m.Of); err != nil {
		return nil, err
	}
	if _, err := montecarlo.Run(ctx, x.Bargain, s.cfg, kept); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[key] = kept
	s.shown.done()
	return kept, nil
}

// together plays several changes side by side.
func (s *search) together(ctx context.Context, all [][]turn) error {
	s.shown.more(len(all))
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(s.limit)
	for _, turns := range all {
		g.Go(func() error {
			_, err := s.play(inner, turns, "")
			return err
		})
	}
	err := g.Wait()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// estimate is the figure; without a value where it rests on too few draws.
func (s *search) estimate(kept *montecarlo.Kept, theory int) montecarlo.Estimate {
	e := analysis.Estimate(kept.Values[theory][0], s.found.Measure.Share, 0, kept.Replicates)
	if e.N < output.MinimumDraws {
		e.Value = math.NaN()
	}
	return e
}

// run looks at single levers, then at pairs where none of them does.
func (s *search) run(ctx context.Context) error {
	b := s.found
	all := [][]turn{nil}
	for i := range b.Levers {
		for step := range scanSteps + 1 {
			all = append(all, []turn{{i, float64(step) / scanSteps}})
		}
	}
	if err := s.together(ctx, all); err != nil {
		return err
	}
	base, err := s.play(ctx, nil, "")
	if err != nil {
		return err
	}
	for m := range b.Theories {
		b.Now = append(b.Now, s.estimate(base, m))
		scans := make([]output.Scan, len(b.Levers))
		for i := range b.Levers {
			if err := s.scan(ctx, &scans[i], base, m, i); err != nil {
				return err
			}
		}
		b.Scans, b.Pairs = append(b.Scans, scans), append(b.Pairs, nil)
	}
	for m := range b.Theories {
		if b.Goal.Met(b.Now[m].Value) || b.Smallest(m) >= 0 {
			continue
		}
		if b.Pairs[m], err = s.pairs(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// scan finds what one lever does under one theory.
func (s *search) scan(ctx context.Context, scan *output.Scan, base *montecarlo.Kept, theory, lever int) error {
	b := s.found
	now := analysis.Reading{At: b.Levers[lever].Now, Estimate: b.Now[theory]}
	for step := range scanSteps + 1 {
		at := float64(step) / scanSteps
		kept, err := s.play(ctx, []turn{{lever, at}}, "")
		if err != nil {
			return err
		}
		scan.Readings = append(scan.Readings, analysis.Reading{At: at, Estimate: s.estimate(kept, theory)})
	}
	best, some := base, false
	if scan.Best, some = b.Goal.Best(append([]analysis.Reading{now}, scan.Readings...)); !some {
		scan.Best = now
	}
	if scan.Best.At != now.At {
		var err error
		if best, err = s.play(ctx, []turn{{lever, scan.Best.At}}, ""); err != nil {
			return err
		}
	}
	h := analysis.Headline{Share: b.Measure.Share}
	scan.Change = h.Pair(base.Values[theory][0], best.Values[theory][0], base.Replicates)
	name := b.Theories[theory].Name
	crossing, ok, err := b.Goal.Nearest(now, scan.Readings, weightFine, func(at float64) (montecarlo.Estimate, error) {
		s.shown.more(1)
		return s.alone(ctx, []turn{{lever, at}}, name)
	})
	if ok {
		scan.Needed = &crossing
	}
	return err
}

// alone is the figure after the turns under one theory, which alone is played,
// beside the baseline: it plays the same draws as with all others.
func (s *search) alone(ctx context.Context, turns []turn, theory string) (montecarlo.Estimate, error) {
	kept, err := s.play(ctx, turns, theory)
	if err != nil {
		return montecarlo.Estimate{}, err
	}
	return s.estimate(kept, len(kept.Values)-1), nil
}

// pairs tries two levers at once under a theory: those that get farthest alone,
// both at their farthest, and if that reaches the goal, how much of the way does.
func (s *search) pairs(ctx context.Context, theory int) ([]output.PairScan, error) {
	b := s.found
	order := make([]int, 0, len(b.Levers))
	for i := range b.Levers {
		if b.Scans[theory][i].Best.At != b.Levers[i].Now {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		x, y := b.Scans[theory][i].Best.Value, b.Scans[theory][j].Best.Value
		if b.Goal.AtMost {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(y, x)
	})
	order = order[:min(pairLevers, len(order))]
	name := b.Theories[theory].Name
	var ps []output.PairScan
	for i := range order {
		for j := range i {
			ps = append(ps, output.PairScan{Levers: [2]int{order[j], order[i]}})
		}
	}
	s.shown.more(len(ps))
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(s.limit)
	for i := range ps {
		g.Go(func() error { return s.pair(inner, &ps[i], theory, name) })
	}
	err := g.Wait()
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	slices.SortStableFunc(ps, func(x, y output.PairScan) int {
		if b.Goal.AtMost {
			return cmp.Compare(x.Best.Value, y.Best.Value)
		}
		return cmp.Compare(y.Best.Value, x.Best.Value)
	})
	return ps, err
}

// pair tries one pair.
func (s *search) pair(ctx context.Context, p *output.PairScan, theory int, name string) error {
	b := s.found
	var now [2]float64
	for k, i := range p.Levers {
		now[k], p.Far[k] = b.Levers[i].Now, b.Scans[theory][i].Best.At
	}
	at := func(way float64) []turn {
		return []turn{{p.Levers[0], now[0] + way*(p.Far[0]-now[0])}, {p.Levers[1], now[1] + way*(p.Far[1]-now[1])}}
	}
	var err error
	if p.Best, err = s.alone(ctx, at(1), name); err != nil || !b.Goal.Met(p.Best.Value) {
		return err
	}
	var readings []analysis.Reading
	for step := 1; step <= pairSteps; step++ {
		way := float64(step) / pairSteps
		e, err := s.alone(ctx, at(way), name)
		if err != nil {
			return err
		}
		readings = append(readings, analysis.Reading{At: way, Estimate: e})
	}
	c, ok, err := b.Goal.Nearest(analysis.Reading{At: 0, Estimate: b.Now[theory]}, readings, 0.02, func(way float64) (montecarlo.Estimate, error) {
		return s.alone(ctx, at(way), name)
	})
	if err != nil || !ok {
		return err
	}
	turns := at(c.At)
	p.Needed, p.Reached = &[2]float64{turns[0].weight, turns[1].weight}, c.Estimate
	return nil
}
