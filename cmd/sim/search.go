package main

import (
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
	"sim/model/study"
	"sim/output"
)

const (
	scanSteps  = 4     // steps from 0 to 1 in which a weight is looked at
	weightFine = 0.008 // how finely the weight that is needed is found
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
	kept map[string]*montecarlo.Kept    // by what was changed
	read map[string]montecarlo.Estimate // by what was changed and the theory that alone was played
}

func newSearch(l *layers, name string, set []string, d *draws, b *output.Breakeven, shown *pointProgress) *search {
	s := &search{l: l, name: name, set: set, cfg: d.cfg, found: b, limit: max(1, d.cfg.Workers), shown: shown, kept: map[string]*montecarlo.Kept{}, read: map[string]montecarlo.Estimate{}}
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

// play plays the scenario after the turns, once, under all theories.
func (s *search) play(ctx context.Context, turns []turn) (*montecarlo.Kept, error) {
	key := s.key(turns)
	s.mu.Lock()
	kept := s.kept[key]
	s.mu.Unlock()
	if kept != nil {
		return kept, nil
	}
	kept, _, err := s.anew(ctx, turns, nil, s.cfg)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept[key] = kept
	return kept, nil
}

// anew plays the scenario after the turns under the theories named, beside the
// baseline, and says where each of these lies; under all if none is named.
func (s *search) anew(ctx context.Context, turns []turn, theories []string, cfg montecarlo.Config) (*montecarlo.Kept, []int, error) {
	set := slices.Clone(s.set)
	for _, t := range turns {
		set = append(set, s.change(t))
	}
	x, err := load(s.name, set)
	if err == nil {
		err = choose(s.l, x)
	}
	if err == nil && theories != nil {
		err = x.Choose(theories)
	}
	if err != nil {
		return nil, nil, err
	}
	played := theoryNames(x.Bargain)
	at := make([]int, len(theories))
	for i, name := range theories {
		at[i] = slices.Index(played, name)
	}
	m, err := scenario.ParseMeasure(s.found.Measure.Text, x.Bargain)
	if err != nil {
		return nil, nil, err
	}
	kept, err := montecarlo.NewKept(cfg, false, m.Of)
	if err != nil {
		return nil, nil, err
	}
	_, err = montecarlo.Run(ctx, x.Bargain, cfg, kept)
	s.shown.done()
	return kept, at, err
}

// together plays several changes side by side.
func (s *search) together(ctx context.Context, all [][]turn) error {
	s.shown.more(len(all))
	return s.each(ctx, len(all), func(ctx context.Context, i int) error {
		_, err := s.play(ctx, all[i])
		return err
	})
}

// each does n things side by side.
func (s *search) each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(s.limit)
	for i := range n {
		g.Go(func() error { return do(inner, i) })
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
	if e.N < study.MinimumDraws {
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
	base, err := s.play(ctx, nil)
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
	return s.pairs(ctx)
}

// scan finds what one lever does under one theory.
func (s *search) scan(ctx context.Context, scan *output.Scan, base *montecarlo.Kept, theory, lever int) error {
	b := s.found
	now := analysis.Reading{At: b.Levers[lever].Now, Estimate: b.Now[theory]}
	for step := range scanSteps + 1 {
		at := float64(step) / scanSteps
		kept, err := s.play(ctx, []turn{{lever, at}})
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
		if best, err = s.play(ctx, []turn{{lever, scan.Best.At}}); err != nil {
			return err
		}
	}
	h := analysis.Headline{Share: b.Measure.Share}
	scan.Change = h.Pair(base.Values[theory][0], best.Values[theory][0], base.Replicates)
	name := b.Theories[theory].Name
	crossing, ok, err := b.Goal.Nearest(now, scan.Readings, weightFine, func(at float64) (montecarlo.Estimate, error) {
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
	key := s.key(turns) + theory
	s.mu.Lock()
	e, known := s.read[key]
	s.mu.Unlock()
	if known {
		return e, nil
	}
	s.shown.more(1)
	kept, at, err := s.anew(ctx, turns, []string{theory}, s.cfg)
	if err != nil {
		return e, err
	}
	e = s.estimate(kept, at[0])
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read[key] = e
	return e, nil
}
