package study

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// A weightChange sets the weight of a lever.
type weightChange struct {
	lever  int // index in BreakevenResult.Levers
	weight float64
}

// leverVariants simulates a scenario with changed weights of its levers, each
// variant once, on the same draws. Several goroutines may use it at once.
type leverVariants struct {
	s       *Subject
	measure Measure
	levers  []LeverWeight
	count   *pointCount
	work    *keptWork // finished pieces

	mu        sync.Mutex
	kept      map[string]*montecarlo.ColumnSink // by changes
	underOnly map[string]Estimate               // by changes and by the only theory simulated
}

func newLeverVariants(s *Subject, m Measure, levers []LeverWeight, count *pointCount) *leverVariants {
	return &leverVariants{s: s, measure: m, levers: levers, count: count, work: newKeptWork(), kept: map[string]*montecarlo.ColumnSink{}, underOnly: map[string]Estimate{}}
}

// overrides returns changes as path=value.
func (v *leverVariants) overrides(changes []weightChange) []string {
	texts := make([]string, len(changes))
	for i, c := range changes {
		texts[i] = v.levers[c.lever].Path + "=" + strconv.FormatFloat(c.weight, 'g', -1, 64)
	}
	return texts
}

func (v *leverVariants) key(changes []weightChange) string {
	return strings.Join(v.overrides(changes), " ") + " "
}

// all simulates many variants in parallel.
func (v *leverVariants) all(ctx context.Context, variants [][]weightChange) error {
	v.count.add(0, len(variants))
	return sideBySide(ctx, v.s.Config.Workers, len(variants), func(ctx context.Context, i int) error {
		_, err := v.under(ctx, variants[i])
		return err
	})
}

// under returns the measure in every draw after the changes, under all
// theories.
func (v *leverVariants) under(ctx context.Context, changes []weightChange) (*montecarlo.ColumnSink, error) {
	key := v.key(changes)
	v.mu.Lock()
	kept := v.kept[key]
	v.mu.Unlock()
	if kept != nil {
		return kept, nil
	}
	kept, _, err := v.columns(ctx, changes, nil, v.s.Config.Draws)
	if err != nil {
		return nil, err
	}
	v.work.forget(v.piece(changes, nil, v.s.Config.Draws))
	v.mu.Lock()
	defer v.mu.Unlock()
	v.kept[key] = kept
	return kept, nil
}

// underOne returns the quantity after the changes under one theory. Only that
// theory and the baseline are simulated, on the same draws as with all
// theories.
func (v *leverVariants) underOne(ctx context.Context, changes []weightChange, theory string) (Estimate, error) {
	return v.underFirst(ctx, changes, theory, v.s.Config.Draws)
}

// underFirst is underOne on the first few draws.
func (v *leverVariants) underFirst(ctx context.Context, changes []weightChange, theory string, draws int) (Estimate, error) {
	key := v.key(changes) + theory + " " + strconv.Itoa(draws)
	v.mu.Lock()
	e, known := v.underOnly[key]
	v.mu.Unlock()
	if known {
		return e, nil
	}
	v.count.add(0, 1)
	done := true
	xs, err := v.work.do("estimate "+key, func() ([]float64, error) {
		done = false
		kept, at, err := v.simulate(ctx, changes, []string{theory}, draws)
		if err != nil {
			return nil, err
		}
		e := v.estimate(kept, at[0])
		return []float64{float64(e.N), e.Value, e.Error, e.Lower, e.Upper}, nil
	})
	if err != nil {
		return e, err
	}
	if len(xs) != 5 {
		return e, ErrDamaged
	}
	if done {
		v.count.add(1, 0)
	}
	e = Estimate{N: int(xs[0]), Value: xs[1], Error: xs[2], Lower: xs[3], Upper: xs[4]}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.underOnly[key] = e
	return e, nil
}

// piece names what columns returns.
func (v *leverVariants) piece(changes []weightChange, theories []string, draws int) string {
	return fmt.Sprintln("columns", v.overrides(changes), theories, draws)
}

// columns is simulate, unless that was finished earlier.
func (v *leverVariants) columns(ctx context.Context, changes []weightChange, theories []string, draws int) (kept *montecarlo.ColumnSink, at []int, err error) {
	xs, err := v.work.do(v.piece(changes, theories, draws), func() (xs []float64, err error) {
		if kept, at, err = v.simulate(ctx, changes, theories, draws); err != nil {
			return nil, err
		}
		xs = append(xs, float64(len(kept.Values)))
		for _, t := range at {
			xs = append(xs, float64(t))
		}
		for _, columns := range kept.Values {
			xs = append(xs, columns[0]...)
		}
		return xs, nil
	})
	if err != nil || kept != nil {
		return kept, at, err
	}
	v.count.add(1, 0)
	head := 1 + len(theories)
	if len(xs) < head || len(xs) != head+int(xs[0])*draws {
		return nil, nil, ErrDamaged
	}
	kept = &montecarlo.ColumnSink{N: draws}
	if kept.Replicates, err = v.s.Config.Replicates(); err != nil {
		return nil, nil, err
	}
	for _, x := range xs[1:head] {
		at = append(at, int(x))
	}
	for n := head; n < len(xs); n += draws {
		kept.Values = append(kept.Values, [][]float64{xs[n:][:draws:draws]})
	}
	return kept, at, nil
}

// simulate simulates the scenario after the changes under the named theories
// and the baseline, or under all theories if none is named, and returns their
// indices.
func (v *leverVariants) simulate(ctx context.Context, changes []weightChange, theories []string, draws int) (kept *montecarlo.ColumnSink, at []int, err error) {
	s, err := v.s.With(v.overrides(changes)...)
	if err != nil {
		return nil, nil, err
	}
	if theories != nil {
		if err := s.Choose(theories...); err != nil {
			return nil, nil, err
		}
	}
	names := s.TheoryNames()
	for _, name := range theories {
		at = append(at, slices.Index(names, name))
	}
	s.Config.Workers, s.Config.Draws = 1, draws // variants are simulated in parallel
	if kept, err = s.keptMeasure(v.measure.Text); err != nil {
		return nil, nil, err
	}
	progress, end := v.count.begin(draws)
	err = s.pass(ctx, s.Config.engine(s.tables), progress, kept)
	end()
	if err != nil {
		return nil, nil, err
	}
	v.count.add(1, 0)
	return kept, at, nil
}

// estimate returns the quantity; without a value if it rests on too few draws.
func (v *leverVariants) estimate(kept *montecarlo.ColumnSink, theory int) Estimate {
	e := analysis.Estimate(kept.Values[theory][0], v.measure.Share, 0, kept.Replicates)
	if e.N < MinimumDraws {
		e.Value = math.NaN()
	}
	return e
}
